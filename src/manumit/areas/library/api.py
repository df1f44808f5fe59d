"""The door of the library room: plain values in and out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from manumit.areas.library import selectors, services
from manumit.areas.library.models import GuidanceItem, GuidanceState
from manumit.areas.library.rules import CURRENT, KINDS, LANGUAGES, WITHDRAWN, WORKFLOW, GuidanceFacts
from manumit.errors import NotFound
from manumit.kernel.actor import Actor
from manumit.platform.files.store import open_file
from manumit.platform.search.index import search

__all__ = [
    "KINDS",
    "LANGUAGES",
    "WORKFLOW",
    "Guidance",
    "GuidanceChange",
    "GuidanceFacts",
    "add_guidance",
    "edit_guidance",
    "evidence",
    "guidance",
    "guidance_file",
    "history",
    "list_guidance",
    "visible_to",
    "withdraw_guidance",
]

MOST_FOUND = 500
"""More results than this are cut; a reader should add a word."""

visible_to = selectors.visible_to
withdraw_guidance = services.withdraw_guidance
edit_guidance = services.edit_guidance


@dataclass(frozen=True, slots=True)
class Guidance:
    """An entry as a reader sees it. `superseded_by` is the newer entry, where there is one."""

    id: UUID
    facts: GuidanceFacts
    state: str
    withdrawn_because: str
    version: int
    added_at: datetime
    changed_at: datetime
    file_name: str
    supersedes: UUID | None
    superseded_by: UUID | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether the entry no longer holds."""
        return self.state == WITHDRAWN


@dataclass(frozen=True, slots=True)
class GuidanceChange:
    """One change of an entry: its number, when, what was done, and the title it then had."""

    number: int
    at: datetime
    change: str
    title: str


def _guidance(item: GuidanceItem, superseded_by: UUID | None = None) -> Guidance:
    facts = GuidanceFacts(**{name: getattr(item, name) for name in GuidanceFacts.__slots__})
    return Guidance(
        id=item.pk,
        facts=facts,
        state=item.state,
        withdrawn_because=item.withdrawn_because,
        version=item.version,
        added_at=item.added_at,
        changed_at=item.changed_at,
        file_name=item.file_name,
        supersedes=item.supersedes_id,
        superseded_by=superseded_by,
    )


def add_guidance(
    *,
    by: Actor,
    at: datetime,
    title: str,
    author: str = "",
    year: int | None = None,
    number: str = "",
    publisher: str = "",
    pages: int | None = None,
    language: str = "en",
    annotation: str = "",
    abstract: str = "",
    kind: str = "guidance",
    link: str = "",
    edition: str = "",
    file: tuple[str, bytes] | None = None,
    supersedes: UUID | None = None,
) -> UUID:
    """Catalogue a document and return its identifier; see `GuidanceFacts` for the fields. Raises InputError."""
    facts = GuidanceFacts(
        title=title,
        author=author,
        year=year,
        number=number,
        publisher=publisher,
        pages=pages,
        language=language,
        annotation=annotation,
        abstract=abstract,
        kind=kind,
        link=link,
        edition=edition,
    )
    return services.add_guidance(by=by, at=at, facts=facts, file=file, supersedes=supersedes)


def list_guidance(
    *, by: Actor, words: str = "", kind: str = "", language: str = "", withdrawn: bool = False
) -> list[Guidance]:
    """Return entries: with words, those that hold all of them, best first; without, newest year first.

    Args:
        by: anyone.
        words: searched in title, author, number, annotation and abstract.
        kind: only this kind.
        language: only this language.
        withdrawn: the withdrawn ones in place of the current ones.
    """
    rows = selectors.visible_to(by).filter(state=WITHDRAWN if withdrawn else CURRENT)
    if kind:
        rows = rows.filter(kind=kind)
    if language:
        rows = rows.filter(language=language)
    if not words.strip():
        return [_guidance(item) for item in rows.order_by("-year", "title", "pk")[:MOST_FOUND]]
    found = search(by, words, kinds=("guidance",), page_size=MOST_FOUND).results
    places = {result.record_id: place for place, result in enumerate(found)}
    return [_guidance(item) for item in sorted(rows.filter(pk__in=places), key=lambda item: places[item.pk])]


def guidance(*, by: Actor, guidance_id: UUID) -> Guidance:
    """Return one entry, with the one that superseded it. Raises NotFound."""
    item = selectors.guidance_item(by, guidance_id)
    newer = item.superseded_by.order_by("-added_at").values_list("pk", flat=True).first()
    return _guidance(item, newer)


def history(*, by: Actor, guidance_id: UUID) -> list[GuidanceChange]:
    """Return the changes of an entry, oldest first; who made them is not told to the public."""
    item = selectors.guidance_item(by, guidance_id)
    return [_change(state) for state in selectors.states_of(item)]


def _change(state: GuidanceState) -> GuidanceChange:
    return GuidanceChange(state.number, state.at, state.change, str(state.facts.get("title", "")))


def guidance_file(*, by: Actor, at: datetime, guidance_id: UUID) -> tuple[str, str, bytes]:
    """Return name, content type and content of the kept copy. Raises NotFound where there is none."""
    item = selectors.guidance_item(by, guidance_id)
    if item.file_id is None:
        raise NotFound("The library keeps no copy of this document.")
    stored, body = open_file(by=by, at=at, file_id=item.file_id, record_ref=("guidance", item.pk))
    return stored.name, stored.content_type, body


def evidence(*, at: datetime) -> dict[str, int]:
    """Count what the library holds, for the strategy's register."""
    rows = GuidanceItem.objects.filter(added_at__lte=at)
    return {
        "library.entries": rows.filter(state=CURRENT).count(),
        "library.toolkits": rows.filter(state=CURRENT, kind="toolkit").count(),
        "library.guidance": rows.filter(state=CURRENT, kind="guidance").count(),
        "library.research": rows.filter(state=CURRENT, kind="research").count(),
        "library.withdrawn": rows.filter(state=WITHDRAWN).count(),
    }
