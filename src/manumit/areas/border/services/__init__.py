"""Writes of the border room: one function a move, one audit entry each."""
