"""The HTTP API of the prevention room."""

from ninja import Router

router = Router(tags=["prevention"])
