"""The room: vintages stay, two people publish, nobody outside sees a count before that."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from manumit.areas.referrals import api as referrals
from manumit.areas.statistics import api
from manumit.areas.statistics.models import Release, StatisticalTable
from manumit.errors import AccessRefused, MoveRefused, NotFound, RuleBroken, SeparationOfDuties
from manumit.kernel.actor import PUBLIC
from manumit.platform.audit.models import AuditEntry
from manumit.platform.search.index import search
from tests.areas.statistics.test_tables import MARGINS, SINCE, TABLE, UNTIL, Row, strategy_rows
from tests.support import AT

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


@pytest.fixture
def rows(monkeypatch):
    """The referrals room's answer, as a list that a test may change."""
    held = strategy_rows()

    def answer(*, by, since, until):
        return [row for row in held if since <= row.referred_on < until]

    monkeypatch.setattr(referrals, "statistical_rows", answer)
    return held


@pytest.fixture
def table(people, rows):
    return api.build_table(by=people.actor("statistician"), at=AT, since=SINCE, until=UNTIL)


def publish(people, table) -> None:
    made = api.propose_release(by=people.actor("statistician"), at=AT, table_id=table.id)
    api.sign_release(by=people.actor("chief_statistician"), at=LATER, release_id=made)


def test_the_published_table_equals_the_strategys_cell_by_cell(people, table):
    grid = table.grid
    assert {(row, column): grid.cell(row, column) for row in grid.rows for column in grid.columns} == MARGINS
    strategy = api.comparisons(by=people.actor("policy_official"))[0]
    assert (strategy.table_id, strategy.differing, len(strategy.lines)) == (table.id, 0, 11)
    publish(people, table)
    public = api.published_table(table.id)
    assert public.cells == ((99, 438), (98, 267), (44, 175), (81, 52))
    assert (public.column_totals, public.total) == ((322, 932), 1254)


def test_history_that_is_loaded_through_the_referrals_room_comes_out_the_same(people):
    house = people.actor("statistician")
    from manumit.kernel.actor import system

    kinds = [cell for cell, many in MARGINS.items() for _ in range(many)]
    history = [
        referrals.HistoryRow(
            referred_on=SINCE + timedelta(days=place % 600),
            age_group=age,
            exploitation=(kind,),
            sex="F",
            nationality="NGA",
            first_responder="A charity",
            sector="ngo",
            given_names="Invented",
            surname="Person",
            received_at=datetime(2009, 4, 1, 12, tzinfo=UTC) + timedelta(days=place % 600),
        )
        for place, (kind, age) in enumerate(kinds)
    ]
    referrals.load_history(by=system("demo"), at=AT, rows=history)
    grid = api.build_table(by=house, at=AT, since=SINCE, until=UNTIL).grid
    assert {(row, column): grid.cell(row, column) for row in grid.rows for column in grid.columns} == MARGINS


def test_a_later_figure_never_overwrites_an_earlier_one(people, rows, table):
    rows.append(Row())
    second = api.build_table(by=people.actor("statistician"), at=LATER, since=SINCE, until=UNTIL)
    assert (table.vintage, second.vintage) == (1, 2)
    kept = api.read_table(by=people.actor("statistician"), at=LATER, table_id=table.id)
    assert (kept.grid.total(), second.grid.total()) == (1254, 1255)
    assert kept.inputs_hash != second.inputs_hash
    revision = api.revisions(by=people.actor("statistician"))[0]
    assert (revision.before, revision.now, revision.changed_cells) == (1254, 1255, 1)


def test_the_database_refuses_to_change_a_vintage_or_what_a_release_shows(people, table):
    publish(people, table)
    for act in (
        lambda: StatisticalTable.objects.filter(pk=table.id).update(cells=[]),
        lambda: StatisticalTable.objects.filter(pk=table.id).delete(),
        lambda: Release.objects.update(shown={}),
        lambda: Release.objects.update(proposed_by="somebody else"),
        lambda: Release.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_whoever_proposes_may_not_sign(people, table):
    chief = people.actor("chief_statistician")
    made = api.propose_release(by=chief, at=AT, table_id=table.id)
    with pytest.raises(SeparationOfDuties):
        api.sign_release(by=chief, at=LATER, release_id=made)
    with pytest.raises(AccessRefused):
        api.sign_release(by=people.actor("statistician"), at=LATER, release_id=made)
    assert api.published_tables() == []
    api.sign_release(by=people.actor("chief_statistician", "another chief"), at=LATER, release_id=made)
    assert [one.table_id for one in api.published_tables()] == [table.id]
    with pytest.raises(MoveRefused):
        api.sign_release(by=people.actor("chief_statistician", "another chief"), at=LATER, release_id=made)


def test_a_returned_release_can_be_proposed_again_and_a_live_one_not_twice(people, table):
    statistician, chief = people.actor("statistician"), people.actor("chief_statistician")
    made = api.propose_release(by=statistician, at=AT, table_id=table.id)
    with pytest.raises(RuleBroken, match="already"):
        api.propose_release(by=statistician, at=AT, table_id=table.id)
    with pytest.raises(MoveRefused):
        api.return_release(by=chief, at=LATER, release_id=made, reason=" ")
    api.return_release(by=chief, at=LATER, release_id=made, reason="The definition is not clear.")
    publish(people, table)
    assert len(api.published_tables()) == 1


def test_nobody_outside_sees_a_table_before_it_is_signed(people, table):
    caseworker = people.actor("caseworker")
    for actor in (caseworker, PUBLIC):
        assert not api.visible_to(actor).exists()
        assert search(actor, "exploitation", kinds=("statistical_table",)).total == 0
        with pytest.raises(AccessRefused):
            api.read_table(by=actor, at=AT, table_id=table.id)
        with pytest.raises(AccessRefused):
            api.build_table(by=actor, at=AT, since=SINCE, until=UNTIL)
    with pytest.raises(NotFound):
        api.published_table(table.id)
    publish(people, table)
    assert api.visible_to(PUBLIC).count() == 1
    assert search(caseworker, "exploitation", kinds=("statistical_table",)).total == 1
    with pytest.raises(AccessRefused):
        api.read_table(by=caseworker, at=AT, table_id=table.id)


def test_small_counts_are_hidden_from_the_public_and_stay_hidden_in_the_next_vintage(people, rows):
    statistician = people.actor("statistician")
    rows[:] = [Row(nationality=code) for code, many in (("NGA", 30), ("CHN", 20), ("VNM", 3)) for _ in range(many)]
    first = api.country_ranking(by=statistician, at=AT, since=SINCE, until=UNTIL)
    publish(people, first)
    shown = api.published_table(first.id)
    assert shown.row_totals[shown.rows.index("VNM")] == "<5"
    assert "3" not in {str(value) for line in shown.cells for value in line}
    rows += [Row(nationality="VNM")] * 5
    second = api.country_ranking(by=statistician, at=LATER, since=SINCE, until=UNTIL)
    publish(people, second)
    later = api.published_table(second.id)
    assert isinstance(later.row_totals[later.rows.index("VNM")], str), "8 less 5 new ones would be 3"
    assert api.published_table(first.id).superseded


def test_each_move_is_audited_once_and_reading_counts_too(people, table):
    publish(people, table)
    api.read_table(by=people.actor("statistician"), at=AT, table_id=table.id)
    entries = AuditEntry.objects.filter(record_id=str(table.id)).order_by("sequence").values_list("action", flat=True)
    assert list(entries) == [
        "statistics.build_table",
        "statistics.propose_release",
        "statistics.sign_release",
        "statistics.open_table",
    ]


def test_the_pages_lead_from_counting_to_publishing(people, rows):
    statistician, chief = people.client("statistician"), people.client("chief_statistician")
    typed = {"key": TABLE}
    typed |= {"since-day": "1", "since-month": "4", "since-year": "2009"}
    typed |= {"last-day": "31", "last-month": "12", "last-year": "2010"}
    assert statistician.get("/statistics/build/").status_code == 200
    assert statistician.post("/statistics/build/", {**typed, "last-year": "2008"}).status_code == 422
    href = statistician.post("/statistics/build/", typed).url
    page = statistician.get(href)
    assert b"1,254" in page.content
    assert b"Propose to publish" in page.content
    assert statistician.post(f"{href}propose/").status_code == 302
    assert b"somebody else must sign" in statistician.get(href).content
    assert statistician.post(f"{href}sign/").status_code == 403
    assert b"Sign and publish" in chief.get(href).content
    assert chief.get(f"{href}return/").status_code == 200
    for address in ("/", "/statistics/", "/statistics/comparison/", "/statistics/published/"):
        assert chief.get(address).status_code == 200, address
    public = chief.post(f"{href}sign/").url
    anyone = Client()
    assert b"322" in anyone.get(public).content
    assert b"by type of exploitation" in anyone.get("/statistics/published/").content
    sheet = anyone.get(f"{public}csv/")
    assert b"Sexual exploitation,99,438,537" in sheet.content
    assert anyone.get(href).status_code == 302
    assert people.client("caseworker").get(href).status_code == 403


def test_a_table_that_is_not_signed_is_not_found_by_anyone(table):
    assert Client().get(f"/statistics/published/{table.id}/").status_code == 404
    assert Client().get(f"/statistics/published/{table.id}/csv/").status_code == 404


def test_no_page_of_the_room_asks_more_than_25_queries(people, table, django_assert_max_num_queries):
    browser = people.client("chief_statistician")
    publish(people, table)
    for address in (
        "/",
        "/statistics/",
        f"/statistics/table/{table.id}/",
        "/statistics/comparison/",
        "/statistics/published/",
        f"/statistics/published/{table.id}/",
    ):
        with django_assert_max_num_queries(25):
            assert browser.get(address).status_code == 200


def test_the_api_counts_and_publishes(people, rows):
    asked = {"key": "country_ranking", "since": "2009-04-01", "until": "2011-01-01"}
    statistician = people.client("statistician")
    made = statistician.post("/api/statistics/tables", asked, content_type="application/json")
    assert (made.status_code, made.json()["total"]) == (201, 1254)
    table = made.json()["id"]
    assert statistician.get(f"/api/statistics/tables/{table}").json()["vintage"] == 1
    assert people.client("caseworker").get(f"/api/statistics/tables/{table}").status_code == 403
    assert Client().get("/api/statistics/published").json() == []
    assert statistician.post(f"/api/statistics/tables/{table}/release").status_code == 201
    assert people.client("chief_statistician").post(f"/api/statistics/tables/{table}/sign").status_code == 200
    assert [one["total"] for one in Client().get("/api/statistics/published").json()] == [1254]
    wrong = statistician.post("/api/statistics/tables", {**asked, "key": "x"}, content_type="application/json")
    assert wrong.status_code == 422


def test_evidence_counts_no_person(people, table):
    publish(people, table)
    assert api.evidence(at=LATER) == {"statistics.tables": 1, "statistics.published": 1, "statistics.waiting": 0}
    assert set(api.evidence(at=datetime(2000, 1, 1, tzinfo=UTC)).values()) == {0}
    assert date(2000, 1, 1) < SINCE
