"""What happens to a clean message on its way: each kind of dirt that real carriers' messages show, as a small function.

A careful reader gets every traveller out of all of them; only `cut_short` makes a message that cannot be read whole.
"""

import re
from collections.abc import Callable
from random import Random
from types import MappingProxyType

from manumit.engines.edifact.syntax import Separators

Dirt = Callable[[str, Separators, Random], str]
_CRLF = "\r\n"
_UNA_LENGTH = 9


def segments(text: str, marks: Separators) -> list[str]:
    """Split a clean interchange into segments with their terminators; the UNA, where there is one, comes first."""
    start = _UNA_LENGTH if text.startswith("UNA") else 0
    release, end = re.escape(marks.release), re.escape(marks.terminator)
    pattern = re.compile(f"(?:{release}.|[^{end}])*?{end}", re.DOTALL)
    return [*([text[:start]] if start else []), *pattern.findall(text, start)]


def wrong_segment_count(text: str, marks: Separators, roll: Random) -> str:
    """Let UNT declare a count that is a little or very much too high."""
    extra = roll.choice((1, 2, 114))
    pattern = rf"(?<=UNT{re.escape(marks.element)})\d+"
    return re.sub(pattern, lambda found: str(int(found[0]) + extra), text)


def count_in_wrong_place(text: str, marks: Separators, _roll: Random) -> str:
    """Write CNT with an element where a component belongs."""
    head = f"CNT{marks.element}42"
    return text.replace(f"{head}{marks.component}", f"{head}{marks.element}")


def blanks_in_values(text: str, marks: Separators, _roll: Random) -> str:
    """Put a blank before the time of arrival and round the nationality."""
    element, component = marks.element, marks.component
    text = text.replace(f"DTM{element}232{component}", f"DTM{element}232{component} ")
    return re.sub(rf"(NAT{re.escape(element)}2{re.escape(element)})(\w+)", r"\1 \2 ", text)


def blanks_between_segments(text: str, marks: Separators, _roll: Random) -> str:
    """Put a blank and a line end after every terminator."""
    return f" {_CRLF}".join(segments(text, marks)) + _CRLF


def lost_terminator(text: str, marks: Separators, roll: Random) -> str:
    """Lose the terminator between two segments of one traveller; the line end between them stays."""
    parts = segments(text, marks)
    seats = [place for place, part in enumerate(parts) if part.startswith("ATT")]
    place = roll.choice(seats)
    parts[place] = parts[place][:-1] + _CRLF
    return "".join(parts)


def blank_segments(text: str, marks: Separators, roll: Random) -> str:
    """Leave two empty segments somewhere."""
    parts = segments(text, marks)
    for _ in range(2):
        parts.insert(roll.randrange(3, len(parts) - 1), marks.terminator)
    return "".join(parts)


def nationality_first(text: str, marks: Separators, _roll: Random) -> str:
    """Send NAT before the places, as the guide's own example does."""
    end = re.escape(marks.terminator)
    pattern = rf"((?:LOC[^{end}]*{end})+)(NAT[^{end}]*{end})"
    return re.sub(pattern, r"\2\1", text)


def unknown_qualifiers(text: str, marks: Separators, _roll: Random) -> str:
    """Add a reference and a place whose qualifiers no code list has, after every third nationality."""
    element, component, end = marks.element, marks.component, marks.terminator
    extra = f"RFF{element}ZQX{component}7781{end}LOC{element}777{element}ZZZ{end}"
    parts = segments(text, marks)
    nationalities = [place for place, part in enumerate(parts) if part.startswith("NAT")]
    for place in reversed(nationalities[::3]):
        parts.insert(place + 1, extra)
    return "".join(parts)


def null_bags(text: str, marks: Separators, _roll: Random) -> str:
    """Say NULL for the tags of those who check nothing in."""
    element, end = marks.element, marks.terminator
    none = f"MEA{element}CT{element * 2}{marks.component}0{end}"
    return text.replace(none, f"{none}FTX{element}BAG{element * 3}NULL{end}")


def unreleased_in_contact(text: str, marks: Separators, _roll: Random) -> str:
    """Forget the release character in the sender's own contact line."""
    released = marks.release + marks.element
    parts = segments(text, marks)
    first = next((place for place, part in enumerate(parts) if part.startswith("COM")), None)
    if first is not None:
        parts[first] = parts[first].replace(released, marks.element)
    return "".join(parts)


def short_service_string(text: str, _marks: Separators, _roll: Random) -> str:
    """Lose one character of the UNA (the blank that is reserved)."""
    return text[:7] + text[8:_UNA_LENGTH] + text[_UNA_LENGTH:] if text.startswith("UNA") else text


def typographic_quote(text: str, _marks: Separators, _roll: Random) -> str:
    """Announce a typographic quotation mark as the terminator while the body uses the plain one."""
    return f"{text[: _UNA_LENGTH - 1]}\u2019{text[_UNA_LENGTH:]}" if text.startswith("UNA") else text


def no_last_terminator(text: str, _marks: Separators, _roll: Random) -> str:
    """Leave UNZ without its terminator."""
    return text.rstrip()[:-1]


def line_a_segment(text: str, marks: Separators, _roll: Random) -> str:
    """End the line after each segment."""
    return _CRLF.join(segments(text, marks)) + _CRLF


def wrapped_69(text: str, _marks: Separators, _roll: Random) -> str:
    """Break lines hard at 69 columns, inside tokens, with CR LF."""
    return _wrapped(text, 69, _CRLF)


def wrapped_64(text: str, _marks: Separators, _roll: Random) -> str:
    """Break lines hard at 64 columns, inside tokens, with LF."""
    return _wrapped(text, 64, "\n")


def type_b_heading(text: str, _marks: Separators, roll: Random) -> str:
    """Put the address and origin lines of a Type-B telegram first."""
    stamp = f"{roll.randint(1, 28):02d}{roll.randrange(24):02d}{roll.randrange(60):02d}"
    return f"{_CRLF}QD LHRGBXH{_CRLF}.HDQDMXA {stamp}{_CRLF}{text}"


def control_characters(text: str, _marks: Separators, roll: Random) -> str:
    """Frame the text by SOH, STX and ETX, with a form feed at the very end."""
    return f"\x01{_CRLF}QU LHRGBXH{_CRLF}.MUCDMXA {roll.randint(10000, 282359):06d}{_CRLF}\x02{text}\x03{_CRLF}\x0c"


def mail_footer(text: str, _marks: Separators, _roll: Random) -> str:
    """Let a mail gateway add its lines."""
    return f"{text}{_CRLF}{_CRLF}{'_' * 60}{_CRLF}This message was checked by the demo mail gateway.{_CRLF}"


def telex_footer(text: str, _marks: Separators, _roll: Random) -> str:
    """Let the line add its time stamp after the message."""
    return f"{text}{_CRLF}      {_CRLF}  0031Z  0031Z *3870        {_CRLF}"


def cut_short(text: str, marks: Separators, roll: Random) -> str:
    """Break off in the middle of a document segment, a little after the half: nothing that follows arrived."""
    parts = segments(text, marks)
    documents = [place for place, part in enumerate(parts) if part.startswith("DOC")]
    place = documents[len(documents) * roll.randint(52, 60) // 100]
    return "".join(parts[:place]) + parts[place][:-6]


def _wrapped(text: str, columns: int, line_end: str) -> str:
    return line_end.join(text[start : start + columns] for start in range(0, len(text), columns)) + line_end


DIRT: MappingProxyType[str, Dirt] = MappingProxyType(
    {
        "wrong-segment-count": wrong_segment_count,
        "count-in-wrong-place": count_in_wrong_place,
        "blanks-in-values": blanks_in_values,
        "nationality-first": nationality_first,
        "unknown-qualifiers": unknown_qualifiers,
        "null-bags": null_bags,
        "unreleased-in-contact": unreleased_in_contact,
        "lost-terminator": lost_terminator,
        "blank-segments": blank_segments,
        "blanks-between-segments": blanks_between_segments,
        "cut-short": cut_short,
        "short-service-string": short_service_string,
        "typographic-quote": typographic_quote,
        "no-last-terminator": no_last_terminator,
        "line-a-segment": line_a_segment,
        "wrapped-69": wrapped_69,
        "wrapped-64": wrapped_64,
        "type-b-heading": type_b_heading,
        "control-characters": control_characters,
        "mail-footer": mail_footer,
        "telex-footer": telex_footer,
    }
)
"""Every kind of dirt by name, in the order in which it must be applied: inside segments first, the envelope last."""


def soil(text: str, names: frozenset[str], marks: Separators, roll: Random) -> str:
    """Apply the named kinds of dirt to a clean interchange that was written with `marks`. Raises KeyError for no such name."""
    for name in names - DIRT.keys():
        raise KeyError(name)
    for name, apply in DIRT.items():
        if name in names:
            text = apply(text, marks, roll)
    return text
