"""The request as pages see it: with an actor and the moment."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from manumit.kernel.actor import Actor


class PageRequest(HttpRequest):
    """A request after `ActorMiddleware`: `actor` is who asks, `at` is when, both taken once at the edge."""

    actor: Actor
    at: datetime
    htmx: HtmxDetails
