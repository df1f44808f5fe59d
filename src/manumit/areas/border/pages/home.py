"""Blocks of the border on first pages."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.border import api
from manumit.areas.border.pages.presenters import MESSAGE_WORDS, hit_queue, tag_of
from manumit.kernel.actor import Actor
from manumit.platform.ui import format as fmt
from manumit.platform.ui.components import BigNumber, Block, Queue, QueueItem

_SHOWN = 6


def figures_of(actor: Actor, at: datetime) -> tuple[BigNumber, ...]:
    """Return the large figures of the hub."""
    found = api.hit_figures(by=actor)
    href = reverse("border:hits")
    oldest = (
        _("oldest: %(age)s") % {"age": fmt.age(found.oldest_unread, at)} if found.oldest_unread else _("none waits")
    )
    return (
        BigNumber(
            found.unread, _("Hits not read (%(oldest)s)") % {"oldest": oldest}, href, "red" if found.unread else "grey"
        ),
        BigNumber(found.open, _("Hits without an outcome"), href),
        BigNumber(found.to_refer, _("Referrals to start"), href, "amber" if found.to_refer else "grey"),
    )


def hits_block(actor: Actor, at: datetime) -> Block:
    """Return the hits by time to arrival."""
    rows = api.hits_to_meet(by=actor, at=at, show=_SHOWN)
    total = api.hit_figures(by=actor).open
    return Block(
        _("Hits by time to arrival"),
        queue=hit_queue(
            rows,
            title=_("Hits by time to arrival"),
            page="border:hit",
            more=reverse("border:hits"),
            total=total,
            show=_SHOWN,
        ),
    )


def unread_block(actor: Actor, at: datetime) -> Block:
    """Return unread hits and the oldest age, in large figures."""
    return Block(_("Waiting"), numbers=figures_of(actor, at))


def carriers_block(actor: Actor, at: datetime) -> Block:
    """Return carriers that are late or silent."""
    return Block(_("Carriers late or silent"), queue=carriers_queue(actor, at))


def carriers_queue(actor: Actor, at: datetime) -> Queue:
    """Return carriers that are late or silent, as a queue."""
    rows = [row for row in api.carrier_figures(by=actor, at=at) if row.silent or row.late or row.incomplete]
    href = reverse("border:coverage")
    return Queue(
        title=_("Carriers late or silent"),
        items=tuple(
            QueueItem(
                title=row.carrier or _("Unknown carrier"),
                href=href,
                age_from=row.last_at,
                facts=(
                    (_("Late services"), fmt.number(row.late)),
                    (_("Parts missing"), fmt.number(row.incomplete)),
                    (_("Silent"), _("Yes") if row.silent else _("No")),
                ),
            )
            for row in rows[:_SHOWN]
        ),
        empty=_("Every carrier that sends is on time."),
        more_href=href,
        total=len(rows),
    )


def port_block(actor: Actor, at: datetime) -> Block:
    """Return the next arrivals with somebody to look for, at the officer's own ports."""
    rows = api.hits_to_meet(by=actor, at=at, show=_SHOWN)
    title = _("Next arrivals with somebody to look for")
    total = api.hit_figures(by=actor).open
    return Block(
        title,
        queue=hit_queue(rows, title=title, page="border:meet", more=reverse("border:port"), total=total, show=_SHOWN),
    )


def carrier_block(actor: Actor, _at: datetime) -> Block:
    """Return a carrier's own last messages."""
    title = _("Your last messages")
    rows = list(api.list_messages(by=actor)[:_SHOWN])
    return Block(
        title,
        queue=Queue(
            title=title,
            items=tuple(
                QueueItem(
                    title=row.reference or row.sha256[:12],
                    href=reverse("border:message", args=[row.pk]),
                    age_from=row.received_at,
                    tags=(tag_of(MESSAGE_WORDS, row.status),),
                    facts=((_("People"), fmt.number(row.travellers)), (_("Findings"), fmt.number(row.problem_count))),
                )
                for row in rows
            ),
            empty=_("No message of yours has come yet. Send the first to the address that you were given."),
            more_href=reverse("border:carrier"),
            total=api.message_counts(by=actor)["all"],
        ),
    )
