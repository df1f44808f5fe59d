"""Every message reads back to the travellers that the carrier meant, however dirty, but for the one that is cut short."""

from collections import Counter

import pytest

from manumit.cli.demo.nation import Message, Nation, Reading, Size, Traveller, generate_services
from manumit.cli.demo.nation.dialects import DIALECTS
from manumit.cli.demo.nation.dirt import DIRT
from manumit.cli.demo.nation.names import fold
from manumit.engines.edifact import read_paxlst
from tests.cli.demo.nation.conftest import FIRST_DAY


def as_meant(traveller: Traveller) -> tuple:
    return (
        traveller.surname,
        traveller.given,
        traveller.born,
        traveller.sex,
        traveller.nationality,
        traveller.locator,
        traveller.reference,
        traveller.seat,
        traveller.phone,
        traveller.email.upper(),
        traveller.bag_pieces,
        tuple((each.number, each.issuer, each.expires) for each in traveller.documents),
        traveller.address.street if traveller.address else None,
    )


def as_read(message: Message) -> list[tuple]:
    lists = read_paxlst(message.raw, received=message.sent_at.date())
    return [
        (
            fold(each.surname or ""),
            fold(" ".join(each.given)),
            each.birth,
            each.sex,
            each.nationality,
            each.locator or "",
            each.unique_ref,
            each.seat or "",
            each.phone or "",
            next((contact.number for contact in each.contacts if contact.kind == "EM"), ""),
            len(each.bag_tags),
            tuple((document.number, document.issuer, document.expires) for document in each.documents),
            each.address.street if each.address else None,
        )
        for one in lists
        for each in one.travellers
    ]


def test_every_message_that_is_not_broken_reads_back_to_its_travellers(nation: Nation):
    people = {each.key: each for each in nation.travellers}
    for message in nation.messages:
        if message.reading is not Reading.BROKEN:
            assert as_read(message) == [as_meant(people[key]) for key in message.travellers], message.key


def test_every_dialect_reads_back():
    first = list(zip(generate_services(5, Size.MEDIUM, FIRST_DAY), range(2 * len(DIALECTS)), strict=False))
    seen: Counter[str] = Counter()
    for loaded, _ in first:
        people = {each.key: each for each in loaded.travellers}
        for message in loaded.messages:
            if message.reading is not Reading.BROKEN:
                seen[message.dialect] += 1
                assert as_read(message) == [as_meant(people[key]) for key in message.travellers], message.key
    assert set(seen) == {each.name for each in DIALECTS}


def test_the_broken_message_is_found_out_and_its_readable_travellers_are_kept(nation: Nation):
    people = {each.key: each for each in nation.travellers}
    (broken,) = [each for each in nation.messages if each.reading is Reading.BROKEN]
    assert "cut-short" in broken.dirt
    assert any(one.fatal for one in read_paxlst(broken.raw, received=broken.sent_at.date()))
    meant = [as_meant(people[key]) for key in broken.travellers]
    assert len(meant) >= 10
    assert as_read(broken)[: len(meant)] == meant


def test_whoever_was_lost_in_the_broken_message_comes_again_in_a_whole_one(nation: Nation):
    listed = {key for each in nation.messages if each.reading is Reading.WHOLE for key in each.travellers}
    assert listed == {each.key for each in nation.travellers}


def test_one_message_is_sent_twice_with_the_same_bytes(nation: Nation):
    (twice,) = [each for each in nation.messages if each.reading is Reading.DUPLICATE]
    (first,) = [each for each in nation.messages if each.key == twice.key.removesuffix("-again")]
    assert twice.raw == first.raw
    assert first.sent_at < twice.sent_at


def test_no_other_two_messages_have_the_same_bytes(nation: Nation):
    counts = Counter(each.raw for each in nation.messages)
    assert sorted(counts.values())[-2:] == [1, 2]


def test_the_storylines_own_messages_arrive_whole(nation: Nation):
    story = {key.partition("/")[0] for person in nation.truth.people for key in person.journeys}
    assert not [each for each in nation.messages if each.service in story and each.reading is not Reading.WHOLE]


def test_parts_of_a_list_arrive_out_of_order_and_make_it_whole(nation: Nation):
    parts: dict[str, list[Message]] = {}
    for message in nation.messages:
        if message.parts > 1:
            parts.setdefault(message.key.rpartition(".")[0], []).append(message)
    assert parts
    for found in parts.values():
        assert sorted(each.part for each in found) == list(range(1, found[0].parts + 1))
    assert any([each.part for each in found] != sorted(each.part for each in found) for found in parts.values())


@pytest.mark.parametrize("function", ["CP", "XR", "CLOB", "CLNB"])
def test_changes_cancellations_and_close_outs_are_sent(nation: Nation, function: str):
    sent = [each for each in nation.messages if each.function == function]
    assert sent
    for message in sent:
        read = read_paxlst(message.raw, received=message.sent_at.date())
        assert {one.function for one in read} == {function}


def test_nobody_who_cancelled_is_closed_out_as_on_board(nation: Nation):
    cancelled = {key for each in nation.messages if each.function == "XR" for key in each.travellers}
    on_board = {key for each in nation.messages if each.function == "CLOB" for key in each.travellers}
    assert cancelled
    assert not cancelled & on_board


def test_crew_come_in_a_crew_list(nation: Nation):
    crew = {each.key for each in nation.travellers if each.role == "FM"}
    for message in nation.messages:
        for one in read_paxlst(message.raw, received=message.sent_at.date()):
            assert (one.document_code == "250") == (set(message.travellers) <= crew)


def test_messages_come_in_the_order_sent(nation: Nation):
    assert [each.sent_at for each in nation.messages] == sorted(each.sent_at for each in nation.messages)


def test_every_kind_of_dirt_is_used_by_some_dialect():
    assert {name for each in DIALECTS for name in each.dirt} | {"cut-short"} == set(DIRT)


def test_the_legs_read_back_to_the_service(nation: Nation):
    services = {each.key: each for each in nation.services}
    for message in nation.messages:
        service = services[message.service]
        for one in read_paxlst(message.raw, received=message.sent_at.date()):
            (leg,) = one.legs
            assert (leg.carrier, leg.number, leg.origin, leg.destination) == (
                service.carrier,
                service.number.lstrip("0"),
                service.origin,
                service.destination,
            )
            assert leg.departs == service.departs.replace(tzinfo=None)
            assert leg.arrives == service.arrives.replace(tzinfo=None)
