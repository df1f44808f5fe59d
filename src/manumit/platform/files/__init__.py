"""Files that people hand in: checked for type and size, encrypted at rest, opened only through the room that owns them."""
