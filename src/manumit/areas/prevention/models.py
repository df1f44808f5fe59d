"""Tables of the prevention room."""
