"""Read and split: bytes to documents, to located sentences, and what they say of how they were made."""
