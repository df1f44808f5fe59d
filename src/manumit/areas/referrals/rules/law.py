"""Law and practice of the National Referral Mechanism as dated rules, each with its source and evidence grade.

Sources: the strategy of 2011 (paragraphs 23, 27, 28, 32 and the panel on page 10), competent authority guidance as
read in public copies, and answers to Parliament. What is graded unverified is a parameter, not law.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from manumit.kernel.timeline import Grade, Rule, RuleRow, Source, Timeline

CONVENTION = date(2009, 4, 1)
"""The National Referral Mechanism began when the Convention came into force for the United Kingdom."""
NCA_BEGAN = date(2013, 10, 7)
SCA_BEGAN = date(2019, 4, 1)
IECA_BEGAN = date(2021, 11, 8)
RECOVERY_SHORTER = date(2022, 12, 13)
OBJECTIVE_TEST = date(2023, 1, 30)
NOT_ESTABLISHED_FROM = date(2026, 1, 1)
DUTY_BEGAN = date(2015, 11, 1)

STRATEGY = "Human trafficking: the Government’s strategy (2011)"
GUIDANCE = "Guidance for competent authorities"
HANSARD_FEBRUARY = "Hansard, 1 March 2010"


def _seed(paragraph: str, note: str = "") -> Source:
    return Source(STRATEGY, paragraph, Grade.SEED, note)


def _source(document: str, note: str = "", paragraph: str = "") -> Source:
    return Source(document, paragraph, Grade.SOURCE, note)


def _unverified(document: str, note: str) -> Source:
    return Source(document, "", Grade.UNVERIFIED, note)


RECOVERY_DAYS: Timeline[int] = Timeline(
    "Recovery period, in calendar days",
    (
        Rule(
            45,
            CONVENTION,
            RECOVERY_SHORTER,
            _seed(
                "paragraph 23",
                "The strategy states the length; that it held from the first day is read from the same paragraph.",
            ),
        ),
        Rule(30, RECOVERY_SHORTER, None, _source(GUIDANCE, "Not ended before the conclusive decision.")),
    ),
)

RG_TARGET_DAYS: Timeline[int] = Timeline(
    "Reasonable-grounds decision, in working days from receipt",
    (
        Rule(
            5,
            CONVENTION,
            date(2017, 1, 1),
            _unverified(GUIDANCE, "The number is read in a copy of 2017; for earlier years it is assumed."),
        ),
        Rule(
            5,
            date(2017, 1, 1),
            None,
            _source(f"{GUIDANCE}, copy of 2017", "Where possible; sooner in detention or before a court hearing."),
        ),
    ),
)

STANDARD_OF_PROOF: dict[str, Timeline[str]] = {
    "reasonable_grounds": Timeline(
        "Reasonable-grounds test",
        (
            Rule(
                "The decision-maker suspects, but cannot prove, that the person may be a victim.",
                CONVENTION,
                OBJECTIVE_TEST,
                _source(GUIDANCE, "Put in our own words; the start is that of the mechanism."),
            ),
            Rule(
                "There are reasonable grounds to believe that the person is a victim: objective factors, weighed with all "
                "evidence there is, though short of conclusive proof.",
                OBJECTIVE_TEST,
                None,
                _source(f"{GUIDANCE}, from 30 January 2023", "Put in our own words."),
            ),
        ),
    ),
    "conclusive_grounds": Timeline(
        "Conclusive-grounds test",
        (
            Rule(
                "It is more likely than not (the balance of probabilities) that the person is a victim.",
                CONVENTION,
                None,
                _source(GUIDANCE, "Put in our own words."),
            ),
        ),
    ),
}

SECOND_DECISION_MAKER: Timeline[bool] = Timeline(
    "A second, independent person agrees every decision before it is released",
    (
        Rule(True, CONVENTION, OBJECTIVE_TEST, _seed("paragraph 32", f"Also {HANSARD_FEBRUARY}.")),
        Rule(
            True,
            OBJECTIVE_TEST,
            None,
            _unverified(
                GUIDANCE, "Later practice moved to internal quality assurance; this system keeps the stronger rule."
            ),
        ),
    ),
)

ADULT_CONSENT: Timeline[bool] = Timeline(
    "An adult must agree to be referred",
    (
        Rule(
            True,
            CONVENTION,
            None,
            _source(GUIDANCE, "A child, and a person whose age is not certain, is referred without consent."),
        ),
    ),
)

DUTY_TO_NOTIFY: Timeline[bool] = Timeline(
    "An adult who does not agree is notified without identity",
    (
        Rule(
            False,
            CONVENTION,
            DUTY_BEGAN,
            _source("Modern Slavery Act 2015", "The duty did not exist yet.", "section 52"),
        ),
        Rule(True, DUTY_BEGAN, None, _source("Modern Slavery Act 2015", "England and Wales.", "section 52")),
    ),
)

HOLD_OPENS_AT: Timeline[str] = Timeline(
    "When removal is first held",
    (
        Rule(
            "reasonable_grounds",
            CONVENTION,
            None,
            _seed(
                "paragraph 23",
                "Removal is halted during the recovery period. Holding it from referral on is a parameter of policy.",
            ),
        ),
    ),
)

EXIT_WORKING_DAYS: Timeline[int] = Timeline(
    "Support after a negative decision, in working days",
    (
        Rule(
            9,
            CONVENTION,
            None,
            _unverified(GUIDANCE, "A parameter: after a negative conclusive decision the hold lasts as long."),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Authorities:
    """The bodies that decide: `general` by default, `immigration` for what the rule of the day gives it."""

    general: str
    immigration: str
    basis: str


COMPETENT_AUTHORITY: Timeline[Authorities] = Timeline(
    "Competent authority",
    (
        Rule(Authorities("ukhtc", "ukba", "immigration"), CONVENTION, NCA_BEGAN, _seed("panel on page 10")),
        Rule(
            Authorities("nca", "ukvi", "immigration"),
            NCA_BEGAN,
            SCA_BEGAN,
            _source(GUIDANCE, "Until April 2019; the first day is that of the Agency and is not in the texts read."),
        ),
        Rule(
            Authorities("sca", "sca", "none"),
            SCA_BEGAN,
            IECA_BEGAN,
            _source(GUIDANCE, "From April 2019; only the month is known."),
        ),
        Rule(
            Authorities("sca", "ieca", "enforcement"),
            IECA_BEGAN,
            NOT_ESTABLISHED_FROM,
            _source(GUIDANCE, "From 8 November 2021."),
        ),
        Rule(
            Authorities("sca", "ieca", "enforcement"),
            NOT_ESTABLISHED_FROM,
            None,
            _unverified(GUIDANCE, "The position after 2025 is not established; the last known allocation is kept."),
        ),
    ),
)

AUTHORITY_NAMES: dict[str, str] = {
    "ukhtc": "UK Human Trafficking Centre",
    "ukba": "UK Border Agency",
    "nca": "National Crime Agency",
    "ukvi": "UK Visas and Immigration",
    "sca": "Single Competent Authority",
    "ieca": "Immigration Enforcement Competent Authority",
}

_EEA = frozenset(
    [
        "AUT",
        "BEL",
        "BGR",
        "CYP",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GRC",
        "HUN",
        "IRL",
        "ISL",
        "ITA",
        "LIE",
        "LTU",
        "LUX",
        "LVA",
        "MLT",
        "NLD",
        "NOR",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "SWE",
        "GBR",
    ]
)
"""The European Economic Area of 2009 with the United Kingdom."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules that held for a case on a day, as they are frozen with it."""

    day: date
    recovery_days: int
    rg_target_days: int
    second_decision_maker: bool
    adult_consent: bool
    hold_opens_at: str
    authority: str

    def frozen(self) -> dict[str, Any]:
        """Return the policy as plain values, to be kept with the case."""
        return {**asdict(self), "day": self.day.isoformat()}


def allocate_authority(
    day: date, *, nationalities: tuple[str, ...], immigration_issue: bool, enforcement_case: bool
) -> str:
    """Return the key of the authority that decides (guard G2).

    Args:
        day: the day of the referral.
        nationalities: three-letter codes; none known counts as having an immigration issue.
        immigration_issue: whether an immigration question is open on the person.
        enforcement_case: whether the person is of the kinds given to the enforcement authority: detained, or a
            foreign offender facing deportation, or with an asylum claim that is inadmissible.
    """
    authorities = COMPETENT_AUTHORITY.on(day)
    if authorities.basis == "immigration":
        at_home = bool(nationalities) and all(code in _EEA for code in nationalities)
        return authorities.general if at_home and not immigration_issue else authorities.immigration
    return authorities.immigration if authorities.basis == "enforcement" and enforcement_case else authorities.general


def policy_on(day: date, *, authority: str) -> Policy:
    """Return the rules of a day for a case of this authority. Raises PolicyGap before the mechanism began."""
    return Policy(
        day=day,
        recovery_days=RECOVERY_DAYS.on(day),
        rg_target_days=RG_TARGET_DAYS.on(day),
        second_decision_maker=SECOND_DECISION_MAKER.on(day),
        adult_consent=ADULT_CONSENT.on(day),
        hold_opens_at=HOLD_OPENS_AT.on(day),
        authority=authority,
    )


TIMELINES: tuple[Timeline[Any], ...] = (
    RECOVERY_DAYS,
    RG_TARGET_DAYS,
    *STANDARD_OF_PROOF.values(),
    SECOND_DECISION_MAKER,
    ADULT_CONSENT,
    DUTY_TO_NOTIFY,
    HOLD_OPENS_AT,
    EXIT_WORKING_DAYS,
    COMPETENT_AUTHORITY,
)


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Authorities):
        names = dict.fromkeys((AUTHORITY_NAMES[value.general], AUTHORITY_NAMES[value.immigration]))
        return "; ".join(names)
    return str(value).replace("_", " ")


def law_rows() -> tuple[RuleRow, ...]:
    """Return every dated rule of the room in words, for the page of the law."""
    return tuple(row for timeline in TIMELINES for row in timeline.describe(_say))
