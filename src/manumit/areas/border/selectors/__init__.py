"""Reads of the border room; every one begins with what the actor may see."""
