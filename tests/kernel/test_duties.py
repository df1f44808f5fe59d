"""Separation of duties: who may not review, and that the reason is said."""

from datetime import UTC, datetime, timedelta

import pytest

from manumit.errors import SeparationOfDuties
from manumit.kernel.duties import (
    ConflictDeclaration,
    Involvement,
    RolePlayed,
    reasons_not_independent,
    require_independent,
    require_second_person,
)

NOW = datetime(2011, 7, 4, 12, tzinfo=UTC)
YEARS_AGO = NOW - timedelta(days=1500)


def reasons(*, reviewer="rev", author="aut", involvements=(), conflicts=(), at=NOW):
    return reasons_not_independent(reviewer, author_id=author, involvements=involvements, conflicts=conflicts, at=at)


def played(role, *, user="rev", at=YEARS_AGO):
    return Involvement(user, role, "person-1", at)


def test_a_reviewer_without_any_tie_is_independent():
    assert reasons() == ()
    require_independent("rev", author_id="aut", involvements=(), conflicts=(), at=NOW)


def test_the_author_may_not_review():
    assert reasons(reviewer="aut") == ("The reviewer wrote what is to be reviewed.",)


@pytest.mark.parametrize("role", [RolePlayed.ASYLUM, RolePlayed.IMMIGRATION, RolePlayed.FAMILY, RolePlayed.AUTHOR])
def test_a_part_played_years_ago_still_bars(role):
    assert len(reasons(involvements=[played(role)])) == 1


@pytest.mark.parametrize("role", [RolePlayed.REVIEWER, RolePlayed.OTHER])
def test_having_reviewed_before_does_not_bar(role):
    assert reasons(involvements=[played(role)]) == ()


def test_somebody_elses_part_does_not_bar():
    assert reasons(involvements=[played(RolePlayed.ASYLUM, user="else")]) == ()
    assert reasons(conflicts=[ConflictDeclaration("else", RolePlayed.FAMILY, "person-1", YEARS_AGO)]) == ()


def test_a_part_played_after_the_review_is_not_looked_at():
    assert reasons(involvements=[played(RolePlayed.ASYLUM, at=NOW + timedelta(days=1))]) == ()


def test_a_declared_conflict_bars_while_it_stands():
    declared = ConflictDeclaration("rev", RolePlayed.OTHER, "person-1", YEARS_AGO, ends=NOW)
    assert reasons(conflicts=[declared], at=NOW - timedelta(seconds=1)) == (
        "The reviewer declared a conflict of interest about this person.",
    )
    assert reasons(conflicts=[declared]) == ()
    assert reasons(conflicts=[declared], at=YEARS_AGO - timedelta(days=1)) == ()


@pytest.mark.parametrize("role", [RolePlayed.ASYLUM, RolePlayed.IMMIGRATION])
def test_a_declared_asylum_or_immigration_part_bars_even_when_withdrawn(role):
    assert reasons(conflicts=[ConflictDeclaration("rev", role, "person-1", YEARS_AGO, ends=NOW)])


def test_a_refusal_gives_every_reason_once_and_says_what_to_do():
    involvements = [played(RolePlayed.ASYLUM), played(RolePlayed.ASYLUM), played(RolePlayed.FAMILY)]
    with pytest.raises(SeparationOfDuties) as refused:
        require_independent("rev", author_id="rev", involvements=involvements, conflicts=(), at=NOW)
    assert refused.value.message == (
        "The reviewer wrote what is to be reviewed. The reviewer took part in an asylum decision on this person. "
        "The reviewer has a family or close personal tie to this person. Somebody else must review it."
    )


@pytest.mark.parametrize(("first", "second"), [("a", "a"), ("", "a"), ("a", ""), ("", "")])
def test_one_person_or_nobody_cannot_be_two(first, second):
    with pytest.raises(SeparationOfDuties, match="an entry on a watchlist"):
        require_second_person(first, second, "an entry on a watchlist")


def test_two_people_are_two():
    assert require_second_person("a", "b", "an indicator") is None
