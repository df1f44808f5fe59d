"""The demonstration: an invented nation in October 2011, filled through the rooms' own doors, and the thread played in it."""
