"""The library is open to all, kept by a librarian, and forgets nothing."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from manumit.areas.library import api
from manumit.areas.library.models import GuidanceItem, GuidanceState
from manumit.areas.library.rules import GuidanceFacts, check_facts
from manumit.errors import AccessRefused, Conflict, InputError, MoveRefused
from manumit.kernel.actor import PUBLIC
from manumit.platform.audit.models import AuditEntry
from manumit.platform.search.index import search
from tests.support import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def librarian(people):
    return people.actor("librarian")


@pytest.fixture
def toolkit(librarian):
    return api.add_guidance(
        by=librarian,
        at=AT,
        title="Child trafficking toolkit",
        author="A safeguarding board",
        year=2011,
        number="CT 7",
        pages=40,
        kind="toolkit",
        annotation="For local authorities.",
        abstract="How to notice a child who may be exploited on a farm.",
    )


def facts(**changed) -> GuidanceFacts:
    return GuidanceFacts(**{"title": "Child trafficking toolkit", "kind": "toolkit", **changed})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "  "}, "title"),
        ({"kind": "novel"}, "kind"),
        ({"language": "xx"}, "language"),
        ({"year": 12}, "year"),
        ({"pages": 0}, "pages"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://"}, "link"),
        ({"link": "http://[bad"}, "link"),
        ({"link": "https://user:secret@example.org/"}, "link"),
    ],
)
def test_an_entry_that_a_reader_could_not_use_is_refused_with_its_field(wrong, field):
    with pytest.raises(InputError) as refused:
        check_facts(facts(**wrong))
    assert refused.value.field == field


def test_anyone_reads_and_finds_an_entry_by_any_word_of_it(toolkit):
    assert [e.id for e in api.list_guidance(by=PUBLIC)] == [toolkit]
    for words in ("toolkit", "farms exploited", "CT 7", "safeguarding 2011"):
        assert [e.id for e in api.list_guidance(by=PUBLIC, words=words)] == [toolkit], words
    assert api.list_guidance(by=PUBLIC, words="dragon") == []
    assert [r.record_id for r in search(PUBLIC, "toolkit", kinds=("guidance",)).results] == [toolkit]


def test_filters_narrow_the_list(librarian, toolkit):
    other = api.add_guidance(by=librarian, at=AT, title="A treaty", kind="treaty", language="fr")
    assert [e.id for e in api.list_guidance(by=PUBLIC, kind="treaty")] == [other]
    assert [e.id for e in api.list_guidance(by=PUBLIC, language="en")] == [toolkit]


@pytest.mark.parametrize("role", ["policy_official", "caseworker", "statistician"])
def test_only_a_librarian_writes(people, toolkit, role):
    actor = people.actor(role)
    with pytest.raises(AccessRefused):
        api.add_guidance(by=actor, at=AT, title="Mine")
    with pytest.raises(AccessRefused):
        api.edit_guidance(by=actor, at=AT, guidance_id=toolkit, expected=1, facts=facts())
    with pytest.raises(AccessRefused):
        api.withdraw_guidance(by=actor, at=AT, guidance_id=toolkit, reason="because")
    with pytest.raises(AccessRefused):
        api.add_guidance(by=PUBLIC, at=AT, title="Mine")


def test_an_edit_keeps_what_stood_before_and_a_late_one_conflicts(librarian, toolkit):
    assert (
        api.edit_guidance(by=librarian, at=AT, guidance_id=toolkit, expected=1, facts=facts(title="Second edition"))
        == 2
    )
    with pytest.raises(Conflict) as conflict:
        api.edit_guidance(by=librarian, at=AT, guidance_id=toolkit, expected=1, facts=facts(title="Mine"))
    assert conflict.value.detail == {"expected": 1, "found": 2}
    assert [(c.number, c.change, c.title) for c in api.history(by=PUBLIC, guidance_id=toolkit)] == [
        (1, "added", "Child trafficking toolkit"),
        (2, "edited", "Second edition"),
    ]
    assert api.list_guidance(by=PUBLIC, words="safeguarding") == [], "the index follows the entry"


def test_a_withdrawn_entry_stays_readable_with_its_reason(librarian, toolkit):
    with pytest.raises(MoveRefused):
        api.withdraw_guidance(by=librarian, at=AT, guidance_id=toolkit, reason=" ")
    api.withdraw_guidance(by=librarian, at=AT, guidance_id=toolkit, reason="Read the second edition.")
    assert api.list_guidance(by=PUBLIC) == []
    assert [e.id for e in api.list_guidance(by=PUBLIC, withdrawn=True)] == [toolkit]
    entry = api.guidance(by=PUBLIC, guidance_id=toolkit)
    assert (entry.is_withdrawn, entry.withdrawn_because) == (True, "Read the second edition.")
    with pytest.raises(MoveRefused):
        api.withdraw_guidance(by=librarian, at=AT, guidance_id=toolkit, reason="again")


def test_a_newer_document_leads_back_to_the_one_it_replaces(librarian, toolkit):
    newer = api.add_guidance(by=librarian, at=AT, title="Toolkit, second edition", supersedes=toolkit)
    assert api.guidance(by=PUBLIC, guidance_id=toolkit).superseded_by == newer
    assert api.guidance(by=PUBLIC, guidance_id=newer).supersedes == toolkit


def test_the_database_refuses_to_delete_an_entry_or_rewrite_its_history(toolkit):
    for act in (
        lambda: GuidanceItem.objects.filter(pk=toolkit).delete(),
        lambda: GuidanceState.objects.filter(item=toolkit).update(facts={}),
        lambda: GuidanceState.objects.filter(item=toolkit).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    assert GuidanceState.objects.get(item=toolkit).facts["title"] == "Child trafficking toolkit"


def test_every_write_ends_in_one_audit_entry(librarian, toolkit):
    api.edit_guidance(by=librarian, at=AT, guidance_id=toolkit, expected=1, facts=facts(title="Other"))
    api.withdraw_guidance(by=librarian, at=AT, guidance_id=toolkit, reason="old")
    actions = AuditEntry.objects.filter(record_id=str(toolkit)).order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["library.add_guidance", "library.edit_guidance", "library.withdraw_guidance"]


def test_the_pages_are_open_and_the_search_box_works(toolkit):
    browser = Client()
    assert b"Child trafficking toolkit" in browser.get("/library/").content
    assert b"Child trafficking toolkit" in browser.get("/library/", {"q": "farm"}).content
    assert b"No rows match" in browser.get("/library/", {"q": "dragon", "kind": "\x00'; --"}).content
    page = browser.get(f"/library/{toolkit}/")
    assert page.status_code == 200
    assert b"CT 7" in page.content
    assert b"/edit/" not in page.content
    assert browser.get(f"/library/{toolkit}/file/").status_code == 404
    assert browser.get("/library/00000000-0000-7000-8000-000000000000/").status_code == 404
    assert browser.get("/library/add/").status_code == 302


def test_a_kept_copy_is_sent_as_a_download(librarian):
    made = api.add_guidance(by=librarian, at=AT, title="With a copy", file=("note é.txt", b"plain words"))
    answer = Client().get(f"/library/{made}/file/")
    assert answer.content == b"plain words"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_librarian_adds_edits_and_withdraws_through_the_pages(people):
    browser = people.client("librarian")
    assert browser.get("/library/add/").status_code == 200
    typed = {"title": "Typed in", "kind": "guidance", "language": "en", "year": "2010"}
    assert browser.post("/library/add/", {**typed, "year": "10"}).status_code == 422
    made = browser.post("/library/add/", typed)
    entry = api.list_guidance(by=PUBLIC)[0]
    assert made.url == f"/library/{entry.id}/"
    assert browser.get(f"{made.url}edit/").status_code == 200
    assert browser.post(f"{made.url}edit/", {**typed, "title": "Better", "version": "1"}).status_code == 302
    late = browser.post(f"{made.url}edit/", {**typed, "title": "Later", "version": "1"})
    assert late.status_code == 409
    assert b"Better" in late.content
    assert b"Later" in late.content
    assert browser.post(f"{made.url}withdraw/", {"reason": ""}).status_code == 422
    assert browser.post(f"{made.url}withdraw/", {"reason": "It is old."}).status_code == 302
    assert b"It is old." in Client().get(made.url).content
    assert browser.get("/").status_code == 200


def test_the_api_lists_reads_and_adds(people, toolkit):
    listed = Client().get("/api/library/guidance", {"q": "farm"}).json()
    assert [(one["id"], one["number"]) for one in listed] == [(str(toolkit), "CT 7")]
    assert Client().get(f"/api/library/guidance/{toolkit}").json()["pages"] == 40
    body = {"title": "By API", "kind": "law"}
    assert Client().post("/api/library/guidance", body, content_type="application/json").status_code == 401
    statistician = people.client("statistician").post("/api/library/guidance", body, content_type="application/json")
    assert statistician.status_code == 403
    made = people.client("librarian").post("/api/library/guidance", body, content_type="application/json")
    assert made.status_code == 201
    assert api.guidance(by=PUBLIC, guidance_id=made.json()["id"]).facts.kind == "law"
    wrong = people.client("librarian").post("/api/library/guidance", {"title": ""}, content_type="application/json")
    assert wrong.status_code == 422
