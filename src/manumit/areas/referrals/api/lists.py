"""Lists and queues: lines without a name, cut to what the reader may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from manumit.areas.referrals.api.reading import row_of
from manumit.areas.referrals.api.values import LetterView, RowPage
from manumit.areas.referrals.models import Decision, Referral
from manumit.areas.referrals.rules import NEVER_SENT
from manumit.areas.referrals.selectors import case_queue as queue_rows
from manumit.areas.referrals.selectors import children_of as child_rows
from manumit.areas.referrals.selectors import decisions_visible_to, letters_visible_to, visible_to
from manumit.areas.referrals.selectors import review_queue as review_rows
from manumit.kernel.actor import Actor
from manumit.platform.accounts.models import Organisation

PAGE = 25


def _page(rows: QuerySet[Referral], by: Actor, page: int, size: int) -> RowPage:
    total = rows.count()
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    shown = rows[(page - 1) * size : page * size]
    return RowPage(tuple(row_of(referral, by) for referral in shown), total, page, pages)


def my_drafts(*, by: Actor, size: int = PAGE) -> RowPage:
    """Return the drafts that the reader may work on, newest first."""
    rows = visible_to(by).filter(state="draft").select_related("person").order_by("-created_at")
    return _page(rows, by, 1, size)


def my_referrals(*, by: Actor, page: int = 1, size: int = PAGE, live: bool = False) -> RowPage:
    """Return what the reader's organisation sent, newest first; with `live`, only what is not closed."""
    ended = (*NEVER_SENT, "closed") if live else NEVER_SENT
    rows = visible_to(by).exclude(state__in=ended).select_related("person").order_by("-created_at")
    return _page(rows, by, page, size)


def case_queue(*, by: Actor, page: int = 1, size: int = PAGE) -> RowPage:
    """Return what a caseworker can decide now, what breaks first at the top."""
    return _page(queue_rows(by), by, page, size)


def review_queue(*, by: Actor, page: int = 1, size: int = PAGE) -> RowPage:
    """Return what waits for the reader's agreement; what is theirs or conflicted is absent, and not counted."""
    return _page(review_rows(by), by, page, size)


def returned_to(*, by: Actor, size: int = PAGE) -> RowPage:
    """Return cases whose last proposal, written by the reader, a reviewer returned."""
    returned = Decision.objects.filter(author_id=by.user_id, reviews__verdict="return").values("referral_id")
    rows = queue_rows(by).filter(pk__in=returned)
    return _page(rows, by, 1, size)


def consultations_back(*, by: Actor, size: int = PAGE) -> RowPage:
    """Return cases that can be decided and in which a body that was asked has answered."""
    rows = queue_rows(by).filter(consultations__answered_at__isnull=False).distinct()
    return _page(rows, by, 1, size)


def children_of(*, by: Actor, page: int = 1, size: int = PAGE) -> RowPage:
    """Return the children whom the reader's authority safeguards, newest first."""
    return _page(child_rows(by).select_related("person").order_by("-created_at"), by, page, size)


def letters_to(*, by: Actor, size: int = PAGE) -> list[LetterView]:
    """Return the newest letters that the reader may open."""
    rows = letters_visible_to(by).select_related("referral").order_by("-at", "-id")[:size]
    return [
        LetterView(one.pk, one.referral_id, one.referral.reference or "", one.template, one.addressee, one.at)
        for one in rows
    ]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as a line for quality: stage, outcome and how it fared, without author or minute."""

    id: UUID
    reference: str
    stage: str
    outcome: str
    at: datetime
    verdicts: tuple[str, ...]


def recent_decisions(*, by: Actor, size: int = 50) -> list[DecisionRow]:
    """Return the newest decisions made in this system, for the quality lead."""
    rows = decisions_visible_to(by).filter(historic=False).select_related("referral").prefetch_related("reviews")
    return [
        DecisionRow(
            d.pk, d.referral.reference or "", d.stage, d.outcome, d.at, tuple(r.verdict for r in d.reviews.all())
        )
        for d in rows.order_by("-at")[:size]
    ]


def quality_counts(*, by: Actor, since: datetime) -> dict[str, int]:
    """Return how many decisions proposed since an instant were agreed, returned and disagreed with."""
    rows = decisions_visible_to(by).filter(historic=False, at__gte=since, reviews__isnull=False)
    return dict(rows.values_list("reviews__verdict").annotate(n=Count("reviews")).order_by())


def local_authorities() -> list[tuple[str, str]]:
    """Return the local authorities and guardian services that use this system, by name."""
    rows = Organisation.objects.filter(kind__in=("local_authority", "guardian"), active=True).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]
