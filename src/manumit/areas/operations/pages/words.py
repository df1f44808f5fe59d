"""The room's codes as people read them, each through gettext, with the tone of the states."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from manumit.platform.ui.components import Tag
from manumit.platform.ui.format import Tone

Labels = Mapping[str, object]

ASSET_LABELS: Labels = MappingProxyType(
    {
        "surveillance": _("Surveillance team"),
        "investigators": _("Investigators"),
        "financial": _("Financial investigators"),
        "liaison": _("Overseas liaison"),
        "victim_care": _("Reception and care of potential victims"),
        "forensic": _("Forensic and digital examination"),
        "search": _("Search or visit team"),
        "tactical_advice": _("Tactical advice"),
    }
)
URGENCY_LABELS: Labels = MappingProxyType({"high": _("High"), "medium": _("Medium"), "low": _("Low")})
HARM_LABELS: Labels = MappingProxyType(
    {
        "life": _("Threat to life"),
        "serious": _("Serious harm"),
        "significant": _("Significant harm"),
        "other": _("Other harm"),
    }
)
REQUEST_LABELS: Labels = MappingProxyType(
    {
        "asked": _("Asked"),
        "adopted": _("Adopted"),
        "refused": _("Refused"),
        "appealed": _("Appealed"),
        "upheld": _("Refusal upheld"),
    }
)
STAGE_LABELS: Labels = MappingProxyType(
    {
        "proposed": _("Proposed"),
        "adopted": _("Adopted"),
        "development": _("Development"),
        "arrest_phase": _("Executive action (arrest phase)"),
        "prosecution": _("Prosecution"),
        "closed": _("Closed"),
    }
)
KIND_LABELS: Labels = MappingProxyType(
    {
        "arrest": _("Arrest"),
        "charge": _("Charge"),
        "conviction": _("Conviction"),
        "safeguarded": _("Adult safeguarded"),
        "safeguarded_child": _("Child safeguarded"),
        "group_disrupted": _("Group disrupted"),
        "asset_restrained": _("Asset restrained"),
        "asset_seized": _("Asset seized"),
        "asset_confiscated": _("Asset confiscated"),
    }
)
LEVEL_LABELS: Labels = MappingProxyType({"major": _("Major"), "moderate": _("Moderate"), "minor": _("Minor")})
THREAT_LABELS: Labels = MappingProxyType(
    {
        "sexual": _("Sexual exploitation"),
        "labour": _("Forced labour"),
        "servitude": _("Domestic servitude"),
        "children": _("Trafficking of children"),
        "criminal": _("Forced criminality"),
        "movement": _("Movement and documents"),
        "money": _("Money"),
    }
)
LEDGER_LABELS: Labels = MappingProxyType(
    {
        "restrained": _("Restrained"),
        "released": _("Restraint ended"),
        "confiscated": _("Confiscation ordered"),
        "compensation_awarded": _("Compensation awarded"),
        "collected": _("Collected"),
        "compensated": _("Compensation paid"),
        "shared": _("Share paid out"),
    }
)
ACCOUNT_LABELS: Labels = MappingProxyType(
    {
        "restrained": _("Restrained"),
        "suspects": _("Held by suspects"),
        "owed": _("Owed on orders"),
        "orders": _("Orders made"),
        "compensation_due": _("Compensation due"),
        "awards": _("Compensation orders"),
        "collected": _("Collected and not yet paid out"),
        "compensation_paid": _("Compensation paid"),
        "shares_paid": _("Shares paid out"),
    }
)
BASIS_LABELS: Labels = MappingProxyType(
    {"imposed": _("Imposed"), "awarded": _("Awarded"), "collected": _("Collected"), "paid": _("Paid")}
)
RECONCILIATION_LABELS: Labels = MappingProxyType(
    {
        "collection": _("Ordered and collected"),
        "distribution": _("Collected and paid out"),
        "compensation": _("Compensation awarded and paid"),
    }
)
EVENT_LABELS: Labels = MappingProxyType(
    {
        "arrest": _("Arrests"),
        "visit": _("Visit"),
        "search": _("Search"),
        "observation": _("Observation"),
        "meeting": _("Meeting"),
    }
)
NOTICE_LABELS: Labels = MappingProxyType(
    {
        "not_prosecuted": _("Not prosecuted"),
        "discontinued": _("Discontinued"),
        "proceeds": _("Prosecution proceeds"),
    }
)
STEP_LABELS: Labels = MappingProxyType(
    {"recorded": _("Recorded"), "corrected": _("Corrected"), "withdrawn": _("Withdrawn")}
)
_TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "asked": "amber",
        "appealed": "amber",
        "adopted": "green",
        "refused": "red",
        "upheld": "red",
        "development": "blue",
        "arrest_phase": "red",
        "prosecution": "blue",
        "high": "red",
        "medium": "amber",
    }
)


def label(labels: Labels, key: str) -> str:
    """Return the word for a key, or the key itself where there is none; nothing for nothing."""
    return str(labels.get(key, key))


def tag(labels: Labels, key: str) -> Tag:
    """Return the word for a key as a tag."""
    return Tag(label(labels, key), _TONES.get(key, "grey"))
