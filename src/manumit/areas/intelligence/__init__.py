"""The intelligence room."""
