"""The syntax engine: separators, dirt of transport, positions, and a writer whose output reads back equal."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manumit.engines.edifact import (
    DEFAULT_SEPARATORS,
    Separators,
    Severity,
    read_interchange,
    read_interchanges,
    write_interchange,
    write_segments,
)
from manumit.errors import InputError, MessageError

SMALL = (
    "UNB+UNOA:4+AIR:ZZ+GOV:ZZ+261121:0900+1'UNH+M1+PAXLST:D:15B:UN:IATA'BGM+745'"
    "NAD+FL+++O?'NEIL:ANN?+E'LOC+178+HAN'UNT+5+M1'UNZ+1+1'"
)

MARKS = ":+?'*#$;|~^!=-/\\\x1c\x1d\x1f"
separator_sets = st.permutations(list(MARKS)).map(
    lambda marks: Separators(component=marks[0], element=marks[1], release=marks[2], terminator=marks[3])
)
values = st.text(st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.sampled_from("?'+:*#-\\$")), max_size=12)
elements = st.lists(st.lists(values, min_size=1, max_size=4).map(tuple), max_size=5).map(tuple)
tags = st.sampled_from(["NAD", "FTX", "ATT", "ZZZ", "X9A", "LOC"])
bodies = st.lists(st.tuples(tags, elements), max_size=8)


def codes(interchange):
    return {problem.code for problem in interchange.problems}


def interchange_of(body):
    head = [
        ("UNB", (("UNOA", "4"), ("AIR",), ("GOV",), ("261121", "0900"), ("1",))),
        ("UNH", (("M1",), ("PAXLST", "D", "15B", "UN"))),
    ]
    return [*head, *body, ("UNT", ((str(len(body) + 2),), ("M1",))), ("UNZ", (("1",), ("1",)))]


@given(bodies, separator_sets)
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_back_equal_with_any_separators(body, separators):
    segments = interchange_of(body)
    text = separators.una + write_segments(segments, separators=separators)
    found = read_interchange(text)
    assert found.separators == separators
    assert [(segment.tag, segment.elements) for segment in found.segments] == segments
    assert write_interchange(found) == text
    again = read_interchange(write_interchange(found, separators=DEFAULT_SEPARATORS))
    assert [segment[:2] for segment in again.segments] == segments


@given(bodies, st.integers(min_value=3, max_value=69))
@settings(max_examples=80, deadline=None)
def test_lines_wrapped_inside_tokens_read_as_if_they_were_not(body, width):
    segments = interchange_of([(tag, tuple(tuple(v.strip() for v in e) for e in parts)) for tag, parts in body])
    text = write_segments(segments)
    wrapped = "\r\n".join(text[start : start + width] for start in range(0, len(text), width))
    found = read_interchange(wrapped)
    assert [segment[:2] for segment in found.segments] == segments


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_random_bytes_raise_nothing_but_a_message_error(data):
    for text in (data, b"UNB+UNOA:4+" + data, SMALL.encode() + data, SMALL[:120].encode() + data):
        try:
            found = read_interchanges(text)
        except MessageError:
            continue
        for interchange in found:
            for segment in interchange.segments:
                assert interchange.source.startswith(segment.raw, segment.offset)


@pytest.mark.parametrize("text", ["", "   ", "Dear colleague, the list follows.", b"\xff\xfe\x00", "UNA:+.? '"])
def test_a_text_without_interchange_is_refused_with_a_place(text):
    with pytest.raises(MessageError) as caught:
        read_interchange(text)
    assert caught.value.segment == 0


def test_segments_know_their_number_and_their_first_character():
    found = read_interchange(SMALL)
    name = found.messages[0].segments[2]
    assert (name.tag, name.number, SMALL[name.offset :][:6]) == ("NAD", 4, "NAD+FL")
    assert name.elements[3] == ("O'NEIL", "ANN+E")
    assert name.raw == "NAD+FL+++O?'NEIL:ANN?+E"
    assert not found.problems


@pytest.mark.parametrize("una", [":*.? #", ":-.? '", ":-.? *", ":*.? $", ":+.\\*'", ":+.?*'"])
def test_the_declared_separators_are_obeyed(una):
    separators = Separators.from_una(una)
    plain = read_interchange(SMALL)
    text = write_interchange(plain, separators=separators)
    found = read_interchange(text)
    assert found.una == f"UNA{una}"
    assert [segment[:2] for segment in found.segments] == [segment[:2] for segment in plain.segments]
    assert "una" not in codes(found)


@pytest.mark.parametrize("una", ["UNA:+.?'", "UNA:+.? \u2019", "UNA:+,?'"])
def test_a_short_or_typographic_service_string_is_settled_by_the_body_and_flagged(una):
    found = read_interchange(una + SMALL)
    assert [segment[:2] for segment in found.segments] == [segment[:2] for segment in read_interchange(SMALL).segments]
    assert "una" in codes(found)


def test_a_typographic_terminator_in_the_body_is_believed_against_the_service_string():
    text = "UNA:+.? '" + SMALL.replace("?'", "\x00").replace("'", "\u2019").replace("\x00", "'")
    found = read_interchange(text)
    assert found.messages[0].segments[2].elements[3] == ("O'NEIL", "ANN+E")
    assert "una" in codes(found)


def test_type_b_heads_mail_footers_and_control_characters_are_cut_and_kept():
    text = f"\x01QD LHRXXXX\r\n.HDQRM 271137\r\n\x02{SMALL}\r\n\x03\r\nThis mail isn't confidential.\r\n"
    found = read_interchange(text)
    assert len(found.messages) == 1
    assert found.before == "\x01QD LHRXXXX\r\n.HDQRM 271137\r\n\x02"
    assert found.after == "\r\n\x03\r\nThis mail isn't confidential.\r\n"
    assert {"text-before", "text-after", "control-character"} <= codes(found)
    assert found.messages[0].segments[2].offset == text.index("NAD")


def test_offsets_count_in_the_raw_text_of_wrapped_lines():
    wrapped = "\n".join(SMALL[start : start + 10] for start in range(0, len(SMALL), 10))
    for segment in read_interchange(wrapped).segments:
        assert wrapped[segment.offset : segment.offset + len(segment.raw)] == segment.raw
        assert segment.raw.replace("\n", "")[:3] == segment.tag


def test_a_release_character_before_a_wrap_still_holds():
    found = read_interchange(SMALL.replace("O?'NEIL", "O?\r\n'NEIL"))
    assert found.messages[0].segments[2].elements[3] == ("O'NEIL", "ANN+E")


@pytest.mark.parametrize("gap", ["", " ", "\r\n"])
def test_a_missing_terminator_is_found_at_the_next_known_tag(gap):
    text = SMALL.replace("ANN?+E'LOC", f"ANN{gap}LOC")
    found = read_interchange(text)
    assert [segment.tag for segment in found.messages[0].segments] == ["UNH", "BGM", "NAD", "LOC", "UNT"]
    [problem] = [problem for problem in found.problems if problem.code == "terminator-missing"]
    assert (problem.segment, problem.offset) == (5, text.index("LOC+178"))


def test_a_name_that_ends_like_a_tag_is_left_whole():
    found = read_interchange(SMALL.replace("O?'NEIL:ANN?+E", "VANLOC+WEST DOC+PARISNAD+HI"))
    assert found.messages[0].segments[2].elements[3:] == (("VANLOC",), ("WEST DOC",), ("PARISNAD",), ("HI",))


def test_an_unreleased_terminator_inside_a_name_loses_nothing():
    found = read_interchange(SMALL.replace("O?'NEIL", "O'NEIL"))
    assert found.messages[0].segments[2].elements[3] == ("O'NEIL", "ANN+E")
    assert "terminator-unreleased" in codes(found)


def test_several_groups_messages_and_interchanges_are_all_read():
    message = "UNH+M1+PAXLST:D:15B'BGM+745'UNT+3+M1'"
    group = f"UNG+PAXLST+A+B+261121:0900+7+UN+D:15B'{message}{message}UNE+2+7'"
    whole = f"UNB+UNOA:4+A+B+261121:0900+1'{group}\r\n\r\n{group}UNZ+2+1'"
    first, second = read_interchanges(f"{whole}\r\nUNA:*.? #{whole.replace('+', '*').replace(chr(39), '#')} ")
    assert [len(group.messages) for group in first.groups] == [2, 2]
    assert [len(group.messages) for group in second.groups] == [2, 2]
    assert not first.problems
    assert read_interchange(whole + "later").after == "later"


def test_wrong_counts_and_references_are_findings_at_their_trailer():
    text = SMALL.replace("UNT+5+M1", "UNT+9+M2").replace("UNZ+1+1'", "UNZ+3+8'")
    found = read_interchange(text)
    assert codes(found) == {"unt-count", "unt-reference", "unz-count", "unz-reference"}
    assert {problem.severity for problem in found.problems} == {Severity.WARNING}
    assert found.problems[0].offset == text.index("UNT+")


def test_bytes_that_are_not_utf8_are_read_as_latin_1_and_noted():
    text = SMALL.replace("ANN", "J\u00dcRGEN")
    assert read_interchange(text.encode()).charset == "utf-8"
    found = read_interchange(text.encode("latin-1"))
    assert found.messages[0].segments[2].value(3, 1) == "J\u00dcRGEN+E"
    assert (found.charset, codes(found)) == ("latin-1", {"charset"})


def test_a_last_segment_without_terminator_before_a_footer_is_read():
    found = read_interchange(SMALL[:-1] + "\r\n\r\nEmail checked, it's clean")
    assert found.trailer is not None
    assert found.trailer.elements == (("1",), ("1",))
    assert found.after.strip() == "Email checked, it's clean"


@pytest.mark.parametrize("separators", [Separators(element=":"), Separators(terminator="A"), Separators(component=" ")])
def test_separators_that_could_not_be_read_back_are_refused(separators):
    with pytest.raises(InputError):
        write_segments([], separators=separators)


@pytest.mark.parametrize(("tag", "value"), [("nad", "X"), ("NADX", "X"), ("NAD", "two\nlines")])
def test_what_could_not_be_read_back_is_not_written(tag, value):
    with pytest.raises(InputError):
        write_segments([(tag, ((value,),))])


def test_a_value_with_a_separator_needs_a_release_character():
    with pytest.raises(InputError):
        write_segments([("NAD", (("A+B",),))], separators=Separators(release=" "))


@pytest.mark.parametrize(
    "filler", ["'", "a'", "UNB+", "UNH+1'", "?", "NAD+FL+++X", "\r\n", "UNA:+.? '", "U\n", "LOC+91+X"]
)
def test_a_megabyte_of_garbage_takes_bounded_time(filler):
    text = SMALL[:40] + filler * (1_000_000 // len(filler))
    begun = time.process_time()
    with contextlib.suppress(MessageError):
        read_interchanges(text)
    assert time.process_time() - begun < 12
