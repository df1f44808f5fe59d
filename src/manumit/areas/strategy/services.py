"""Writes of the strategy room."""
