"""Document numbers made comparable, and looked up exactly or with the characters that are misread for each other."""

import re
from collections.abc import Iterable
from typing import Final, Literal

from manumit.engines.screening.values import Document

DocumentAgreement = Literal["exact", "confusable"]

_CONFUSABLE: Final = str.maketrans({"O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"})
_SHORTEST: Final = 5
_NOT_KEPT: Final = re.compile("[^0-9A-Z]")


def normalise_number(number: str) -> str:
    """Upper case, letters and digits only, leading zeros kept; empty where it is too short or blank to tell people apart.

    Args:
        number: as received.

    Returns:
        The number, or an empty text for fewer than five characters or one character repeated (`000000`), which
        carriers send as filling.
    """
    kept = _NOT_KEPT.sub("", number.upper())
    return kept if len(kept) >= _SHORTEST and len(set(kept)) > 1 else ""


def confusable_key(normalised: str) -> str:
    """A key that numbers share when only 0/O/Q, 1/I/L, 5/S, 8/B or 2/Z differ."""
    return normalised.translate(_CONFUSABLE)


def compare_documents(a: Document, b: Document) -> DocumentAgreement | None:
    """Whether two documents are one: exact, but for characters misread for each other, or not (None).

    Different issuing states make different documents, whatever the number.
    """
    if a.issuer and b.issuer and a.issuer.strip().upper() != b.issuer.strip().upper():
        return None
    left, right = normalise_number(a.number), normalise_number(b.number)
    if not left or not right:
        return None
    if left == right:
        return "exact"
    return "confusable" if confusable_key(left) == confusable_key(right) else None


def best_agreement(
    ours: Iterable[Document], theirs: Iterable[Document]
) -> tuple[DocumentAgreement, Document, Document] | None:
    """The strongest agreement between two sets of documents, with the two that agree; None where there is none."""
    theirs = tuple(theirs)
    found = [(agreement, a, b) for a in ours for b in theirs if (agreement := compare_documents(a, b)) is not None]
    return min(found, key=lambda hit: hit[0] != "exact", default=None)
