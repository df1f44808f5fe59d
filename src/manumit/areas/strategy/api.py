"""The door of the strategy room."""
