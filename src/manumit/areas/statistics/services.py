"""Writes of the statistics room."""
