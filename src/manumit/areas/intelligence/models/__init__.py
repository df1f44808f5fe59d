"""Tables of the intelligence room. No identity of a de-briefed person is stored here: only the pseudonym."""

from manumit.areas.intelligence.models.debriefs import Claim, Debrief, DebriefConsent
from manumit.areas.intelligence.models.disseminations import Dissemination, DisseminationStep
from manumit.areas.intelligence.models.network import (
    Entity,
    EntityLink,
    Group,
    GroupEvidence,
    GroupMember,
    GroupScore,
    Mention,
)
from manumit.areas.intelligence.models.reports import IntelligenceReport, LastLook, ReportStep, SanitisedText

__all__ = [
    "Claim",
    "Debrief",
    "DebriefConsent",
    "Dissemination",
    "DisseminationStep",
    "Entity",
    "EntityLink",
    "Group",
    "GroupEvidence",
    "GroupMember",
    "GroupScore",
    "IntelligenceReport",
    "LastLook",
    "Mention",
    "ReportStep",
    "SanitisedText",
]
