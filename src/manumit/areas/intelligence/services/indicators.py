"""What a de-brief taught goes back to the border as a proposed indicator; a second person there lets it go live."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.border import api as border
from manumit.areas.intelligence import rules
from manumit.areas.intelligence.selectors import visible_debriefs
from manumit.areas.intelligence.services.finding import found
from manumit.errors import MoveRefused
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record
from manumit.platform.thread.links import Ref


@transaction.atomic
def propose_indicator_from_debrief(
    *, by: Actor, at: datetime, debrief_id: UUID, definition: Mapping[str, object], because: str
) -> UUID:
    """Propose a risk indicator to the border; the thread shows the de-brief behind it to those who may see it.

    Args:
        by: who proposes.
        at: aware instant.
        debrief_id: of a de-brief in which something was told.
        definition: as `engines.indicators.definition_from_dict` reads it.
        because: what was learnt, without anything that names the person; never the pseudonym.

    Returns:
        The identifier of the indicator in the border room.

    Raises:
        MoveRefused: nothing was told in the de-brief yet.
        RuleBroken: the reason names the person; or a prohibited criterion, or protected characteristics alone.
        InputError: naming the field.
    """
    require(by, "intelligence.propose_indicator")
    debrief = found(visible_debriefs(by), debrief_id)
    if not debrief.claims.filter(status="answered").exists():
        raise MoveRefused("Nothing was told in this de-brief yet, so it cannot have taught anything.")
    said = " ".join((because, str(definition.get("title", "")), str(definition.get("why", ""))))
    rules.require_clean(said, (debrief.subject_pseudonym,))
    indicator_id = border.propose_indicator(
        by=by, at=at, definition=dict(definition), because=because, earlier=Ref("debrief", debrief.pk)
    )
    record(by=by, at=at, action="intelligence.propose_indicator", record=("debrief", debrief.pk))
    return indicator_id
