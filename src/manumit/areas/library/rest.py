"""The HTTP API of the library room."""

from ninja import Router

router = Router(tags=["library"])
