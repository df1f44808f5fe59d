"""Pages of the prevention room."""
