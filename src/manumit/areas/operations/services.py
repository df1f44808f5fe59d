"""Writes of the operations room."""
