"""Words of the two languages, and which answers which."""
