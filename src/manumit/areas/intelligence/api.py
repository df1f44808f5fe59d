"""The door of the intelligence room."""
