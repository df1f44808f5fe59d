"""Pages of the border room."""
