"""Writes of the border room."""
