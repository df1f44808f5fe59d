"""Each kind of dirt leaves its mark in the text, and takes nothing away but where it says so."""

from random import Random

import pytest

from manumit.cli.demo.nation import dirt
from manumit.engines.edifact.syntax import DEFAULT_SEPARATORS, Separators

CLEAN = (
    "UNA:+.? 'UNB+UNOA:4+AA+BB+261121:0900+1'UNH+1+PAXLST:D:05B'COM+020?-7946:TE'DTM+232:2611212035:201'"
    "NAD+FL+++O?'NEIL:ANN'ATT+2++F'MEA+CT++:0'LOC+178+LOS'LOC+179+LHR'NAT+2+NGA'DOC+P+A1234567890'"
    "NAD+FL+++TWO:BO'ATT+2++M'NAT+2+GBR'DOC+P+B1234567890'CNT+42:2'UNT+15+1'UNZ+1+1'"
)


def soiled(*names: str, text: str = CLEAN, marks: Separators = DEFAULT_SEPARATORS) -> str:
    return dirt.soil(text, frozenset(names), marks, Random(1))


def test_a_released_terminator_does_not_end_a_segment():
    assert "NAD+FL+++O?'NEIL:ANN'" in dirt.segments(CLEAN, DEFAULT_SEPARATORS)
    assert "".join(dirt.segments(CLEAN, DEFAULT_SEPARATORS)) == CLEAN


def test_nothing_asked_for_leaves_the_text_as_it_is():
    assert soiled() == CLEAN


def test_a_kind_that_does_not_exist_is_refused():
    with pytest.raises(KeyError, match="mud"):
        soiled("mud")


@pytest.mark.parametrize("name", sorted(dirt.DIRT.keys() - {"unreleased-in-contact"}))
def test_every_kind_changes_the_text(name: str):
    assert soiled(name) != CLEAN


def test_the_declared_count_is_wrong_afterwards():
    assert "UNT+15+1" not in soiled("wrong-segment-count")


@pytest.mark.parametrize(("name", "columns"), [("wrapped-69", 69), ("wrapped-64", 64)])
def test_wrapping_breaks_lines_inside_tokens_and_loses_nothing(name: str, columns: int):
    wrapped = soiled(name)
    assert max(len(line) for line in wrapped.splitlines()) == columns
    assert wrapped.replace("\r", "").replace("\n", "") == CLEAN


def test_a_message_that_is_cut_short_ends_inside_a_document():
    cut = soiled("cut-short")
    assert CLEAN.startswith(cut)
    assert cut.rpartition("'")[2].startswith("DOC+P+")


def test_the_service_string_loses_one_character_or_announces_another_terminator():
    assert soiled("short-service-string").startswith("UNA:+.?'UNB")
    assert soiled("typographic-quote").startswith("UNA:+.? \u2019UNB")


def test_nationality_comes_before_the_places():
    assert "NAT+2+NGA'LOC+178+LOS'LOC+179+LHR'" in soiled("nationality-first")


def test_no_bags_is_said_in_words():
    assert "MEA+CT++:0'FTX+BAG+++NULL'" in soiled("null-bags")


def test_the_contact_loses_its_release_character_where_the_separator_is_a_hyphen():
    marks = Separators(element="-")
    text = "UNA:-.? 'UNB-UNOA:4'COM-020?-7946:TE'NAD-FL---A?-B:C'"
    assert dirt.soil(text, frozenset({"unreleased-in-contact"}), marks, Random(1)) == text.replace("020?-", "020-")
