"""Law and practice as data, and pure functions over them: no framework, no clock, no storage."""
