"""Cheap checks that keep the house in order."""
