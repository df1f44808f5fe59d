"""Plain values that pass through the door of the room: facts of a referral, answers, and rows for figures."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from manumit.areas.referrals.rules.words import AGE_BANDS, EXPLOITATION, SEXES, SIGN_OF
from manumit.errors import InputError
from manumit.kernel.places import find_country, find_region

MAX_TEXT = 15_000
"""Characters of free text that the national form takes (reference, section 4.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFacts:
    """What a referrer knows of a person who may be a victim; all may be left out but the age band.

    Args:
        age_band: `adult`, `child` or `unsure`.
        given_names: as the person gives them.
        surname: as the person gives it.
        aliases: other names, also those used while exploited.
        birth: date of birth.
        sex: `F`, `M`, `X` or empty.
        nationalities: three-letter codes.
        languages: language tags that the person speaks.
        exploitation: keys of `EXPLOITATION`.
        account: what happened, in the person's own order.
        indicators: keys of `SIGNS` that were seen; `reasons` says what was seen.
        reasons: pairs of an indicator's key and what exactly was seen or said.
        place_found: where the person was met.
        region: code of the region.
        found_on: when.
        source: how it came to notice.
        local_authority_contact: name, telephone and e-mail of the authority that safeguards the child.
        local_authority_id: the organisation, where it uses this system.
        wants_support: whether the person wants support; not asked of a child.
        dependants: children who depend on the person.
        language_explained: language in which consent was explained.
        interpreter: reference of the interpreter.
        explained_by: who explained; the account that submits where empty.
        safe_contact: how to reach the person without danger.
        immigration_reference: the reference under which immigration knows the person.
        immigration_issue: whether an immigration question is open.
        enforcement_case: whether the person is detained, or a foreign offender facing deportation.
        nation: nation whose bank holidays count.
    """

    age_band: str
    given_names: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    birth: date | None = None
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    account: str = ""
    indicators: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    place_found: str = ""
    region: str = ""
    found_on: date | None = None
    source: str = ""
    local_authority_contact: str = ""
    local_authority_id: str = ""
    wants_support: bool | None = None
    dependants: int = 0
    language_explained: str = ""
    interpreter: str = ""
    explained_by: str = ""
    safe_contact: str = ""
    immigration_reference: str = ""
    immigration_issue: bool = False
    enforcement_case: bool = False
    nation: str = "england"

    def __post_init__(self) -> None:
        """Refuse what no referral may hold. Raises InputError with the field."""
        _known("age_band", (self.age_band,), AGE_BANDS)
        _known("sex", (self.sex,), SEXES)
        _known("exploitation", self.exploitation, EXPLOITATION)
        _known("indicators", self.indicators, SIGN_OF)
        unknown = next((code for code in self.nationalities if find_country(code) is None), None)
        if unknown is not None:
            raise InputError("Choose a country from the list for the nationality.", field="nationalities")
        if self.region and find_region(self.region) is None:
            raise InputError("Choose a region from the list.", field="region")
        if len(self.account) > MAX_TEXT:
            raise InputError(f"Shorten the account to {MAX_TEXT:,} characters.", field="account")
        if self.dependants < 0:
            raise InputError("The number of children who depend on the person cannot be negative.", field="dependants")


def _known(field: str, keys: tuple[str, ...], allowed: object) -> None:
    if any(key not in allowed for key in keys):  # type: ignore[operator] # each caller passes a mapping
        raise InputError("Choose one of the answers that are offered.", field=field)


@dataclass(frozen=True, slots=True)
class SubmittedReferral:
    """What the referrer is told after sending.

    Args:
        referral_id: the referral.
        reference: the public reference; of the notification where the person did not agree.
        pseudonym: the name under which the person stands everywhere; empty for a notification.
        notification_id: the notification without identity, where the person did not agree.
    """

    referral_id: UUID
    reference: str
    pseudonym: str
    notification_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class HoldAnswer:
    """The answer to “may this person be removed?”: whether removal is held, and the reference of this answer."""

    held: bool
    reference: str


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """What the care room needs in order to offer a place; never a name."""

    referral_id: UUID
    pseudonym: str
    age_band: str
    sex: str
    region: str
    languages: tuple[str, ...]
    dependants: int
    wants_support: bool | None
    recovery_ends: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticalRow:
    """A referral without identity; outcomes only once they were agreed. Periods are half-open, days are London days."""

    referred_on: date
    age_group: str
    exploitation: tuple[str, ...]
    sex: str
    nationality: str
    first_responder: str
    sector: str
    rg_outcome: str = ""
    rg_on: date | None = None
    cg_outcome: str = ""
    cg_on: date | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow(StatisticalRow):
    """A past referral that was decided before this system: what the figures need, and the person."""

    given_names: str
    surname: str
    birth: date | None = None
