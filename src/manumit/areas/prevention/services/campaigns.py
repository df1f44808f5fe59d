"""The register of campaigns."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from manumit.areas.prevention import selectors
from manumit.areas.prevention.models import Campaign
from manumit.errors import InputError, NotFound
from manumit.kernel.actor import Actor
from manumit.platform.access import require
from manumit.platform.audit.chain import record


@transaction.atomic
def add_campaign(
    *,
    by: Actor,
    at: datetime,
    name: str,
    audience: str,
    language: str,
    starts: date,
    ends: date | None = None,
    place: str = "",
    partners: str = "",
    reach: int | None = None,
    reach_source: str = "",
) -> UUID:
    """Add a campaign. Raises InputError for a name that is taken, an empty period, or a reach without its source."""
    require(by, "prevention.manage_campaign")
    if not (name.strip() and audience.strip() and language.strip()):
        raise InputError("Give the name, the audience and the language.", field="name")
    if Campaign.objects.filter(name=name.strip()).exists():
        raise InputError("There is a campaign of this name already.", field="name")
    if ends is not None and ends <= starts:
        raise InputError("The campaign must end after it starts.", field="ends")
    _check_reach(reach, reach_source)
    campaign = Campaign.objects.create(
        name=name.strip(),
        audience=audience.strip(),
        language=language.strip(),
        place=place.strip(),
        partners=partners.strip(),
        starts=starts,
        ends=ends,
        reach=reach,
        reach_source=reach_source.strip(),
    )
    record(by=by, at=at, action="prevention.add_campaign", record=("campaign", campaign.pk))
    return campaign.pk


def _check_reach(reach: int | None, source: str) -> None:
    if reach is not None and not source.strip():
        raise InputError("Say how the reach was measured.", field="reach_source")


@transaction.atomic
def record_reach(
    *, by: Actor, at: datetime, campaign_id: UUID, reach: int, reach_source: str, expected: int | None = None
) -> None:
    """Say how many people a campaign reached, and how that was measured. Raises Conflict where another changed it first."""
    require(by, "prevention.manage_campaign")
    campaign = selectors.campaigns_visible_to(by).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound("There is no such record, or you may not see it.")
    if reach < 0:
        raise InputError("Give a number of people, 0 or more.", field="reach")
    _check_reach(reach, reach_source)
    campaign.reach, campaign.reach_source = reach, reach_source.strip()
    campaign.save_version(expected=expected, update_fields=["reach", "reach_source"])
    record(by=by, at=at, action="prevention.record_reach", record=("campaign", campaign.pk))
