"""Findings about a message: what was wrong, where, and whether the message may still be used."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs.

    `NOTE` is dirt that was read without doubt; `WARNING` is a data-quality finding for the carrier's report; `FATAL`
    says that the structure is broken, so that the message must be looked at by a person as a whole.
    """

    NOTE = "note"
    WARNING = "warning"
    FATAL = "fatal"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in a message.

    Args:
        code: a stable word, such as `unt-count`.
        message: a sentence for the carrier's report; never holds a person's data.
        segment: the segment's number in the interchange, from 1; 0 where the finding is about the text as a whole.
        offset: the character in the decoded raw text, from 0.
        severity: how much it weighs.
    """

    code: str
    message: str
    segment: int
    offset: int
    severity: Severity = Severity.WARNING
