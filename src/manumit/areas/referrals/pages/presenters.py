"""From the room's views to what templates show: every word translated, no logic left for the template."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from manumit.areas.referrals import api
from manumit.areas.referrals.rules import (
    ADDRESSEES,
    AGE_BANDS,
    EXPLOITATION,
    LETTERS,
    OUTCOMES,
    SEXES,
    STAGES,
    VERDICTS,
)
from manumit.kernel.places import find_country, find_region
from manumit.kernel.timeline import Grade
from manumit.platform.ui.components import QueueItem, Tag, TimelineItem
from manumit.platform.ui.format import Tone, day

DRAFT_LASTS = timedelta(days=28)
_TONES: dict[str, Tone] = {
    "draft": "grey",
    "rg_pending": "blue",
    "recovery": "green",
    "cg_pending": "blue",
    "withdrawn": "grey",
    "closed": "grey",
}
_GRADE_TONES: dict[Grade, Tone] = {Grade.SEED: "green", Grade.SOURCE: "blue", Grade.UNVERIFIED: "amber"}


def state_tag(state: str, label: str) -> Tag:
    """Return the state in its box."""
    return Tag(_(label), _TONES.get(state, "amber"))


def _tags(row: api.ReferralRow) -> tuple[Tag, ...]:
    child = (Tag(_("Child"), "red"),) if row.age_band == "child" else ()
    unsure = (Tag(_("Age not certain"), "red"),) if row.age_band == "unsure" else ()
    return (*child, *unsure, state_tag(row.state, row.state_label))


def row_item(row: api.ReferralRow, *, child_page: bool = False) -> QueueItem:
    """Present a case in a queue, under its pseudonym."""
    page = "referrals:child" if child_page else "referrals:referral"
    return QueueItem(
        title=f"{row.reference or _('Draft')} · {row.pseudonym}",
        href=reverse(page, kwargs={"referral_id": row.id}),
        due=row.due,
        age_from=row.since,
        tags=_tags(row),
    )


def draft_item(row: api.ReferralRow, at: datetime) -> QueueItem:  # noqa: ARG001 - presenters of rows share a shape
    """Present a draft with the day on which it is emptied."""
    return QueueItem(
        title=_("Draft · %(pseudonym)s") % {"pseudonym": row.pseudonym},
        href=reverse("referrals:draft", kwargs={"referral_id": row.id}),
        due=row.since + DRAFT_LASTS,
        age_from=row.since,
        tags=_tags(row),
    )


def review_item(row: api.ReferralRow) -> QueueItem:
    """Present a proposal that waits for the reader."""
    item = row_item(row)
    if row.decision_id is None:
        return item
    href = reverse("referrals:review", kwargs={"decision_id": row.decision_id})
    return QueueItem(item.title, href, item.due, item.age_from, item.tags, item.facts)


def letter_item(letter: api.LetterView) -> QueueItem:
    """Present a letter in a list."""
    return QueueItem(
        title=f"{letter.reference} · {_(LETTERS[letter.template])}",
        href=reverse("referrals:letter", kwargs={"letter_id": letter.id}),
        age_from=letter.at,
        tags=(Tag(_(ADDRESSEES[letter.addressee])),),
    )


def countries(codes: tuple[str, ...]) -> str:
    """Return the names of countries by their codes."""
    found = ((code, find_country(code)) for code in codes)
    return ", ".join(country.name if country else code for code, country in found)


def region_name(code: str) -> str:
    """Return the name of a region."""
    region = find_region(code) if code else None
    return region.name if region else code


def summary_rows(view: api.ReferralView) -> list[tuple[str, object]]:
    """Return what stands at the top of a referral's page: nothing that names the person."""
    facts = view.facts
    held = {True: _("Yes"), False: _("No"), None: ""}[view.removal_held]
    rows: list[tuple[str, object]] = [
        (_("Reference"), view.reference),
        (_("Pseudonym"), view.pseudonym),
        (_("State"), _(view.state_label)),
        (_("Age"), _(AGE_BANDS[facts.age_band])),
        (_("Exploitation"), ", ".join(_(EXPLOITATION[key]) for key in facts.exploitation)),
        (_("Nationality"), countries(facts.nationalities)),
        (_("Gender"), _(SEXES[facts.sex])),
        (_("Region"), region_name(facts.region)),
        (_("Referred by"), view.responder),
        (_("Competent authority"), _(view.authority) if view.authority else ""),
    ]
    if view.removal_held is not None:
        rows.append((_("Removal held"), held))
    if view.band:
        rows.append((_("Waiting since the referral"), _(view.band)))
    return rows


def person_rows(view: api.ReferralView) -> list[tuple[str, object]]:
    """Return who the person is; shown behind a click."""
    facts = view.facts
    return [
        (_("Given names"), facts.given_names),
        (_("Family name"), facts.surname),
        (_("Other names"), ", ".join(facts.aliases)),
        (_("Date of birth"), day(facts.birth) if facts.birth else ""),
        (_("Languages"), ", ".join(facts.languages)),
        (_("Safe way to reach the person"), facts.safe_contact),
        (_("Where the person was met"), facts.place_found),
        (_("Local authority contact"), facts.local_authority_contact),
    ]


def clock_rows(view: api.ReferralView) -> list[tuple[str, object, str]]:
    """Return the dates that matter: label, day, and what to know of it."""
    rows: list[tuple[str, object, str]] = []
    if view.rg_due and not view.recovery_ends and "negative" not in view.state:
        note = _("Bank holidays of that year are not published yet.") if view.rg_due_provisional else ""
        rows.append((_("Reasonable-grounds decision due"), view.rg_due, note))
    if view.recovery_ends:
        length = _("%(days)s days under the rule of the day of the decision") % {"days": view.recovery_days}
        decided = view.state.startswith(("cg_positive", "cg_negative", "closed", "withdrawn"))
        due = None if decided else view.recovery_ends
        note = f"{day(view.recovery_ends)}, {length}" if decided else length
        rows.append((_("Recovery period ends"), due, note))
    return rows


def account_items(view: api.ReferralView) -> list[TimelineItem]:
    """Return what the person told, in order."""
    return [
        TimelineItem(entry.told_at, entry.happened or _("Account as it was first told"), "", entry.text)
        for entry in sorted(view.account, key=lambda entry: entry.told_at)
    ]


def change_items(view: api.ReferralView) -> list[TimelineItem]:
    """Return the steps that were taken."""
    return [
        TimelineItem(change.at, _(change.label) if change.label else _("Recorded"), change.actor)
        for change in view.changes
    ]


def decision_title(decision: api.DecisionView) -> str:
    """Return stage and outcome in words."""
    return f"{_(STAGES[decision.stage])}: {_(OUTCOMES[decision.outcome])}"


def decision_tag(decision: api.DecisionView) -> Tag:
    """Return how a decision stands."""
    words = {
        "waiting": _("Waits for a second person"),
        "agree": _("Agreed and released"),
        "return": _("Returned"),
        "historic": _("Loaded from history"),
    }
    tones: dict[str, Tone] = {"waiting": "amber", "agree": "green", "return": "grey", "historic": "grey"}
    return Tag(words[decision.status], tones[decision.status])


def review_items(decision: api.DecisionView) -> list[TimelineItem]:
    """Return the opinions on a decision."""
    return [TimelineItem(r.at, _(VERDICTS[r.verdict]), r.reviewer, r.reasons) for r in decision.reviews]


def grade_tag(grade: Grade) -> Tag:
    """Return how well a rule is evidenced; an unverified one is said to be a parameter."""
    words = {
        Grade.SEED: _("Stated in the strategy"),
        Grade.SOURCE: _("Read in a public source"),
        Grade.UNVERIFIED: _("Not verified: a parameter, not law"),
    }
    return Tag(words[grade], _GRADE_TONES[grade])
