"""The border room."""
