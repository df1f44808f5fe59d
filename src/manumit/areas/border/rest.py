"""The HTTP API of the border room."""

from ninja import Router

router = Router(tags=["border"])
