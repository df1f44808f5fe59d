"""Structured logs, one JSON object a line, from which personal data is kept out by construction.

Only named, harmless keys pass; any other value is replaced by its type. Text that looks like an e-mail address or a
telephone number is struck out wherever it stands.
"""

from manumit.platform.logs.redact import logging_config, redact

__all__ = ["logging_config", "redact"]
