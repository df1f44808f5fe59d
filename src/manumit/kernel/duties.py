"""Separation of duties: who may not review, agree or approve, and why (strategy of 2011, paragraph 32)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from manumit.errors import SeparationOfDuties


class RolePlayed(StrEnum):
    """The part that a user once played, or the tie they have, in respect of a person or a record."""

    AUTHOR = "author"
    REVIEWER = "reviewer"
    ASYLUM = "asylum"
    IMMIGRATION = "immigration"
    FAMILY = "family"
    OTHER = "other"


_BARS_FOR_GOOD = {
    RolePlayed.AUTHOR: "The reviewer wrote what is to be reviewed.",
    RolePlayed.ASYLUM: "The reviewer took part in an asylum decision on this person.",
    RolePlayed.IMMIGRATION: "The reviewer took part in an immigration decision on this person.",
    RolePlayed.FAMILY: "The reviewer has a family or close personal tie to this person.",
}
_AT_ANY_TIME = frozenset({RolePlayed.ASYLUM, RolePlayed.IMMIGRATION})
_DECLARED = "The reviewer declared a conflict of interest about this person."


@dataclass(frozen=True, slots=True)
class Involvement:
    """One user's part in one subject: a fact that time does not undo.

    Args:
        user_id: identifier of the account.
        role_played: the part; author, asylum, immigration and family bar a review for good, the others do not.
        subject: opaque identifier of the person or record.
        at: aware instant at which it was played.
    """

    user_id: str
    role_played: RolePlayed
    subject: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConflictDeclaration:
    """A conflict of interest that a user declared about a subject.

    Args:
        user_id: identifier of the account.
        role: what the conflict consists in; asylum and immigration bar for good, others until withdrawn.
        subject: opaque identifier of the person or record.
        starts: aware instant of the declaration.
        ends: aware instant from which it no longer stands; None while it does.
    """

    user_id: str
    role: RolePlayed
    subject: str
    starts: datetime
    ends: datetime | None = None

    def bars(self, at: datetime) -> bool:
        """Whether it bars its user at an instant: once begun, and until withdrawn; an asylum or immigration role for good."""
        if at < self.starts:
            return False
        return self.role in _AT_ANY_TIME or self.ends is None or at < self.ends


def reasons_not_independent(
    reviewer_id: str,
    *,
    author_id: str,
    involvements: Iterable[Involvement],
    conflicts: Iterable[ConflictDeclaration],
    at: datetime,
) -> tuple[str, ...]:
    """Every reason why a user may not review; empty where they may, so that a queue can leave the others out.

    Args:
        reviewer_id: who would review.
        author_id: who wrote what is to be reviewed.
        involvements: parts played by anybody in the same person or record; the caller selects the subject.
        conflicts: declarations by anybody about the same person or record.
        at: aware instant of the review; later facts are not looked at.
    """
    played = (fact.role_played for fact in involvements if fact.user_id == reviewer_id and fact.at <= at)
    declared = (fact.role for fact in conflicts if fact.user_id == reviewer_id and fact.bars(at))
    return tuple(dict.fromkeys(_reasons(reviewer_id == author_id, played, declared)))


def _reasons(
    is_author: bool,  # noqa: FBT001 - a fact among facts, not a switch
    played: Iterable[RolePlayed],
    declared: Iterable[RolePlayed],
) -> Iterator[str]:
    if is_author:
        yield _BARS_FOR_GOOD[RolePlayed.AUTHOR]
    yield from (_BARS_FOR_GOOD[role] for role in played if role in _BARS_FOR_GOOD)
    yield from (_BARS_FOR_GOOD.get(role, _DECLARED) for role in declared)


def require_independent(
    reviewer_id: str,
    *,
    author_id: str,
    involvements: Iterable[Involvement],
    conflicts: Iterable[ConflictDeclaration],
    at: datetime,
) -> None:
    """Refuse a reviewer who is not independent; arguments as for `reasons_not_independent`.

    Raises:
        SeparationOfDuties: the message gives every reason, and what to do.
    """
    reasons = reasons_not_independent(
        reviewer_id, author_id=author_id, involvements=involvements, conflicts=conflicts, at=at
    )
    if reasons:
        raise SeparationOfDuties(
            " ".join((*reasons, "Somebody else must review it.")), detail={"reviewer": reviewer_id}
        )


def require_second_person(first_id: str, second_id: str, what: str) -> None:
    """Refuse the person who did the first half of something that takes two people.

    Args:
        first_id: who proposed.
        second_id: who would agree.
        what: the thing in words, as in "an entry on a watchlist".

    Raises:
        SeparationOfDuties: both are the same account, or one of them is nobody.
    """
    if not first_id or not second_id or first_id == second_id:
        raise SeparationOfDuties(
            f"It takes two people to approve {what}: somebody other than the proposer must agree.",
            detail={"first": first_id, "second": second_id},
        )
