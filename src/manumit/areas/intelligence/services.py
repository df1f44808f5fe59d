"""Writes of the intelligence room."""
