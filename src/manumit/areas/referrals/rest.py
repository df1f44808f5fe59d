"""The HTTP API of the referrals room."""

from ninja import Router

router = Router(tags=["referrals"])
