"""The `manumit` command: one line on standard error for every failure, and an exit code that says which kind."""

from manumit.cli.frame import main

__all__ = ["main"]
