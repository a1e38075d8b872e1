"""Amounts and measures, and those of two sides set against each other."""
