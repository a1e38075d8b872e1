"""Check a machine-translated article against its English original."""

__version__ = "0.1.0"
