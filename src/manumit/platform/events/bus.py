"""Publishing: the event is recorded, then each subscriber is called."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from manumit.kernel.actor import Actor
from manumit.platform.events.models import EventRecord
from manumit.platform.rooms import manifests


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of every event. Subclasses add identifiers (as text), never a person's data."""


def publish(event: Event, *, by: Actor, at: datetime) -> None:
    """Record the event and call every subscriber, in one transaction."""
    with transaction.atomic():
        EventRecord.objects.create(at=at, kind=type(event).__name__, payload=asdict(event), actor_id=by.user_id)
        for manifest in manifests():
            for subscription in manifest.subscriptions:
                if isinstance(event, subscription.event):
                    subscription.handler(event, by=by, at=at)
