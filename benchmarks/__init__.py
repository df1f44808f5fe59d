"""Figures on speed and memory: engines alone, and the pages under load."""
