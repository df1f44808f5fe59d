"""Restricted operations and own cases: who sees what, and what outsiders cannot tell."""

from datetime import timedelta

import pytest

from manumit.areas.operations import api
from manumit.areas.operations.selectors import (
    notices_visible_to,
    operations_visible_to,
)
from manumit.errors import (
    InputError,
    NotFound,
)
from manumit.platform.search.index import search
from manumit.platform.thread.links import Ref, thread_of
from tests.support import AT

LATER = AT + timedelta(days=2)
YEAR = {"since": AT.date() - timedelta(days=365), "until": AT.date() + timedelta(days=30)}


def refused_field(act):
    with pytest.raises(InputError) as refused:
        act()
    return refused.value.field


def outside(desk, actor):
    """Everything of the room that an outsider can ask for."""
    return (
        api.list_requests(by=actor),
        api.list_to_decide(by=actor),
        api.list_operations(by=actor),
        api.list_results(by=actor, **YEAR),
        api.totals_for(by=actor, at=LATER, **YEAR),
        api.half_year(by=actor, at=LATER),
        api.ledger(by=actor).rows,
        api.planned(by=actor, at=AT),
        api.clashes(by=actor, at=AT),
        api.results(at=LATER, **YEAR),
        api.evidence(at=LATER),
        search(actor, "Juniper").total,
        search(actor, "drivers").total,
    )


def test_two_worlds_that_differ_by_a_restricted_operation_look_the_same_from_outside(desk):
    stranger = desk.officer("stranger", desk.other_force)
    own = desk.operation("Alder", by=stranger, agencies=(desk.centre.pk,))
    api.plan_event(by=stranger, at=AT, operation_id=own, on=AT.date(), cell="TQ3080", kind="visit")
    before = outside(desk, stranger)
    member = desk.officer("member", desk.force)
    hidden = desk.operation(
        "Juniper", by=member, restricted=True, stage="arrest_phase", agencies=(desk.prosecution.pk,)
    )
    secret = desk.result(hidden, by=member, counted_key="SECRET-1")
    api.plan_event(by=member, at=AT, operation_id=hidden, on=AT.date(), cell="TQ3080", kind="arrest")
    investigator = desk.people.actor("financial_investigator", "hidden purse", organisation=desk.force)
    api.record_entry(by=investigator, at=AT, operation_id=hidden, stage="collected", on=AT.date(), amount_pence=99)
    assert outside(desk, stranger) == before
    for act in (
        lambda: api.open_operation(by=stranger, at=AT, operation_id=hidden),
        lambda: api.open_result(by=stranger, at=AT, result_id=secret),
        lambda: desk.result(hidden, by=stranger),
        lambda: thread_of(stranger, Ref("operation", hidden)),
    ):
        with pytest.raises(NotFound):
            act()
    assert len(api.clashes(by=member, at=AT)) == 1, "the restricted side is told"
    desk.result(own, by=stranger, counted_key="SECRET-1")  # no Duplicate: that would tell that the person is known
    desk.operation("Juniper", by=stranger, agencies=(desk.centre.pk,))  # nor does a code name
    assert api.totals_for(by=member, at=LATER, **YEAR).counts["arrest"] == 1, "who sees both counts her once"


def test_a_partner_that_left_sees_a_restricted_operation_no_longer(desk):
    hidden = desk.operation("Juniper", restricted=True)
    partner = desk.officer("partner", desk.force)
    assert operations_visible_to(partner).filter(pk=hidden).exists()
    api.end_agency(by=desk.officer("asker"), at=AT, operation_id=hidden, organisation_id=desk.force.pk)
    assert not operations_visible_to(partner).filter(pk=hidden).exists()
    assert (
        refused_field(
            lambda: api.end_agency(by=desk.officer("asker"), at=AT, operation_id=hidden, organisation_id=desk.centre.pk)
        )
        == "organisation"
    )


def test_a_prosecutor_sees_own_cases_and_gives_notices(desk):
    own, other = desk.operation("Larch"), desk.operation("Birch", agencies=(desk.force.pk,))
    prosecutor = desk.people.actor("prosecutor", organisation=desk.prosecution)
    assert set(operations_visible_to(prosecutor).values_list("pk", flat=True)) == {own}
    api.give_notice(
        by=prosecutor,
        at=AT,
        operation_id=own,
        pseudonym="MN-7",
        offence="Cultivation",
        outcome="discontinued",
        reasons="Held by debt.",
    )
    with pytest.raises(NotFound):
        api.give_notice(
            by=prosecutor, at=AT, operation_id=other, pseudonym="MN-7", offence="x", outcome="proceeds", reasons="x"
        )
    assert notices_visible_to(prosecutor).count() == 1
    assert notices_visible_to(desk.officer()).count() == 0
