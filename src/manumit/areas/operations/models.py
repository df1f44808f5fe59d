"""Tables of the operations room."""
