"""The keys of the house: settings, addresses, health and the first page."""
