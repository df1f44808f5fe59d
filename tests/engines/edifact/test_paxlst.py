"""Passenger lists: every traveller is kept, nothing is invented, and what cannot be read stays in sight."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manumit.engines.edifact import (
    Dialect,
    Document,
    Leg,
    Reference,
    Separators,
    Traveller,
    read_paxlst,
    split_parts,
    write_paxlst,
)
from manumit.errors import InputError, MessageError

from .support import ANN, CREW, DRAFT, RECEIVED, codes, message, read_one

dialects = st.builds(
    Dialect,
    group=st.booleans(),
    one_transport=st.booleans(),
    line_ends=st.booleans(),
    wrap=st.sampled_from([None, 64, 69, 7]),
    heading=st.sampled_from([None, "\x01QD ADDR\r\n.ORIGIN 271137"]),
    footer=st.sampled_from([None, "This mail wasn't checked."]),
)
names = st.text(st.characters(categories=["Lu", "Ll"], include_characters="'+:?-. *"), min_size=1, max_size=16).map(
    str.strip
)
birthdays = st.dates(date(1930, 1, 1), RECEIVED - timedelta(days=2))
travellers = st.builds(
    Traveller,
    role=st.sampled_from(["FL", "FM", "DDU", "DDT"]),
    surname=names.filter(bool),
    given=st.lists(names.filter(bool), max_size=3).map(tuple),
    birth=st.none() | birthdays,
    sex=st.sampled_from([None, "M", "F", "X", "U"]),
    seat=st.sampled_from([None, "1A", "44G"]),
    nationality=st.sampled_from([None, "GBR", "XXA"]),
    bag_weight_kg=st.none() | st.integers(1, 900).map(float),
    documents=st.lists(
        st.builds(
            Document,
            type=st.sampled_from([None, "P", "V"]),
            number=st.from_regex(r"[A-Z0-9]{1,9}", fullmatch=True),
            expires=st.none() | st.dates(date(2010, 1, 1), date(2045, 1, 1)),
            verified=st.sampled_from([None, True, False]),
        ),
        max_size=2,
    ).map(tuple),
)
mark_sets = st.sampled_from(
    [Separators(), *map(Separators.from_una, (":*.? #", ":-.? '", ":-.? *", ":*.? $", ":+.\\*'"))]
)


@given(st.lists(travellers, max_size=4).map(tuple), mark_sets, dialects)
@settings(max_examples=120, deadline=None)
def test_a_list_written_in_any_dialect_reads_back_equal(people, separators, dialect):
    draft = replace(DRAFT, travellers=people)
    found = read_one(write_paxlst(draft, separators=separators, dialect=dialect))
    assert found.travellers == people
    assert found.legs == DRAFT.legs
    assert found.fatal == ()
    assert (found.sender, found.recipient, found.contact) == (DRAFT.sender, DRAFT.recipient, DRAFT.contact)


def test_every_value_of_a_traveller_comes_back():
    found = read_one(write_paxlst(DRAFT))
    assert found.travellers == (ANN, CREW)
    assert (found.transaction, found.revision, found.access_reference) == ("T1", "2", "ZZ123/261121/0900")
    assert (found.version, found.document_code, found.prepared) == ("D:15B", "745", DRAFT.prepared)
    assert [traveller.kind for traveller in found.travellers] == ["passenger", "crew"]


@pytest.mark.parametrize("text", [write_paxlst(DRAFT), write_paxlst(DRAFT, dialect=Dialect(wrap=64, heading="QD X"))])
def test_a_text_cut_anywhere_keeps_the_travellers_completed_before_the_cut(text):
    second = text.replace("\r\n", "  ").index("NAD+FM") if "NAD+FM" in text else len(text)
    for cut in range(len(text)):
        try:
            [found] = read_paxlst(text[:cut], received=RECEIVED)
        except MessageError:
            assert cut < text.index("LOC+125")
            continue
        if cut > second + len("NAD+FM"):
            assert found.travellers[0] == ANN
        if found.fatal:
            assert found.fatal[0].offset <= cut
        if cut < text.index("UNT+"):
            assert found.fatal


def test_both_ways_to_write_legs_give_the_same_legs():
    legs = (
        Leg(
            "KE",
            "250",
            "JFK",
            "ANC",
            datetime.fromisoformat("2026-02-01T02:20"),
            datetime.fromisoformat("2026-02-01T05:50"),
        ),
        Leg(
            "KE",
            "250",
            "ANC",
            "ICN",
            datetime.fromisoformat("2026-02-01T06:50"),
            datetime.fromisoformat("2026-02-02T08:40"),
        ),
    )
    draft = replace(DRAFT, legs=legs)
    several, one = (write_paxlst(draft, dialect=Dialect(one_transport=choice)) for choice in (False, True))
    assert (several.count("TDT+"), one.count("TDT+")) == (2, 1)
    assert read_one(several).legs == read_one(one).legs == legs


def test_a_stop_listed_once_with_both_times_ends_one_leg_and_begins_the_next():
    head = (
        "TDT+20+KE250'LOC+125+JFK'DTM+189:2602010220:201'LOC+92+ANC'DTM+232:2602010550:201'DTM+189:2602010650:201'"
        "LOC+87+ICN'DTM+232:2602020840:201'"
    )
    legs = read_one(message("NAD+FL+++X'", head=head)).legs
    assert [(leg.origin, leg.destination) for leg in legs] == [("JFK", "ANC"), ("ANC", "ICN")]


def test_parts_share_the_access_reference_and_declare_the_whole_total():
    whole = replace(DRAFT, travellers=tuple(Traveller("FL", f"N{n}") for n in range(5)))
    lists = [read_one(write_paxlst(part)) for part in split_parts(whole, size=2)]
    assert [(found.part.number, found.part.first, found.part.last) for found in lists] == [
        (1, True, False),
        (2, False, False),
        (3, False, True),
    ]
    assert {found.access_reference for found in lists} == {"ZZ123/261121/0900"}
    assert [found.count("42") for found in lists] == [5, 5, 5]
    assert [traveller.surname for found in lists for traveller in found.travellers] == ["N0", "N1", "N2", "N3", "N4"]


def test_an_unreadable_birth_date_costs_the_date_and_not_the_traveller():
    found = read_one(message("NAD+FL+++ONE'DTM+329:991399'NAT+2+GBR'", "NAD+FL+++TWO'DTM+329:910103'"))
    first, second = found.travellers
    assert (first.surname, first.birth, first.birth_raw, first.nationality) == ("ONE", None, "991399", "GBR")
    assert [segment.raw for segment in first.remainder] == ["DTM+329:991399"]
    assert second.birth == date(1991, 1, 3)
    [problem] = [problem for problem in found.problems if problem.code == "birth-invalid"]
    assert (problem.segment, found.fatal) == (first.segment + 1, ())


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("261120", date(2026, 11, 20)),
        ("261123", date(1926, 11, 23)),
        ("151204", date(2015, 12, 4)),
        ("19151204", date(1915, 12, 4)),
        ("000229", date(2000, 2, 29)),
    ],
)
def test_a_two_digit_birth_year_is_the_latest_that_is_not_in_the_future(text, birth):
    assert read_one(message(f"NAD+FL+++X'DTM+329:{text}'")).travellers[0].birth == birth


def test_an_old_message_resolves_births_by_its_own_day():
    text = message("NAD+FL+++X'DTM+329:151204'").replace("261121", "130621")
    assert read_one(text).travellers[0].birth == date(1915, 12, 4)


@pytest.mark.parametrize(
    ("text", "expires"),
    [("311231", date(2031, 12, 31)), ("610218", None), ("081230", date(2008, 12, 30)), ("XX", None)],
)
def test_an_expiry_far_from_the_journey_is_flagged_and_not_guessed(text, expires):
    found = read_one(message(f"NAD+FL+++X'DOC+P+N1'DTM+36:{text}'"))
    [document] = found.travellers[0].documents
    assert (document.expires, document.expires_raw) == (expires, text)
    assert ("document-expires" in codes(found)) == (expires is None)


def test_nationality_is_never_taken_from_document_or_birth_place():
    [traveller] = read_one(message("NAD+FL+++X'LOC+180+GBR'DOC+P+N1'LOC+91+GBR'")).travellers
    assert traveller.nationality is None
    assert traveller.documents[0].issuer == "GBR"


def test_unknown_qualifiers_and_segments_go_to_the_remainder():
    odd = ["ATT+9++Q", "LOC+999+ABC", "DTM+777:261121", "RFF+QQQ:1", "ZZZ+1", "GEI+4+999", "FTX+AAI+++free - text"]
    found = read_one(message("NAD+FL+++X'" + "'".join(odd) + "'NAT+2+GBR'"))
    [traveller] = found.travellers
    assert traveller.nationality == "GBR"
    assert [segment.raw for segment in traveller.remainder] == [raw for raw in odd if not raw.startswith("RFF")]
    assert traveller.references == (Reference("QQQ", "1"),)
    assert found.fatal == ()


def test_a_document_without_number_is_none_and_its_segments_are_kept():
    [traveller] = read_one(message("NAD+FL+++X'DOC+P'DTM+36:311231'LOC+91+GBR'DOC+P+N2'")).travellers
    assert [document.number for document in traveller.documents] == ["N2"]
    assert [segment.tag for segment in traveller.remainder] == ["DOC", "DTM", "LOC"]


def test_the_order_of_segments_inside_a_traveller_is_free():
    parts = [
        "NAT+2+GBR'",
        "LOC+178+HAN'",
        "DOC+P+N1'DTM+36:311231'LOC+91+GBR'",
        "RFF+AVF:L1'",
        "DTM+329:910103'",
        "ATT+2++F'",
    ]
    one, other = (read_one(message("NAD+FL+++X'" + "".join(order))).travellers[0] for order in (parts, parts[::-1]))
    assert one == other


def test_an_infant_and_a_person_of_unknown_role_are_travellers_too():
    found = read_one(message("NAD+FL+++MOTHER'DTM+329:910103'", "NAD+FL+++CHILD'DTM+329:261001'", "NAD+ZZZ+++ODD:ONE'"))
    assert [traveller.surname for traveller in found.travellers] == ["MOTHER", "CHILD", "ODD"]
    assert found.travellers[2].kind == "other"
    assert "role-unknown" in codes(found)


def test_a_nameless_traveller_is_fatal_and_the_others_stand():
    found = read_one(message("NAD+FL'ATT+2++F'", "NAD+FL+++NEXT'"))
    assert [(problem.code, problem.segment) for problem in found.fatal] == [("name-missing", 9)]
    assert [traveller.surname for traveller in found.travellers] == [None, "NEXT"]
    assert found.travellers[0].sex == "F"


def test_a_list_without_leg_is_fatal_and_its_travellers_stand():
    found = read_one(message("NAD+FL+++X'", head=""))
    assert [problem.code for problem in found.fatal] == ["no-leg"]
    assert len(found.travellers) == 1


def test_a_surname_cut_by_an_unreleased_separator_is_put_together():
    text = message("NAD+FL+++A?+B'").replace("?+", "\x00").replace("+", "-").replace("\x00", "+")
    text = "UNA:-.? '" + text.replace("A+B", "SMITH-JONES:ANNA")
    found = read_one(text)
    assert (found.travellers[0].surname, found.travellers[0].given) == ("SMITH-JONES", ("ANNA",))
    assert "separator-in-name" in codes(found)


def test_bag_tags_expand_and_pounds_become_kilograms():
    found = read_one(message("NAD+FL+++X'MEA+WT++LBR:100'FTX+BAG+++ZZ0099:3'FTX+BAG+++NULL'FTX+BAG+++ODD:9999999'"))
    [traveller] = found.travellers
    assert traveller.bag_tags == ("ZZ0099", "ZZ0100", "ZZ0101", "ODD")
    assert (traveller.bag_weight_kg, traveller.bag_count) == (45.359, 4)
    assert "bag-tags" in codes(found)


def test_a_value_sent_twice_keeps_the_first_and_shows_the_second():
    found = read_one(message("NAD+FL+++X'NAT+2+GBR'NAT+2+VNM'"))
    assert found.travellers[0].nationality == "GBR"
    assert [segment.raw for segment in found.travellers[0].remainder] == ["NAT+2+VNM"]


def test_an_impossible_time_is_null_and_flagged():
    found = read_one(message("NAD+FL+++X'", head="TDT+20+ZZ1'LOC+125+HAN'DTM+189:2611214321:201'LOC+87+LHR'"))
    assert found.legs[0].departs is None
    assert "time-invalid" in codes(found)


@pytest.mark.parametrize(
    ("identifier", "carrier", "wanted"),
    [
        ("UA0989", "UA", ("UA", "989")),
        ("A92707", "", ("A9", "2707")),
        ("BAW12", "", ("BAW", "12")),
        ("989", "UA", ("UA", "989")),
        ("SPIRIT", "", (None, "SPIRIT")),
        ("XX7", "YY", ("XX", "7")),
    ],
)
def test_flight_identifiers_are_told_apart(identifier, carrier, wanted):
    head = f"TDT+20+{identifier}+++{carrier}'LOC+125+HAN'LOC+87+LHR'"
    [leg] = read_one(message("NAD+FL+++X'", head=head)).legs
    assert (leg.carrier, leg.number) == wanted
    assert leg.identifier == identifier


def test_findings_never_hold_a_persons_data():
    found = read_one(
        message("NAD+FL+++SECRETNAME:GIVENX'DTM+329:991399'DOC+L+NUMBER77'RFF+QQQ:REFX'LOC+5+SECRETPLACE'")
    )
    said = " ".join(problem.message for problem in found.problems)
    assert said
    for secret in ("SECRETNAME", "GIVENX", "991399", "NUMBER77", "REFX", "SECRETPLACE"):
        assert secret not in said


def test_another_message_type_is_refused_by_name():
    with pytest.raises(MessageError) as caught:
        read_paxlst("UNB+UNOA:4+A+B+261121:0800+1'UNH+M1+CUSRES:D:05B'BGM+962'UNT+3+M1'UNZ+1+1'", received=RECEIVED)
    assert caught.value.code == "not-paxlst"


@pytest.mark.parametrize("change", [{"legs": ()}, {"travellers": (Traveller("FL", "two\nlines"),)}])
def test_what_cannot_be_written_is_refused(change):
    with pytest.raises(InputError):
        write_paxlst(replace(DRAFT, **change))
    with pytest.raises(InputError):
        split_parts(replace(DRAFT, access_reference=None), size=2)
    with pytest.raises(InputError):
        write_paxlst(DRAFT, separators=Separators(element="*"), dialect=Dialect(una=False))


def test_each_list_of_an_interchange_has_its_own_findings_and_those_of_the_envelope():
    one = message("NAD+FL+++ONE'DTM+329:991399'")
    body = one[one.index("UNH") : one.index("UNZ")]
    other = body.replace("991399", "910103").replace("ONE", "TWO").replace("CNT+42:1", "CNT+42:9")
    text = one[: one.index("UNH")] + body + other + "UNZ+7+1'"
    first, second = read_paxlst(text, received=RECEIVED)
    assert codes(first) == {"birth-invalid", "unz-count"}
    assert codes(second) == {"count-differs", "unz-count"}


def test_a_name_that_ends_like_the_last_segment_does_not_end_the_list():
    text = message("NAD+FL+++KUNZ+1 LUNZ+ZUNB+:::OUNT'NAT+2+CHE'", "NAD+FL+++TWO'")
    found = read_one(text)
    assert [traveller.surname for traveller in found.travellers] == ["KUNZ", "TWO"]
    assert found.travellers[0].nationality == "CHE"
    wrapped = read_one("\r\n".join(text[start : start + 64] for start in range(0, len(text), 64)))
    assert wrapped.travellers == found.travellers
