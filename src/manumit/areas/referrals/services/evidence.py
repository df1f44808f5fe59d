"""Evidence files of a referral."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.referrals.selectors import one_referral, visible_to
from manumit.errors import MoveRefused, NotFound
from manumit.kernel.actor import Actor
from manumit.kernel.roles import Compartment
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.files.models import StoredFile
from manumit.platform.files.store import open_file, store_file


@transaction.atomic
def add_evidence(*, by: Actor, at: datetime, referral_id: UUID, name: str, body: bytes) -> UUID:
    """Keep a file with a referral that is open. Raises InputError for a type or size that is not allowed."""
    referral = one_referral(visible_to(by), referral_id)
    require(by, "referrals.add_evidence", referral)
    if referral.state in ("notified", "closed"):
        raise MoveRefused("Evidence can be added while the referral is open.")
    stored = store_file(by=by, at=at, record_ref=("referral", referral.pk), name=name, body=body)
    record(by=by, at=at, action="referrals.add_evidence", record=("referral", referral.pk))
    return stored.pk


def open_evidence(*, by: Actor, at: datetime, referral_id: UUID, file_id: UUID) -> tuple[str, str, bytes]:
    """Return name, content type and bytes of a file.

    A first responder reads what the own organisation gave; a decision-maker reads all. The read is audited.
    """
    referral = one_referral(visible_to(by), referral_id)
    require(by, "referrals.open_referral", referral)
    stored = StoredFile.objects.filter(pk=file_id, record_kind="referral", record_id=referral.pk).first()
    if stored is None or not may_open_file(by, stored):
        raise NotFound("There is no such file, or you may not see it.")
    kept, body = open_file(by=by, at=at, file_id=file_id, record_ref=("referral", referral.pk))
    return kept.name, kept.content_type, body


def may_open_file(by: Actor, stored: StoredFile) -> bool:
    """Return whether the actor may read a file of a referral that they may see."""
    return by.is_system or by.opens(Compartment.IDENTIFICATION) or stored.stored_by == by.user_id
