"""Tables of the border room."""
