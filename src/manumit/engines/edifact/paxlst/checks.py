"""What the whole of a list shows that no single segment does: findings for the carrier's data-quality report."""

from collections import Counter
from collections.abc import Iterable

from manumit.engines.edifact.paxlst.model import Leg, Traveller
from manumit.engines.edifact.problems import Problem, Severity

_DOCUMENT_TYPES = frozenset({"P", "V", "I", "A", "C", "AC", "IP", "F", "T"})


def check_traveller(traveller: Traveller) -> Iterable[Problem]:
    """Find what is missing or contradictory in one traveller.

    Args:
        traveller: as read.
    """
    if (
        traveller.bags_declared is not None
        and traveller.bag_tags
        and traveller.bags_declared != len(traveller.bag_tags)
    ):
        message = f"{traveller.bags_declared} bags are declared, {len(traveller.bag_tags)} tags are given."
        yield _at(traveller, "bags-differ", message)
    if traveller.nationality is not None and not traveller.nationality_valid:
        yield _at(traveller, "nationality-code", "A nationality is no code of ISO 3166 or ICAO 9303.")
    if traveller.birth is None and traveller.birth_raw is None:
        yield _at(traveller, "birth-missing", "A traveller has no date of birth.")
    for document in traveller.documents:
        if document.issuer is None:
            yield _at(traveller, "issuer-missing", "A document has no issuing state.")
        elif not document.issuer_valid:
            yield _at(traveller, "issuer-code", "An issuing state is no code of ISO 3166 or ICAO 9303.")
        if document.type is None:
            yield _at(traveller, "document-type", "A document has no type.", Severity.NOTE)
        elif document.type not in _DOCUMENT_TYPES:
            yield _at(
                traveller, "document-type", "A document's type is not in the guide's list; it is kept.", Severity.NOTE
            )


def check_shared_documents(travellers: Iterable[Traveller]) -> Iterable[Problem]:
    """Find documents that stand with more than one traveller.

    Args:
        travellers: of one list.
    """
    holders = Counter(
        (document.type, document.issuer, document.number)
        for traveller in travellers
        for document in set(traveller.documents)
    )
    if max(holders.values(), default=0) > 1:
        shared = {key for key, count in holders.items() if count > 1}
        for traveller in travellers:
            if any((document.type, document.issuer, document.number) in shared for document in traveller.documents):
                yield _at(traveller, "document-shared", "A document stands with more than one traveller.")


def check_legs(legs: Iterable[Leg], number: int, offset: int) -> Iterable[Problem]:
    """Find legs that lead nowhere.

    Args:
        legs: of one list.
        number: the segment to name.
        offset: where it stands.
    """
    if any(leg.origin is not None and leg.origin == leg.destination for leg in legs):
        yield Problem("same-place", "A leg departs from and arrives at the same place.", number, offset)


def _at(traveller: Traveller, code: str, message: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(code, message, traveller.segment, traveller.offset, severity)
