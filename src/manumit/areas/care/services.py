"""Writes of the care room."""
