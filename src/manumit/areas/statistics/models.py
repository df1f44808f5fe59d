"""Tables of the statistics room."""
