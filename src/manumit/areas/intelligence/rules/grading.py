"""Grading schemes, handling codes and markings as dated data; the native code is kept, and nothing is converted.

Source: intelligence and operations reference, sections 2.1, 2.2 and 2.5. The labels of 5x5x5 and the wording of the
information grades of 3x5x2 are general knowledge (unverified) and are shown as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from manumit.errors import InputError
from manumit.kernel.consent import RecipientClass
from manumit.kernel.timeline import Grade, Rule, Source, Timeline

_LAW_ENFORCEMENT = frozenset(
    {
        RecipientClass.POLICE,
        RecipientClass.PROSECUTION,
        RecipientClass.IMMIGRATION,
        RecipientClass.COMPETENT_AUTHORITY,
    }
)
_UK = frozenset(RecipientClass) - {RecipientClass.OVERSEAS_AUTHORITY}


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a scheme.

    Args:
        key: the native code, as it is stored and sent.
        label: what it means, in words.
        evidence: how well the wording is evidenced.
    """

    key: str
    label: str
    evidence: Grade = Grade.SOURCE


@dataclass(frozen=True, slots=True)
class HandlingCode:
    """Who may have a report.

    Args:
        key: the native code.
        label: what it allows, in words.
        evidence: how well the wording is evidenced.
        recipients: kinds of recipient that it may go to; None for any, empty for nobody outside the owner.
        needs_conditions: whether it stands only with conditions in words, which travel with every copy.
        walled: whether, inside the room, only the owning organisation and supervisors may see it.
    """

    key: str
    label: str
    evidence: Grade
    recipients: frozenset[RecipientClass] | None = None
    needs_conditions: bool = False
    walled: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way of grading: three codes, each with its own list.

    Args:
        key: the name under which reports keep it.
        label: the name in words.
        source: evaluation of the source.
        information: assessment of the information.
        handling: handling codes.
    """

    key: str
    label: str
    source: tuple[Code, ...]
    information: tuple[Code, ...]
    handling: tuple[HandlingCode, ...]

    def handling_code(self, key: str) -> HandlingCode:
        """One handling code. Raises InputError with field `handling`."""
        found = next((code for code in self.handling if code.key == key), None)
        if found is None:
            raise InputError(f"Choose a handling code of {self.label}.", field="handling")
        return found


_S, _U = Grade.SOURCE, Grade.UNVERIFIED

_3X5X2 = Scheme(
    "3x5x2",
    "3x5x2",
    (Code("1", "Reliable"), Code("2", "Untested"), Code("3", "Not reliable")),
    (
        Code("A", "Known directly to the source", _U),
        Code("B", "Known indirectly to the source, and corroborated", _U),
        Code("C", "Known indirectly to the source", _U),
        Code("D", "Not known: corroborate before acting", _U),
        Code("E", "Suspected to be false", _U),
    ),
    (
        HandlingCode("P", "Lawful sharing permitted", _S),
        HandlingCode("C", "Lawful sharing permitted with conditions", _S, needs_conditions=True, walled=True),
    ),
)
_5X5X5 = Scheme(
    "5x5x5",
    "5x5x5",
    (
        Code("A", "Always reliable", _U),
        Code("B", "Mostly reliable", _U),
        Code("C", "Sometimes reliable", _U),
        Code("D", "Unreliable", _U),
        Code("E", "Untested", _U),
    ),
    (
        Code("1", "Known to be true without reservation", _U),
        Code("2", "Known to the source, not to the person reporting", _U),
        Code("3", "Not known to the source, but corroborated", _U),
        Code("4", "Cannot be judged", _U),
        Code("5", "Suspected to be false", _U),
    ),
    (
        HandlingCode("1", "United Kingdom police and law enforcement", _U, recipients=_LAW_ENFORCEMENT),
        HandlingCode(
            "2", "Also United Kingdom parties that do not prosecute", _U, recipients=_UK, needs_conditions=True
        ),
        HandlingCode(
            "3",
            "Also law enforcement abroad",
            _U,
            recipients=_LAW_ENFORCEMENT | {RecipientClass.OVERSEAS_AUTHORITY},
            needs_conditions=True,
        ),
        HandlingCode("4", "Only within the originating organisation", _U, recipients=frozenset(), walled=True),
        HandlingCode("5", "May be shared under the conditions stated", _U, needs_conditions=True),
    ),
)

SCHEMES: Mapping[str, Scheme] = MappingProxyType({each.key: each for each in (_3X5X2, _5X5X5)})
"""Every scheme that a report may carry: an old report keeps the grade it was given."""

GRADING_IN_FORCE = Timeline(
    "grading scheme of intelligence reports",
    (
        Rule(
            "5x5x5",
            date(2000, 1, 1),
            date(2016, 1, 1),
            Source("National Intelligence Model, as used in 2011", "", _U, "first and last day are not recorded here"),
        ),
        Rule(
            "3x5x2",
            date(2016, 1, 1),
            None,
            Source(
                "College of Policing, intelligence report",
                "",
                _U,
                "the scheme is sourced; “about 2016” is the only date",
            ),
        ),
    ),
    open_start=True,
)


def scheme(key: str) -> Scheme:
    """The scheme called `key`. Raises InputError with field `scheme`."""
    found = SCHEMES.get(key)
    if found is None:
        raise InputError(f"Choose a grading scheme: {', '.join(SCHEMES)}.", field="scheme")
    return found


def require_grades(key: str, *, source: str, information: str, handling: str, conditions: str) -> HandlingCode:
    """Check the three codes against their scheme, and return the handling code.

    Raises:
        InputError: a code that the scheme does not have, or conditions left out where the code needs them; `field`
            is `scheme`, `source_grade`, `information_grade`, `handling` or `conditions`.
    """
    graded = scheme(key)
    if source not in {code.key for code in graded.source}:
        raise InputError(f"Choose how reliable the source is, by {graded.label}.", field="source_grade")
    if information not in {code.key for code in graded.information}:
        raise InputError(f"Choose how well the information is known, by {graded.label}.", field="information_grade")
    code = graded.handling_code(handling)
    if code.needs_conditions and not conditions.strip():
        raise InputError(
            "This handling code needs conditions: write who may have the report, and how.", field="conditions"
        )
    return code


def grade_in_words(key: str, source: str, information: str, handling: str) -> tuple[str, str, str]:
    """The three codes in words, each with its native code first; a code that is unknown is given as it stands."""
    graded = scheme(key)
    sources = {code.key: code.label for code in graded.source}
    informations = {code.key: code.label for code in graded.information}
    handlings = {code.key: code.label for code in graded.handling}
    pairs = ((source, sources), (information, informations), (handling, handlings))
    spoken = tuple(f"{code}: {labels[code]}" if code in labels else code for code, labels in pairs)
    return spoken[0], spoken[1], spoken[2]


@dataclass(frozen=True, slots=True)
class Marking:
    """One marking; `walled` where it is for the author, the owner's supervisors and supervisors of the room only."""

    key: str
    walled: bool = False
    evidence: Grade = Grade.SOURCE


@dataclass(frozen=True, slots=True)
class MarkingScheme:
    """Markings from lowest to highest, and the one that a report gets where nobody chose."""

    key: str
    label: str
    markings: tuple[Marking, ...]
    usual: str


_GPMS = MarkingScheme(
    "gpms",
    "Protective markings to April 2014",
    (
        Marking("NOT PROTECTIVELY MARKED", evidence=_U),
        Marking("PROTECT"),
        Marking("RESTRICTED"),
        Marking("CONFIDENTIAL"),
        Marking("SECRET", walled=True),
        Marking("TOP SECRET", walled=True),
    ),
    "RESTRICTED",
)
_GSC = MarkingScheme(
    "gsc",
    "Government Security Classifications",
    (
        Marking("OFFICIAL"),
        Marking("OFFICIAL-SENSITIVE"),
        Marking("SECRET", walled=True),
        Marking("TOP SECRET", walled=True),
    ),
    "OFFICIAL",
)
MARKING_SCHEMES: Mapping[str, MarkingScheme] = MappingProxyType({each.key: each for each in (_GPMS, _GSC)})

MARKING_IN_FORCE = Timeline(
    "protective marking scheme",
    (
        Rule("gpms", date(2000, 1, 1), date(2014, 4, 2), Source("Protective marking scheme", "to April 2014", _S)),
        Rule(
            "gsc",
            date(2014, 4, 2),
            None,
            Source("Government Security Classifications", "from April 2014", _S, "the day in April is unverified"),
        ),
    ),
    open_start=True,
)


def marking_scheme(key: str) -> MarkingScheme:
    """The marking scheme called `key`. Raises InputError with field `marking`."""
    found = MARKING_SCHEMES.get(key)
    if found is None:
        raise InputError("Choose a marking scheme that exists.", field="marking")
    return found


def default_marking(day: date) -> tuple[str, str]:
    """Scheme and marking that a report written on a day gets where nobody chose."""
    found = marking_scheme(MARKING_IN_FORCE.on(day))
    return found.key, found.usual


def require_marking(marking: str, day: date) -> tuple[str, Marking]:
    """The marking of the scheme in force on a day (the usual one where empty), with its scheme's key.

    Raises:
        InputError: the scheme of that day has no such marking; field `marking`.
    """
    found = marking_scheme(MARKING_IN_FORCE.on(day))
    wanted = marking or found.usual
    for one in found.markings:
        if one.key == wanted:
            return found.key, one
    raise InputError(
        f"Choose a marking of the scheme in force: {', '.join(m.key for m in found.markings)}.", field="marking"
    )


def is_walled(handling: HandlingCode, marking: Marking) -> bool:
    """Whether, inside the room, only the owning organisation and supervisors may see a report so handled and marked."""
    return handling.walled or marking.walled
