"""The HTTP API of the intelligence room."""

from ninja import Router

router = Router(tags=["intelligence"])
