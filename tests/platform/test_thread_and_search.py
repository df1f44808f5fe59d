"""The thread and the search show what the room would show; what is hidden leaves no trace, not even a count."""

from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from django.db.models import QuerySet

from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.accounts.models import Organisation
from manumit.platform.rooms import RecordCard, RecordKind
from manumit.platform.rooms import registry as rooms
from manumit.platform.search.index import forget, index, search, words
from manumit.platform.thread.links import Ref, link, thread_of
from tests.support import AT

pytestmark = pytest.mark.django_db
READER = Actor(user_id="reader")


@dataclass
class World:
    """Organisations stand for records of a made-up room; `hidden` is what the reader may not see."""

    hidden: set[UUID] = field(default_factory=set)

    def add(self, name: str, *, hidden: bool = False) -> Ref:
        made = Organisation.objects.create(name=name, kind="test")
        index(kind="test_thing", record_id=made.pk, title=name)
        if hidden:
            self.hidden.add(made.pk)
        return Ref("test_thing", made.pk)

    def visible(self, _actor: Actor) -> QuerySet[Organisation]:
        return Organisation.objects.filter(kind="test").exclude(pk__in=self.hidden)


@pytest.fixture
def world(monkeypatch):
    made = World()
    kind = RecordKind("test_thing", "Thing", made.visible, lambda row, _a: RecordCard(row.name, "/", AT), 1)
    monkeypatch.setattr(rooms, "_kinds", {"test_thing": kind})
    return made


def chain(*refs: Ref) -> None:
    for earlier, later in pairwise(refs):
        link(earlier=earlier, later=later, relation="led to", at=AT)


def titles(cards) -> list[str]:
    return [card.card.title for card in cards]


def test_the_thread_runs_both_ways_from_any_record(world):
    refs = [world.add(name) for name in ("manifest", "hit", "referral", "placement")]
    chain(*refs)
    thread = thread_of(READER, refs[2])
    assert sorted(titles(thread.before)) == ["hit", "manifest"]
    assert titles(thread.after) == ["placement"]


def test_the_walk_does_not_pass_through_what_is_hidden(world):
    refs = [world.add("hit"), world.add("referral", hidden=True), world.add("placement")]
    chain(*refs)
    assert thread_of(READER, refs[0]).after == ()
    assert thread_of(READER, refs[2]).before == ()


def test_the_answer_is_the_same_whether_or_not_a_hidden_record_exists(world):
    seen, other = world.add("hit"), world.add("outcome")
    chain(seen, other)
    without = thread_of(READER, seen)
    chain(seen, world.add("restricted", hidden=True), other)
    assert thread_of(READER, seen) == without


def test_a_hidden_record_and_a_missing_one_give_the_same_refusal(world):
    hidden = world.add("restricted", hidden=True)
    refusals = []
    for ref in (hidden, Ref("test_thing", uuid4())):
        with pytest.raises(NotFound) as refused:
            thread_of(READER, ref)
        refusals.append((refused.value.message, refused.value.code))
    assert refusals[0] == refusals[1]


def test_a_circle_ends(world):
    first, second = world.add("a"), world.add("b")
    chain(first, second, first)
    assert titles(thread_of(READER, first).after) == ["b"]


def test_a_thread_takes_few_queries_however_long_it_is(world, django_assert_max_num_queries):
    refs = [world.add(f"step {number}") for number in range(30)]
    chain(*refs)
    with django_assert_max_num_queries(6):
        assert len(thread_of(READER, refs[0]).after) == 29


def test_search_finds_by_words_in_any_order_and_without_marks(world):
    world.add("Nguyễn Thị Hoa")
    assert search(READER, "hoa nguyen").total == 1
    assert search(READER, "hoa tran").total == 0


def test_search_neither_shows_nor_counts_what_is_hidden(world):
    for number in range(3):
        world.add(f"Osagie {number}", hidden=number < 2)
    page = search(READER, "osagie")
    assert (page.total, page.pages, len(page.results)) == (1, 1, 1)


def test_an_index_entry_is_replaced_and_forgotten(world):
    ref = world.add("old words")
    index(kind="test_thing", record_id=ref.id, title="new words")
    assert search(READER, "old").total == 0
    forget(kind="test_thing", record_id=ref.id)
    assert search(READER, "new").total == 0


def test_the_index_holds_no_readable_word(world):
    world.add("Osagie")
    from manumit.platform.search.models import Posting

    assert "sagi" not in str(list(Posting.objects.values())).casefold()


@pytest.mark.parametrize("query", ["", "   ", "!!!", "'; DROP TABLE x --", "%", "\x00"])
def test_odd_queries_find_nothing_and_break_nothing(world, query):
    world.add("Osagie")
    assert search(READER, query).total == 0


def test_a_page_beyond_the_last_gives_the_last(world):
    for number in range(25):
        world.add(f"Osagie {number}")
    page = search(READER, "osagie", page=99)
    assert (page.page, page.pages, len(page.results)) == (2, 2, 5)


def test_words_are_stemmed_and_folded():
    assert words("Trafficking REFERRALS, Ł café") == words("traffick referral ł cafe")
