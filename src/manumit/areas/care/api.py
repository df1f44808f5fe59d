"""The door of the care room."""
