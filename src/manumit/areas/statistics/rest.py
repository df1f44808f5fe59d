"""The HTTP API of the statistics room."""

from ninja import Router

router = Router(tags=["statistics"])
