"""What a catalogue entry is: kinds, languages, states, and what must hold before an entry is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from urllib.parse import urlsplit

from manumit.errors import InputError
from manumit.kernel.workflow import Guard, Move, State, Workflow

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "guidance": "Guidance",
        "toolkit": "Toolkit",
        "training": "Training material",
        "research": "Research",
        "assessment": "Assessment",
        "strategy": "Strategy",
        "report": "Report",
        "law": "Law",
        "treaty": "Treaty",
        "standard": "Standard",
    }
)
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "cy": "Welsh",
        "ar": "Arabic",
        "bg": "Bulgarian",
        "es": "Spanish",
        "fr": "French",
        "lt": "Lithuanian",
        "pl": "Polish",
        "ro": "Romanian",
        "ru": "Russian",
        "sq": "Albanian",
        "vi": "Vietnamese",
        "zh": "Chinese",
    }
)
FIRST_YEAR = 1800
"""An earlier year is a slip of the keyboard; the oldest instruments against the slave trade are younger."""
LAST_YEAR = 2199
MOST_PAGES = 20_000

CURRENT, WITHDRAWN = "current", "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceFacts:
    """What a catalogue entry says. Empty text and None mean that the source does not state it.

    Args:
        title: as printed.
        author: person or body.
        year: of publication.
        number: document number as its publisher writes it, such as `NCJ 237682`.
        publisher: who brought it out, where that is not the author.
        pages: length in pages.
        language: key of `LANGUAGES`.
        annotation: one sentence that says what it is.
        abstract: what it says, in our own words.
        kind: key of `KINDS`.
        link: an http or https address, where it can be read elsewhere.
        edition: the edition or version as its publisher calls it.
    """

    title: str
    author: str = ""
    year: int | None = None
    number: str = ""
    publisher: str = ""
    pages: int | None = None
    language: str = "en"
    annotation: str = ""
    abstract: str = ""
    kind: str = "guidance"
    link: str = ""
    edition: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return the facts by name, for the history of an entry."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def check_facts(facts: GuidanceFacts) -> None:
    """Refuse an entry that a reader could not use. Raises InputError naming the field."""
    if not facts.title.strip():
        raise InputError("Enter the title as it is printed.", field="title")
    if facts.kind not in KINDS:
        raise InputError(f"Choose a kind of document: {', '.join(KINDS)}.", field="kind")
    if facts.language not in LANGUAGES:
        raise InputError(f"Choose a language: {', '.join(LANGUAGES)}.", field="language")
    if facts.year is not None and not FIRST_YEAR <= facts.year <= LAST_YEAR:
        raise InputError(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.", field="year")
    if facts.pages is not None and not 1 <= facts.pages <= MOST_PAGES:
        raise InputError(
            f"The length must be between 1 and {MOST_PAGES} pages. Leave it empty if unknown.", field="pages"
        )
    if facts.link and not _is_web_address(facts.link):
        raise InputError("The link must begin with http:// or https:// and name a site.", field="link")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What the workflow looks at when an entry is withdrawn."""

    reason: str = field(default="")


def _needs_reason(case: Withdrawal) -> str | None:
    return None if case.reason.strip() else "Say why it is withdrawn, and what should be read in its place."


WORKFLOW: Workflow[Withdrawal] = Workflow(
    "guidance",
    states=(State(CURRENT, "Current"), State(WITHDRAWN, "Withdrawn", final=True)),
    moves=(
        Move(
            "withdraw",
            "Withdraw",
            sources=(CURRENT,),
            target=WITHDRAWN,
            permission="library.withdraw_guidance",
            guards=(Guard("reason", "A reason is given", _needs_reason),),
        ),
    ),
    initial=CURRENT,
)
"""An entry is never deleted: a reader who relied on it must still find it, and read that it no longer holds."""
