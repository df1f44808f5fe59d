"""The name and the address in a NAD segment."""

from manumit.engines.edifact.paxlst.findings import Findings
from manumit.engines.edifact.paxlst.model import Address
from manumit.engines.edifact.problems import Severity
from manumit.engines.edifact.syntax.model import Segment

_NAME, _STREET, _CITY, _REGION, _POST, _COUNTRY = 3, 4, 5, 6, 7, 8
_REGION_NAME = 3
Elements = tuple[tuple[str, ...], ...]


def read_name(segment: Segment, findings: Findings) -> tuple[str | None, tuple[str, ...], Address | None]:
    """Read surname, given names and address of a traveller's NAD.

    Args:
        segment: the NAD.
        findings: gets a fatal finding where there is no name at all.
    """
    elements = _mended(segment, findings)
    names = elements[_NAME] if len(elements) > _NAME else ()
    surname, given = _names(names)
    if surname is None and not given and len(elements) > 2:  # noqa: PLR2004 - C058, the unstructured name
        surname, given = _names(elements[2])
        if surname is not None:
            findings.note("name-unstructured", "A name stands where no surname is marked.", segment)
    if surname is None:
        severity = Severity.WARNING if given else Severity.FATAL
        findings.note("name-missing", "A traveller has no readable surname.", segment, severity)
    return surname, given, _address(elements) if len(elements) > _STREET else None


def _names(parts: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    trimmed = [part.strip() for part in parts]
    if not trimmed:
        return None, ()
    return trimmed[0] or None, tuple(part for part in trimmed[1:] if part)


def _mended(segment: Segment, findings: Findings) -> Elements:
    """Put a surname together again that an unreleased element separator cut, as in SMITH-JONES where `-` separates."""
    elements = segment.elements
    raw = segment.raw
    mark = raw[3:4]
    hyphen_cut = (
        mark == "-"
        and len(elements) == _STREET + 1
        and len(elements[_NAME]) == 1
        and bool(elements[_NAME][0])
        and len(elements[_STREET]) > 1
    )
    if not hyphen_cut:
        return elements
    findings.note("separator-in-name", "An element separator inside a name is not released.", segment)
    head, *rest = elements[_STREET]
    return (*elements[:_NAME], (f"{elements[_NAME][0]}{mark}{head}", *rest))


def _address(elements: Elements) -> Address | None:
    def joined(index: int) -> str | None:
        if index >= len(elements):
            return None
        return " ".join(part.strip() for part in elements[index] if part.strip()) or None

    region = None
    if len(elements) > _REGION:
        parts = elements[_REGION]
        name = parts[_REGION_NAME].strip() if len(parts) > _REGION_NAME else ""
        region = name or parts[0].strip() or None
    address = Address(joined(_STREET), joined(_CITY), region, joined(_POST), joined(_COUNTRY))
    return address if any((address.street, address.city, region, address.postcode, address.country)) else None
