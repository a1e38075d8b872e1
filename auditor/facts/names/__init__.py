"""The names a sentence has, across scripts."""
