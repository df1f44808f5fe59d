"""The door of the prevention room."""
