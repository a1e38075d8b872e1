"""Check a machine-translated article against its English original."""
