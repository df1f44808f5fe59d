"""The door of the statistics room."""
