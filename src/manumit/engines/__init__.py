"""Pure algorithms, usable as a library: no Django, no web, no clock, no storage."""
