"""Risk indicators of the demo as plain data, for `manumit.engines.indicators.definition_from_dict`."""

from datetime import date, timedelta

from manumit.cli.demo.nation.network import RECRUITMENT_PHONE
from manumit.cli.demo.nation.services import MONTH

_OWNER = "National Border Targeting Centre"
_BASIS = "Immigration and police information powers as recorded in the demo (unverified parameter)"


def starter_indicators(first_day: date) -> tuple[dict[str, object], ...]:
    """Return the two indicators that are live from before the month until a year later."""
    period = {
        "starts": (first_day - timedelta(days=30)).isoformat(),
        "ends": (first_day + timedelta(days=365)).isoformat(),
    }
    return (
        {
            "key": "adult-with-unrelated-child",
            "version": 1,
            "title": "Adult and child on one booking who do not share a name",
            "why": "An adult travels with a child who does not seem to be family. Ask who expects the child, and where.",
            "criteria": [{"kind": "adult_with_unrelated_child"}],
            "combine": "all",
            "weight": "medium",
            "owner": _OWNER,
            "legal_basis": _BASIS,
            "source": "Pattern of repeated entries with different children (Operation Golf; strategy, paragraph 61)",
            **period,
        },
        {
            "key": "one-telephone-for-strangers",
            "version": 1,
            "title": "One telephone number given by travellers who do not know each other",
            "why": "This telephone number was also given by travellers on other bookings. Ask whose it is, away from others.",
            "criteria": [
                {"kind": "contact_shared", "contact": "phone", "travellers_at_least": 1},
                {"kind": "bags_at_most", "bags": 0},
            ],
            "combine": "all",
            "weight": "strong",
            "owner": _OWNER,
            "legal_basis": _BASIS,
            "source": "Reports of survivors on how they were told whom to call (demo)",
            **period,
        },
    )


def learned_indicator(first_day: date) -> dict[str, object]:
    """Return the indicator that the de-brief of the woman met today teaches, live from the day after tomorrow."""
    starts = first_day + timedelta(days=MONTH + 1)
    return {
        "key": "known-recruitment-number",
        "version": 1,
        "title": "Contact number known from a de-brief",
        "why": "The number was given to people who were later found exploited. Start with safety: this person may be a victim.",
        "criteria": [{"kind": "contact_known", "values": [RECRUITMENT_PHONE]}],
        "combine": "all",
        "weight": "strong",
        "owner": _OWNER,
        "legal_basis": _BASIS,
        "source": "De-brief of a potential victim, graded and disseminated (demo)",
        "starts": starts.isoformat(),
        "ends": (starts + timedelta(days=180)).isoformat(),
    }
