"""Writes of the prevention room."""
