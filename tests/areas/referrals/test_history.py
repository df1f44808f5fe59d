"""Past referrals loaded in bulk: real tables, the rules of their own day, figures without identity."""

from dataclasses import replace
from datetime import date

import pytest

from manumit.areas.referrals import api
from manumit.areas.referrals.models import Decision, Referral, Review, StatusChange
from manumit.errors import AccessRefused, InputError
from manumit.platform.audit.models import AuditEntry
from manumit.platform.search.index import search
from tests.areas.referrals.conftest import Desk
from tests.support import AT, SYSTEM

ROW = api.HistoryRow(
    referred_on=date(2010, 3, 1),
    age_group="child",
    exploitation=("sexual", "labour"),
    sex="F",
    nationality="NGA",
    first_responder="The police",
    sector="police",
    rg_outcome="positive",
    rg_on=date(2010, 3, 8),
    cg_outcome="negative",
    cg_on=date(2010, 6, 1),
    given_names="Blessing",
    surname="Ravenscroft",
    birth=date(1995, 1, 1),
)


@pytest.fixture
def desk(people):
    return Desk(people)


def test_history_comes_back_as_figures(desk):
    desk.responder()
    undecided = replace(ROW, referred_on=date(2009, 4, 1), rg_outcome="", rg_on=None, cg_outcome="", cg_on=None)
    assert api.load_history(by=SYSTEM, at=AT, rows=[ROW, undecided]) == 2
    rows = api.statistical_rows(by=SYSTEM, since=date(2009, 4, 1), until=date(2011, 1, 1))
    shared = [f for f in api.StatisticalRow.__dataclass_fields__ if f != "received_at"]
    assert [{f: getattr(row, f) for f in shared} for row in rows] == [
        {f: getattr(row, f) for f in shared} for row in (undecided, ROW)
    ]


def test_the_end_of_recovery_is_computed_by_the_rule_of_the_day(desk):
    api.load_history(by=SYSTEM, at=AT, rows=[ROW])
    row = Referral.objects.get()
    assert row.recovery_ends == date(2010, 4, 22)
    assert (row.authority, row.policy["recovery_days"], row.state) == ("ukba", 45, "closed")


def test_history_invents_no_minute_and_no_reviewer(desk):
    api.load_history(by=SYSTEM, at=AT, rows=[ROW])
    assert {(d.stage, d.outcome, d.reasons, d.historic) for d in Decision.objects.all()} == {
        ("reasonable_grounds", "positive", "", True),
        ("conclusive_grounds", "negative", "", True),
    }
    assert not Review.objects.exists()
    assert StatusChange.objects.get().actor_id == "history"


def test_history_never_stands_in_a_queue(desk):
    api.load_history(by=SYSTEM, at=AT, rows=[ROW, replace(ROW, rg_outcome="", rg_on=None)])
    assert api.case_queue(by=desk.caseworker()).total == 0
    assert api.review_queue(by=desk.reviewer()).total == 0


def test_history_is_searched_and_opened_by_those_who_may(desk):
    desk.responder()
    api.load_history(by=SYSTEM, at=AT, rows=[ROW])
    assert search(desk.caseworker(), "ravenscroft").total == 1
    assert search(desk.responder(), "ravenscroft").total == 1
    assert search(desk.official(), "ravenscroft").total == 0
    seen = api.open_referral(by=desk.caseworker(), at=AT, referral_id=Referral.objects.get().pk)
    assert {one.status for one in seen.decisions} == {"historic"}


def test_one_audit_entry_and_one_report_of_progress_a_batch(desk, monkeypatch):
    monkeypatch.setattr("manumit.areas.referrals.services.history.BATCH", 2)
    told = []
    assert api.load_history(by=SYSTEM, at=AT, rows=(ROW for _ in range(5)), progress=told.append) == 5
    assert told == [2, 4, 5]
    assert AuditEntry.objects.filter(action="referrals.load_history").count() == 3
    references = list(Referral.objects.order_by("reference").values_list("reference", flat=True))
    assert references == [f"NRM-2010-0000{n}" for n in range(1, 6)]


def test_a_row_that_is_not_known_stops_its_batch(desk):
    with pytest.raises(InputError):
        api.load_history(by=SYSTEM, at=AT, rows=[ROW, replace(ROW, exploitation=("theft",))])
    assert not Referral.objects.exists()


def test_only_the_house_loads_history(desk):
    with pytest.raises(AccessRefused):
        api.load_history(by=desk.caseworker(), at=AT, rows=[ROW])
