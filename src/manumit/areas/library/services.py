"""Writes of the library: add, edit, withdraw. Each keeps what the entry said before."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.library.models import GuidanceItem, GuidanceState
from manumit.areas.library.rules import WORKFLOW, GuidanceFacts, Withdrawal, check_facts
from manumit.areas.library.selectors import guidance_item
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.files.store import store_file
from manumit.platform.search.index import index
from manumit.platform.thread.links import Ref, link

KIND = "guidance"


def _write(item: GuidanceItem, facts: GuidanceFacts) -> None:
    for name, value in facts.as_dict().items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)


def _keep_state(item: GuidanceItem, *, change: str, by: Actor, at: datetime) -> None:
    said = {name: getattr(item, name) for name in GuidanceFacts.__slots__}
    facts = {**said, "state": item.state, "withdrawn_because": item.withdrawn_because, "file_name": item.file_name}
    GuidanceState.objects.create(item=item, number=item.version, facts=facts, change=change, by_user=by.user_id, at=at)


def _index(item: GuidanceItem) -> None:
    parts = (item.author, item.publisher, item.number, str(item.year or ""), item.annotation, item.abstract)
    index(kind=KIND, record_id=item.pk, title=item.title, text=" ".join(parts))


def _attach(item: GuidanceItem, file: tuple[str, bytes], *, by: Actor, at: datetime) -> None:
    stored = store_file(by=by, at=at, record_ref=(KIND, item.pk), name=file[0], body=file[1])
    item.file_id, item.file_name = stored.pk, stored.name


@transaction.atomic
def add_guidance(
    *,
    by: Actor,
    at: datetime,
    facts: GuidanceFacts,
    file: tuple[str, bytes] | None = None,
    supersedes: UUID | None = None,
) -> UUID:
    """Catalogue a document.

    Args:
        by: a librarian.
        at: now.
        facts: the entry.
        file: name and content, where the library keeps a copy.
        supersedes: the entry that this one replaces.

    Raises:
        InputError: naming the field to mend.
        NotFound: there is no entry to supersede.
    """
    require(by, "library.add_guidance")
    check_facts(facts)
    earlier = guidance_item(by, supersedes) if supersedes else None
    item = GuidanceItem(added_by=by.user_id, added_at=at, changed_by=by.user_id, changed_at=at, supersedes=earlier)
    _write(item, facts)
    if file:
        _attach(item, file, by=by, at=at)
    item.save()
    _keep_state(item, change="added", by=by, at=at)
    _index(item)
    if earlier:
        link(earlier=Ref(KIND, earlier.pk), later=Ref(KIND, item.pk), relation="superseded by", at=at)
    record(by=by, at=at, action="library.add_guidance", record=(KIND, item.pk))
    return item.pk


@transaction.atomic
def edit_guidance(
    *,
    by: Actor,
    at: datetime,
    guidance_id: UUID,
    expected: int,
    facts: GuidanceFacts,
    file: tuple[str, bytes] | None = None,
) -> int:
    """Correct an entry, and return its new version.

    Raises:
        Conflict: somebody else changed it since version `expected`.
        InputError: naming the field to mend.
    """
    require(by, "library.edit_guidance")
    check_facts(facts)
    item = guidance_item(by, guidance_id)
    changed = sorted(name for name, value in facts.as_dict().items() if getattr(item, name) != value)
    _write(item, facts)
    item.changed_by, item.changed_at = by.user_id, at
    if file:
        _attach(item, file, by=by, at=at)
    item.save_version(expected=expected)
    _keep_state(item, change="edited", by=by, at=at)
    _index(item)
    record(by=by, at=at, action="library.edit_guidance", record=(KIND, item.pk), detail={"fields": changed})
    return item.version


@transaction.atomic
def withdraw_guidance(*, by: Actor, at: datetime, guidance_id: UUID, reason: str) -> None:
    """Mark an entry as no longer holding; it stays readable with the reason. Raises MoveRefused."""
    require(by, "library.withdraw_guidance")
    item = guidance_item(by, guidance_id)
    move = WORKFLOW.check("withdraw", item.state, Withdrawal(reason))
    item.state, item.withdrawn_because = move.target, reason.strip()
    item.changed_by, item.changed_at = by.user_id, at
    item.save_version()
    _keep_state(item, change="withdrawn", by=by, at=at)
    record(by=by, at=at, action="library.withdraw_guidance", record=(KIND, item.pk))
