"""The door of the operations room."""
