"""Tables of the strategy room."""
