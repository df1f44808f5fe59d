"""Writes of the library room."""
