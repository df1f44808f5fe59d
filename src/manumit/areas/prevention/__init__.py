"""The prevention room."""
