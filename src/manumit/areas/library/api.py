"""The door of the library room."""
