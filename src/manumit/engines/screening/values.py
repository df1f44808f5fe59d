"""What goes into screening and what comes out: entries, travellers, matches and their explained parts."""

from dataclasses import dataclass
from typing import Literal

from manumit.engines.screening.births import PartialDate
from manumit.errors import InputError

Feature = Literal["name", "birth", "document", "nationality", "sex"]


@dataclass(frozen=True, slots=True)
class Document:
    """A travel or identity document.

    Args:
        number: as written; case, blanks and hyphens do not matter.
        kind: the sender's code for the type, empty where unknown.
        issuer: code of the issuing state, empty where unknown.
    """

    number: str
    kind: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchlistEntry:
    """One person on a list, with every name and date the list gives.

    Args:
        id: the list's own identifier.
        names: primary and strong names, in any script.
        weak_names: noms de guerre and single words; they never make a hit without a birth date or document that agrees.
        births: dates of birth; the best one counts; empty where unknown.
        nationalities: codes or words, as the list gives them.
        sex: `F`, `M`, `X`, or empty where unknown.
        documents: their documents.

    Raises:
        InputError: where there is neither a name nor a document, or no identifier.
    """

    id: str
    names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    births: tuple[PartialDate, ...] = ()
    nationalities: tuple[str, ...] = ()
    sex: str = ""
    documents: tuple[Document, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what is missing or wrong, naming the field."""
        if not self.id:
            raise InputError("A watchlist entry needs an identifier.", field="id")
        if not (self.names or self.weak_names or self.documents):
            raise InputError("A watchlist entry needs a name or a document.", field="names")


@dataclass(frozen=True, slots=True, kw_only=True)
class TravellerFacts:
    """What a carrier's message says of one traveller, as far as screening uses it.

    Args:
        id: the caller's own reference; screening only hands it back.
        names: every form of the full name that was given.
        birth: None where it was not given; the traveller is screened all the same.
        nationality: code, empty where unknown.
        sex: `F`, `M`, `X`, or empty where unknown.
        documents: documents presented.
    """

    id: str = ""
    names: tuple[str, ...] = ()
    birth: PartialDate | None = None
    nationality: str = ""
    sex: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchPart:
    """What one feature added to a score or took from it.

    Args:
        feature: name, birth, document, nationality or sex.
        traveller: the traveller's value that was compared.
        entry: the entry's value.
        effect: what it added (above 0) or took (below 0); 0 where it only informs.
        explanation: a sentence for an officer.
    """

    feature: Feature
    traveller: str
    entry: str
    effect: float
    explanation: str


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a traveller may be. A person decides whether they are.

    Args:
        entry_id: the entry's identifier.
        score: 0 to 1, an ordering and not a probability.
        parts: the features compared, name first.
        by_document: whether a document number alone carries it.
    """

    entry_id: str
    score: float
    parts: tuple[MatchPart, ...]
    by_document: bool = False
