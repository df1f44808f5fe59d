"""The HTTP API of the strategy room."""

from ninja import Router

router = Router(tags=["strategy"])
