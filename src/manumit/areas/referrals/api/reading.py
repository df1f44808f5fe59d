"""Reading referrals and decisions: each opening of one person's record is audited here."""

from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from manumit.areas.referrals.api.values import (
    AccountView,
    AlarmView,
    ChangeView,
    ConsentView,
    ConsultationView,
    DecisionView,
    FileView,
    LetterView,
    NotificationView,
    ReferralRow,
    ReferralView,
    ReviewView,
    SignView,
)
from manumit.areas.referrals.models import Decision, Letter, Referral, Review, SignSeen
from manumit.areas.referrals.rules import (
    AUTHORITY_NAMES,
    SIGN_OF,
    WORKFLOW,
    ReferralFacts,
    band_of,
    label_of,
    local_day,
    required_consultations,
)
from manumit.areas.referrals.rules.law import RECOVERY_DAYS
from manumit.areas.referrals.selectors import (
    alarms_visible_to,
    children_of,
    decisions_visible_to,
    letters_visible_to,
    notifications_visible_to,
    one_referral,
    visible_to,
)
from manumit.areas.referrals.services import facts_of, may_open_file
from manumit.errors import MoveRefused, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import require
from manumit.platform.accounts.models import Account
from manumit.platform.audit.chain import record
from manumit.platform.files.models import StoredFile

_BEFORE_RELEASE = {
    "rg_proposed": "rg_pending",
    "rg_review": "rg_pending",
    "cg_proposed": "cg_pending",
    "cg_review": "cg_pending",
}
"""What those who do not decide are told while a decision is only proposed."""
_INNER_MOVES = ("propose_", "return_", "disagree_")


def decides(by: Actor) -> bool:
    """Return whether the reader sees decisions, minutes and who acted."""
    return by.is_system or by.opens(Compartment.IDENTIFICATION)


def row_of(referral: Referral, by: Actor) -> ReferralRow:
    """Present a referral (with its person selected) as a line of a list."""
    state = referral.state if decides(by) else _BEFORE_RELEASE.get(referral.state, referral.state)
    return ReferralRow(
        id=referral.pk,
        reference=referral.reference or "",
        pseudonym=referral.person.pseudonym,
        state=state,
        state_label=label_of(state),
        age_band=referral.age_band,
        due=referral.next_due,
        since=referral.received_at or referral.created_at,
        decision_id=getattr(referral, "live_id", None),
    )


def open_referral(*, by: Actor, at: datetime, referral_id: UUID) -> ReferralView:
    """Open a referral as the reader may see it; the read is audited. Raises NotFound."""
    rows = visible_to(by).select_related("person").prefetch_related("signs", "account_entries", "changes")
    referral = one_referral(rows, referral_id)
    require(by, "referrals.open_referral", referral)
    record(by=by, at=at, action="referrals.open_referral", record=("referral", referral.pk))
    return _view(referral, by, at)


def open_child(*, by: Actor, at: datetime, referral_id: UUID) -> ReferralView:
    """Open the referral of a child whom the reader's authority safeguards; the read is audited. Raises NotFound."""
    rows = children_of(by).select_related("person").prefetch_related("signs", "account_entries", "changes")
    referral = one_referral(rows, referral_id)
    require(by, "referrals.open_child", referral)
    record(by=by, at=at, action="referrals.open_child", record=("referral", referral.pk))
    return _view(referral, by, at)


def open_draft(*, by: Actor, at: datetime, referral_id: UUID) -> tuple[ReferralFacts, int, str]:
    """Return facts, version and pseudonym of a draft, to be worked on. Raises NotFound, or MoveRefused once it was sent."""
    referral = one_referral(visible_to(by).select_related("person").prefetch_related("signs"), referral_id)
    require(by, "referrals.refer", referral)
    if referral.state != "draft":
        raise MoveRefused("This referral was sent. What you learn now can be added to it, not changed in it.")
    record(by=by, at=at, action="referrals.open_referral", record=("referral", referral.pk))
    return facts_of(referral), referral.version, referral.person.pseudonym


def who_changed(*, by: Actor, referral_id: UUID) -> tuple[str, datetime]:
    """Return the name of the colleague who changed a draft last, and when. Raises NotFound."""
    referral = one_referral(visible_to(by), referral_id)
    return names_of({referral.changed_by}).get(referral.changed_by, ""), referral.changed_at


def names_of(account_ids: set[str]) -> dict[str, str]:
    """Return the names of colleagues by account; the house and what is not recorded have none."""
    known = [found for text in account_ids if (found := _uuid(text)) is not None]
    return {str(pk): name for pk, name in Account.objects.filter(pk__in=known).values_list("pk", "name")}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _view(referral: Referral, by: Actor, at: datetime) -> ReferralView:
    inside = decides(by)
    row = row_of(referral, by)
    undecided = (
        referral.referred_on is not None and not referral.cg_outcome and referral.state not in ("closed", "withdrawn")
    )
    held = referral.holds.filter(closed_at=None).exists() if inside else None
    asked = tuple(referral.consultations.all()) if inside else ()
    missing = required_consultations(referral.age_band) - {one.kind for one in asked} if inside else frozenset()
    decisions = _decisions(decisions_visible_to(by).filter(referral=referral)) if inside else []
    names = names_of(_who(decisions) | {change.actor_id for change in referral.changes.all()}) if inside else {}
    letters = letters_visible_to(by).filter(referral=referral)
    return ReferralView(
        id=referral.pk,
        reference=row.reference,
        pseudonym=row.pseudonym,
        state=row.state,
        state_label=row.state_label,
        version=referral.version,
        facts=facts_of(referral),
        responder=referral.responder_name,
        authority=AUTHORITY_NAMES.get(referral.authority, ""),
        received_at=referral.received_at,
        rg_due=referral.rg_due,
        rg_due_provisional=bool(referral.policy.get("rg_due_provisional")),
        recovery_ends=referral.recovery_ends,
        recovery_days=RECOVERY_DAYS.on(referral.rg_on) if referral.recovery_ends and referral.rg_on else None,
        band=band_of(referral.referred_on, local_day(at)).label if undecided and referral.referred_on else "",
        removal_held=held,
        asks_early=referral.asks_early,
        account=tuple(AccountView(e.told_at, e.happened, e.text) for e in referral.account_entries.all()),
        signs=tuple(_sign(sign) for sign in referral.signs.all()),
        changes=_changes(referral, names, inside=inside),
        files=_files(referral, by),
        letters=tuple(_letter(one) for one in letters.select_related("referral").order_by("at", "id")),
        consents=tuple(
            ConsentView(c.at, c.purpose, c.decision, c.language, c.interpreter)
            for c in referral.person.consents.order_by("at", "id")
        ),
        decisions=tuple(_decision(one, referral, names) for one in decisions),
        consultations=tuple(
            ConsultationView(c.kind, c.asked_at, c.times_asked, c.answered_at, c.answer) for c in asked
        ),
        missing_consultations=tuple(sorted(missing)),
    )


def _sign(sign: SignSeen) -> SignView:
    known = SIGN_OF.get(sign.key)
    return SignView(known.group if known else "", known.label if known else sign.key, sign.reason)


def _changes(referral: Referral, names: dict[str, str], *, inside: bool) -> tuple[ChangeView, ...]:
    changes = sorted(referral.changes.all(), key=lambda change: (change.at, change.pk))
    shown = [c for c in changes if inside or not c.move.startswith(_INNER_MOVES)]
    return tuple(
        ChangeView(c.at, WORKFLOW.moves[c.move].label if c.move in WORKFLOW.moves else "", names.get(c.actor_id, ""))
        for c in shown
    )


def _files(referral: Referral, by: Actor) -> tuple[FileView, ...]:
    stored = StoredFile.objects.filter(record_kind="referral", record_id=referral.pk).order_by("stored_at")
    return tuple(FileView(f.pk, f.name, f.size, f.stored_at) for f in stored if may_open_file(by, f))


def _letter(letter: Letter, *, body: bool = False) -> LetterView:
    return LetterView(
        id=letter.pk,
        referral_id=letter.referral_id,
        reference=letter.referral.reference or "",
        template=letter.template,
        addressee=letter.addressee,
        at=letter.at,
        body=letter.body if body else "",
    )


def _decisions(rows: QuerySet[Decision]) -> list[Decision]:
    reviews = Prefetch("reviews", queryset=Review.objects.order_by("at", "id"))
    return list(rows.prefetch_related(reviews).order_by("-at", "-id"))


def _who(decisions: list[Decision]) -> set[str]:
    return {one.author_id for one in decisions} | {
        opinion.reviewer_id for one in decisions for opinion in one.reviews.all()
    }


def _decision(decision: Decision, referral: Referral, names: dict[str, str]) -> DecisionView:
    opinions = list(decision.reviews.all())
    last = next((r.verdict for r in reversed(opinions) if r.verdict in ("agree", "return")), "waiting")
    return DecisionView(
        id=decision.pk,
        referral_id=referral.pk,
        reference=referral.reference or "",
        pseudonym=referral.person.pseudonym,
        stage=decision.stage,
        outcome=decision.outcome,
        reasons=decision.reasons,
        evidence=tuple(decision.evidence),
        standard=decision.standard,
        author=names.get(decision.author_id, ""),
        at=decision.at,
        status="historic" if decision.historic else last,
        reviews=tuple(ReviewView(r.verdict, r.reasons, names.get(r.reviewer_id, ""), r.at) for r in opinions),
        policy=tuple((key, str(value)) for key, value in decision.policy.items()),
    )


def open_decision(*, by: Actor, at: datetime, decision_id: UUID) -> DecisionView:
    """Open a decision with its minute; the read is audited. Raises NotFound."""
    rows = decisions_visible_to(by).filter(pk=decision_id).select_related("referral__person")
    found = next(iter(_decisions(rows)), None)
    if found is None:
        raise NotFound("There is no such decision, or you may not see it.")
    require(by, "referrals.open_decision", found)
    record(by=by, at=at, action="referrals.open_decision", record=("decision", found.pk))
    return _decision(found, found.referral, names_of(_who([found])))


def open_letter(*, by: Actor, at: datetime, letter_id: UUID) -> LetterView:
    """Open a letter; the read is audited. Raises NotFound."""
    found = letters_visible_to(by).select_related("referral").filter(pk=letter_id).first()
    if found is None:
        raise NotFound("There is no such letter, or you may not see it.")
    require(by, "referrals.open_letter", found)
    record(by=by, at=at, action="referrals.open_letter", record=("letter", found.pk))
    return _letter(found, body=True)


def open_notification(*, by: Actor, notification_id: UUID) -> NotificationView:
    """Return a notification, which says nothing of who it was. Raises NotFound."""
    found = notifications_visible_to(by).filter(pk=notification_id).first()
    if found is None:
        raise NotFound("There is no such notification, or you may not see it.")
    require(by, "referrals.open_notification", found)
    return NotificationView(
        found.pk,
        found.reference,
        found.on,
        found.sex,
        found.nationality,
        tuple(found.exploitation),
        found.region,
        found.under_duty,
    )


def open_alarms(*, by: Actor) -> list[AlarmView]:
    """Return attempted removals that nobody has dealt with, oldest first."""
    rows = alarms_visible_to(by).filter(dealt_with_at=None).select_related("hold__referral__person").order_by("at")
    return [
        AlarmView(a.pk, a.hold.referral_id, a.hold.referral.reference or "", a.hold.referral.person.pseudonym, a.at)
        for a in rows[:20]
    ]
