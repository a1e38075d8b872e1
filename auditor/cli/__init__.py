"""The commands `audit` and `auditor`."""
