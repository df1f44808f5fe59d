"""The HTTP API of the care room."""

from ninja import Router

router = Router(tags=["care"])
