"""The care room's words for people."""

from django.utils.translation import gettext_lazy as _

from manumit.kernel.places import find_region
from manumit.platform.ui.components import Tag
from manumit.platform.ui.format import Tone

STATES = {
    "awaiting_offer": _("Waits for an offer"),
    "offered": _("Offer made"),
    "in_service": _("In service"),
    "ended": _("Support has ended"),
}
STATE_TONES: dict[str, Tone] = {"awaiting_offer": "amber", "offered": "blue", "in_service": "green", "ended": "grey"}
OFFER_STATES = {
    "open": _("Waits for an answer"),
    "accepted": _("Accepted"),
    "declined": _("Declined"),
    "expired": _("Ran out"),
}
SERVICES = {
    "safe_house": _("Safe house"),
    "self_contained": _("Self-contained flat"),
    "outreach": _("Support at her own address"),
}
NEEDS = {
    "accommodation": _("Accommodation"),
    "advice": _("Advice"),
    "medical_care": _("Medical care"),
    "training_education": _("Training and education"),
    "translation": _("Translation"),
    "psychological_help": _("Psychological help"),
    "material_help": _("Material help"),
}
EXIT_REASONS = {
    "moved_on": _("Moved on to another home"),
    "own_choice": _("Chose to leave"),
    "returned_home": _("Chose to return home"),
    "negative_decision": _("Negative decision"),
    "missing": _("Is missing"),
    "died": _("Died"),
}
INCIDENTS = {
    "missing": _("Missing"),
    "self_harm": _("Self-harm or talk of suicide"),
    "contact_by_exploiter": _("Contact by an exploiter"),
    "other": _("Something else"),
}
AGE_BANDS = {"adult": _("Adult"), "child": _("Child"), "unsure": _("Age not sure")}
SEXES = {"F": _("Woman"), "M": _("Man"), "X": _("Other"), "": _("Not recorded")}
DECISIONS = {"given": _("Agreed"), "refused": _("Refused"), "withdrawn": _("Withdrew")}
PURPOSES = {"support": _("Support by a provider"), "support-transfer": _("Transfer to another provider")}


def region_name(code: str) -> str:
    """The name of a region; the text itself where it is no known code."""
    found = find_region(code) if code else None
    return found.name if found else code


def state_tag(state: str) -> Tag:
    """The state as a coloured word."""
    return Tag(str(STATES.get(state, state)), STATE_TONES.get(state, "grey"))
