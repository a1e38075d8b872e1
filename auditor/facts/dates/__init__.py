"""The dates and times a sentence states."""
