"""Word lists of `data/`, how Arabic is spelt when it is compared, and regular expressions over it."""
