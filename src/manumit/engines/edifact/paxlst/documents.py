"""A travel document: DOC and what stands with it."""

from datetime import date
from typing import Any

from manumit.engines.edifact.paxlst.dates import read_near
from manumit.engines.edifact.paxlst.findings import Findings
from manumit.engines.edifact.paxlst.model import Document, Reference
from manumit.engines.edifact.syntax.model import Segment

_DATES = {"36": "expires", "182": "issued"}
_VERIFIED = {"173": True, "174": False}


class DocumentReader:
    """Reads one document; a DOC without number is none, and its segments stay unread."""

    __slots__ = ("_findings", "_journey", "_references", "_segments", "_values", "number", "type", "unread")

    def __init__(self, segment: Segment, journey: date, findings: Findings) -> None:
        self._findings = findings
        self._journey = journey
        self._segments = [segment]
        self._values: dict[str, Any] = {}
        self._references: list[Reference] = []
        self.unread: list[Segment] = []
        elements = segment.elements
        self.type = elements[0][0].strip() or None if elements else None
        self.number = elements[1][0].strip() if len(elements) > 1 else ""
        if not self.number:
            findings.note("document-number", "A document has no number, so it is not counted as one.", segment)

    def take_date(self, segment: Segment, qualifier: str) -> None:
        """Take DTM 36 or 182."""
        self._segments.append(segment)
        if not self.number:
            return
        element = segment.elements[0]
        text = element[1].strip() if len(element) > 1 else ""
        form = element[2].strip() if len(element) > 2 else ""  # noqa: PLR2004 - the format code is the third component
        name = _DATES[qualifier]
        if qualifier == "36" and "expires_raw" not in self._values:
            self._values["expires_raw"] = text or None
        value = read_near(text, form, self._journey)
        if value is None and text:
            self._findings.note(f"document-{name}", "A document's date is no date or implausible.", segment)
            self.unread.append(segment)
        elif value is not None:
            self._set(name, value, segment)

    def take_issuer(self, segment: Segment) -> None:
        """Take LOC 91."""
        self._segments.append(segment)
        issuer = segment.value(1)
        if self.number and issuer:
            self._set("issuer", issuer, segment)

    def take_verified(self, segment: Segment) -> None:
        """Take GEI 4."""
        self._segments.append(segment)
        verified = _VERIFIED.get(segment.value(1))
        if not self.number:
            return
        if verified is None:
            self._findings.note("gei-unknown", "A verification code is not known.", segment)
            self.unread.append(segment)
        else:
            self._set("verified", verified, segment)

    def take_reference(self, segment: Segment, reference: Reference) -> None:
        """Take an RFF that stands with the document."""
        self._segments.append(segment)
        self._references.append(reference)

    def _set(self, name: str, value: object, segment: Segment) -> None:
        if self._values.setdefault(name, value) != value:
            self._findings.note("repeated", "A document says the same thing twice and differently.", segment)
            self.unread.append(segment)

    def finish(self) -> Document | None:
        """The document, or None where there is no number."""
        if not self.number:
            self.unread = self._segments
            return None
        return Document(self.type, self.number, references=tuple(self._references), **self._values)
