"""The HTTP API of the operations room."""

from ninja import Router

router = Router(tags=["operations"])
