"""The room's closed lists of words: exploitation, ages, indicators, letters. Labels are keys of the translation."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

EXPLOITATION: Mapping[str, str] = MappingProxyType(
    {
        "sexual": "Sexual exploitation",
        "labour": "Labour exploitation",
        "domestic_servitude": "Domestic servitude",
        "criminal": "Forced crime",
        "organ_removal": "Removal of organs",
        "unspecified": "Not known yet",
    }
)
"""Types of exploitation; a person may have suffered several (reference on referrals, section 12.1)."""

AGE_BANDS: Mapping[str, str] = MappingProxyType(
    {"adult": "Adult", "child": "Child", "unsure": "Age not certain: treated as a child"}
)
CHILD_BANDS = frozenset({"child", "unsure"})
"""Who is presumed to be a child: somebody whose age is disputed is one until it is settled (reference, section 8)."""

SEXES: Mapping[str, str] = MappingProxyType({"F": "Female", "M": "Male", "X": "Another gender", "": "Not given"})

STAGES: Mapping[str, str] = MappingProxyType(
    {"reasonable_grounds": "Reasonable grounds", "conclusive_grounds": "Conclusive grounds"}
)
OUTCOMES: Mapping[str, str] = MappingProxyType({"positive": "Positive", "negative": "Negative"})
VERDICTS: Mapping[str, str] = MappingProxyType(
    {"agree": "Agreed", "return": "Returned with reasons", "disagree": "Disagreed: a third person decides"}
)
ROLES_PLAYED: Mapping[str, str] = MappingProxyType(
    {
        "asylum": "A part in an asylum decision on the person",
        "immigration": "A part in an immigration decision on the person",
        "family": "A family or close personal tie",
        "other": "Another conflict of interest",
    }
)
CONSULTED: Mapping[str, str] = MappingProxyType(
    {
        "support_provider": "Support provider",
        "police": "Police",
        "first_responder": "First responder",
        "local_authority": "Local authority",
    }
)
"""Who is asked before a negative conclusive decision; the local authority where the person is a child."""


@dataclass(frozen=True, slots=True)
class SignKind:
    """An indicator that a referrer may have seen: a key, its group and what to look for. It never carries a weight."""

    key: str
    group: str
    label: str


def _signs(group: str, lines: str) -> tuple[SignKind, ...]:
    pairs = (line.strip().split(": ", 1) for line in lines.strip().splitlines())
    return tuple(SignKind(key, group, label) for key, label in pairs)


SIGNS: tuple[SignKind, ...] = (
    *_signs(
        "General",
        """
        controlled: Seems to be under somebody else's control
        fears_authorities: Distrusts or fears the authorities
        fears_for_family: Fears for the family
        scripted: Tells a story that seems learnt
        no_address: Does not know the address of home or work
        no_documents: Has no documents, false ones, or somebody else holds them
        debt: Owes a debt, or wages are withheld
        never_alone: Cannot move freely or is never alone
        few_contacts: Has little contact with family or friends
        threatened: Has been threatened with the authorities
        """,
    ),
    *_signs(
        "Health",
        """
        injuries: Has injuries that were not treated
        malnourished: Is malnourished
        trauma: Shows signs of trauma
        withdrawn: Is withdrawn or does not sleep
        no_doctor: Has been kept from medical care
        """,
    ),
    *_signs(
        "Situation",
        """
        collected: Is dropped off and collected
        overcrowded: Lives in crowded or bare housing
        lives_at_work: Lives where the work is
        spoken_for: Somebody else speaks for the person
        cash_deductions: Money is taken from the wages in cash
        travel_arranged: Somebody else arranged and paid for the journey
        """,
    ),
    *_signs(
        "Child",
        """
        no_guardian: Has no parent or guardian here
        private_fostering: Lives with adults who are not family
        not_in_school: Is not in school or has no doctor
        bond_with_exploiter: Is attached to the person who exploits
        goes_missing: Goes missing again and again
        unexplained_money: Has money or a telephone that nobody can explain
        county_lines: Carries drugs or money between towns
        """,
    ),
)
SIGN_OF: Mapping[str, SignKind] = MappingProxyType({sign.key: sign for sign in SIGNS})

ADDRESSEES: Mapping[str, str] = MappingProxyType(
    {
        "first_responder": "First responder",
        "local_authority": "Local authority, for the child",
        "support_provider": "Support provider",
        "police": "Police",
    }
)
"""Who may be written to. There is no key for a child: a child is never served (reference, row on letters)."""

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "rg_positive": "Reasonable grounds: positive",
        "rg_negative": "Reasonable grounds: negative",
        "cg_positive": "Conclusive grounds: positive",
        "cg_negative": "Conclusive grounds: negative",
        "suspended": "The decision is suspended",
        "withdrawn": "The referral is withdrawn",
    }
)


def statistical_group(age_band: str) -> str:
    """Return the column of the published tables, `child` or `adult`; an age that is not certain counts as a child's."""
    return "child" if age_band in CHILD_BANDS else "adult"
