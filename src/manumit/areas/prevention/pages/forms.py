"""Forms of the prevention room."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.areas.prevention import api
from manumit.areas.prevention.words import LANGUAGES, OUTCOMES
from manumit.platform.ui.forms import DayField, GovForm, VersionedFormMixin, YesNoField


def _text(label: Any, name: str, *, rows: int = 0, required: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=api.LONGEST[name], required=required, widget=widget, help_text=hint, strip=True
    )


class ReportForm(GovForm):
    """What did you see, where, when; is someone in danger now."""

    danger_now = YesNoField(label=_("Is someone in danger now?"), required=False)
    what = _text(
        _("What did you see or hear?"),
        "what",
        rows=8,
        required=True,
        hint=_("Write in your own language and your own words. You do not have to give your name."),
    )
    place = _text(_("Where was it?"), "place", rows=2, hint=_("An address, a place, a website, a vehicle"))
    seen_when = _text(_("When was it?"), "seen_when", hint=_("If you are not sure, say about when"))
    about = _text(
        _("Who is it about?"),
        "about",
        rows=3,
        hint=_("Names, what they look like, cars, telephone numbers: whatever you know"),
    )
    language = forms.ChoiceField(
        label=_("Language you are writing in"), choices=LANGUAGES, initial="en", required=False
    )
    contact = _text(
        _("How can we reach you? You can leave this empty"),
        "contact",
        hint=_("Only if you want us to. Nobody you report will see it."),
    )
    contact_how = _text(_("When and how is it safe to reach you?"), "contact")
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=400)
    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)


class BusinessForm(ReportForm):
    """The same, from a business."""

    business = _text(_("Name of the business"), "business", required=True)
    field_order = ("danger_now", "business")


class StatusForm(GovForm):
    """The reporter's code."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Twelve letters and numbers that you were given when you reported"),
    )


class TriageForm(GovForm):
    """What becomes of a report."""

    outcome = forms.ChoiceField(
        label=_("What becomes of this report?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
    )
    for_organisation_id = forms.ChoiceField(
        label=_("First responder that will finish the referral"), required=False, help_text=_("For a referral only")
    )
    reason = forms.CharField(label=_("Why"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, responders: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("My own organisation")), *responders]
        self.fields["for_organisation_id"].choices = choices  # type: ignore[attr-defined] # a ChoiceField


class CampaignForm(GovForm):
    """A campaign."""

    name = forms.CharField(label=_("Name"), max_length=120)
    audience = forms.CharField(label=_("For whom"), max_length=160)
    language = forms.CharField(label=_("Language"), max_length=40)
    place = forms.CharField(label=_("Country or place"), max_length=80, required=False)
    partners = forms.CharField(label=_("Partners"), max_length=200, required=False)
    starts = DayField(label=_("Starts"))
    ends = DayField(label=_("Ends"), required=False)
    reach = forms.IntegerField(label=_("People reached, where it was measured"), min_value=0, required=False)
    reach_source = forms.CharField(label=_("How it was measured"), max_length=200, required=False)


class ReachForm(VersionedFormMixin, GovForm):
    """How many a campaign reached."""

    reach = forms.IntegerField(label=_("People reached"), min_value=0, max_value=2_000_000_000)
    reach_source = forms.CharField(label=_("How it was measured"), max_length=200)
