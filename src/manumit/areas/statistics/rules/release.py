"""Publishing: one person proposes, the chief statistician signs, and linked tables do not betray each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from manumit.errors import RuleBroken
from manumit.kernel.workflow import Guard, Move, State, Workflow

PROPOSED, PUBLISHED_STATE, RETURNED = "proposed", "published", "returned"

LINKED: tuple[frozenset[str], ...] = (frozenset({"referrals_by_sector", "referrals_by_first_responder"}),)
"""Tables of which one adds up the cells of the other: together they would betray what each of them hides."""


@dataclass(frozen=True, slots=True)
class ReleaseCase:
    """What the workflow looks at."""

    proposed_by: str
    by: str
    reason: str = ""


def _somebody_else(case: ReleaseCase) -> str | None:
    return None if case.by and case.by != case.proposed_by else "Whoever proposed the release may not sign it."


def _reason(case: ReleaseCase) -> str | None:
    return None if case.reason.strip() else "Say why it is returned."


WORKFLOW: Workflow[ReleaseCase] = Workflow(
    "release",
    states=(
        State(PROPOSED, "Waiting for signature"),
        State(PUBLISHED_STATE, "Published", final=True),
        State(RETURNED, "Returned", final=True),
    ),
    moves=(
        Move(
            "sign",
            "Sign and publish",
            sources=(PROPOSED,),
            target=PUBLISHED_STATE,
            permission="statistics.sign_release",
            guards=(Guard("second_person", "Signed by a second person", _somebody_else),),
        ),
        Move(
            "return",
            "Return with a reason",
            sources=(PROPOSED,),
            target=RETURNED,
            permission="statistics.sign_release",
            guards=(Guard("reason", "A reason is given", _reason),),
        ),
    ),
    initial=PROPOSED,
)


def forbid_linked(key: str, since: date, until: date, published: Iterable[tuple[str, date, date]]) -> None:
    """Refuse a table of which a linked one is already published for days in the same period. Raises RuleBroken."""
    group = next((group for group in LINKED if key in group), frozenset())
    for other, starts, ends in published:
        if other in group and other != key and starts < until and since < ends:
            raise RuleBroken(
                "A table that adds up the same figures in another way is published for this period. Both together"
                " would let small counts be worked out. Publish one of the two.",
                code="linked-table",
            )
