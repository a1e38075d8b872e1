"""The numbers a sentence states."""
