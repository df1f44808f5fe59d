"""The door of the border room."""
