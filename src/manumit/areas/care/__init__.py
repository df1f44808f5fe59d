"""The care room."""
