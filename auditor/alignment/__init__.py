"""Which article sentences say what which reference sentences say: pure, its similarity is given to it."""
