"""Files that hold the English and the Arabic of every unit: XLIFF, TMX, PO, tables and JSON Lines."""
