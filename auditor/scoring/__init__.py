"""How close the sides of a bead come, beside what clean text scores."""
