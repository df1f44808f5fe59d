"""Blocks of the first pages: what to do now, and which date comes next."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.pages.presenters import draft_item, letter_item, review_item, row_item
from manumit.kernel.actor import Actor
from manumit.platform.ui.components import BigNumber, Block, Queue, QueueItem

_SHOWN = 10


def _queue(title: str, page: api.RowPage, empty: str, items: tuple[QueueItem, ...], more: str = "") -> Block:
    return Block(title, queue=Queue(title, items, empty, more if page.total > len(items) else "", page.total))


def start_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - the shape of every block
    """Offer the one large button."""
    return Block(_("Start a referral"), template="referrals/blocks/start.html")


def drafts_block(actor: Actor, at: datetime) -> Block:
    """List the drafts and how long they last."""
    page = api.my_drafts(by=actor, size=_SHOWN)
    items = tuple(draft_item(row, at) for row in page.rows)
    return _queue(_("My drafts"), page, _("Drafts stand here until you send them. They last 28 days."), items)


def mine_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """List own referrals with the next date that matters."""
    page = api.my_referrals(by=actor, size=_SHOWN, live=True)
    items = tuple(row_item(row) for row in page.rows)
    empty = _("Referrals that your organisation sent stand here, with the next date that matters.")
    return _queue(_("My referrals"), page, empty, items, reverse("referrals:mine"))


def queue_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """List the cases by what breaks first."""
    page = api.case_queue(by=actor, size=_SHOWN)
    items = tuple(row_item(row) for row in page.rows)
    empty = _("Cases stand here when they are sent. The one whose clock ends first comes first.")
    return _queue(_("Cases by what breaks first"), page, empty, items, reverse("referrals:queue"))


def consulted_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """List the cases in which somebody answered."""
    page = api.consultations_back(by=actor, size=_SHOWN)
    items = tuple(row_item(row) for row in page.rows)
    return _queue(
        _("Consultations that came back"), page, _("Cases stand here when a body that you asked has answered."), items
    )


def returned_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """List what a reviewer gave back."""
    page = api.returned_to(by=actor, size=_SHOWN)
    items = tuple(row_item(row) for row in page.rows)
    return _queue(
        _("Returned by a reviewer"), page, _("Proposals that a reviewer returns stand here with the reasons."), items
    )


def review_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """List what waits for the reviewer's agreement."""
    page = api.review_queue(by=actor, size=_SHOWN)
    items = tuple(review_item(row) for row in page.rows)
    empty = _("Proposals stand here when a colleague makes them.")
    return _queue(_("Waiting for your agreement"), page, empty, items, reverse("referrals:reviews"))


def quality_block(actor: Actor, at: datetime) -> Block:
    """Show how decisions fared in the last 28 days."""
    counts = api.quality_counts(by=actor, since=at - timedelta(days=28))
    href = reverse("referrals:decisions")
    numbers = (
        BigNumber(counts.get("agree", 0), _("agreed"), href),
        BigNumber(counts.get("return", 0), _("returned"), href, "amber"),
        BigNumber(counts.get("disagree", 0), _("disagreed"), href, "amber"),
    )
    return Block(_("Decisions of the last 28 days"), numbers=numbers)


def hold_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """Offer the question whether a removal is held."""
    return Block(_("May this person be removed?"), template="referrals/blocks/hold.html")


def children_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """List the children whom the authority safeguards."""
    page = api.children_of(by=actor, size=_SHOWN)
    items = tuple(row_item(row, child_page=True) for row in page.rows)
    empty = _("Children for whom your authority is the contact stand here.")
    return _queue(_("Children in our care"), page, empty, items, reverse("referrals:children"))


def letters_block(actor: Actor, at: datetime) -> Block:  # noqa: ARG001 - as above
    """List the newest letters to the authority."""
    items = tuple(letter_item(letter) for letter in api.letters_to(by=actor, size=_SHOWN))
    return Block(_("Letters to us"), queue=Queue(_("Letters to us"), items, _("Letters about decisions stand here.")))
