"""Manumit: one place where the agencies that prevent, detect and answer human trafficking work together."""
