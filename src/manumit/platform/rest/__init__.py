"""The HTTP API's door: who calls (a session or a token), what they may, and how errors are told."""

from manumit.platform.rest.guard import ApiRequest, open_operation, operation

__all__ = ["ApiRequest", "open_operation", "operation"]
