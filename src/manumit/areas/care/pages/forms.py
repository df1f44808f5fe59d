"""Forms of the care room."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.areas.care.words import EXIT_REASONS, INCIDENTS, NEEDS, PURPOSES, SERVICES
from manumit.kernel.places import all_regions
from manumit.platform.ui.forms import ConsentField, DayField, GovForm, VersionedFormMixin

LONG = 4000


def _choices(words: dict[str, Any]) -> list[tuple[str, Any]]:
    return list(words.items())


def _regions() -> list[tuple[str, str]]:
    return [(region.code, region.name) for region in all_regions()]


class PlaceChoiceForm(GovForm):
    """Which place to offer."""

    place_id = forms.ChoiceField(label=_("Place"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place_id"].choices = places  # type: ignore[attr-defined] # a ChoiceField


class AcceptForm(GovForm):
    """The person accepts an offer."""

    moved_in = DayField(label=_("First night at the place"), help_text=_("This is the first day that is charged."))
    language = forms.CharField(
        label=_("Language in which it was explained"), max_length=20, help_text=_("For example: en, ro, vi")
    )
    evidence = forms.CharField(
        label=_("Where her agreement is kept"),
        max_length=200,
        help_text=_("Reference of the signed form, recording or note"),
    )


class MoveForm(PlaceChoiceForm, VersionedFormMixin):
    """A move to another place, with what the person said about it."""

    on = DayField(label=_("First night at the new place"))
    consent = ConsentField(label=_("Does the person agree to this move?"))
    language = forms.CharField(label=_("Language in which it was explained"), max_length=20)
    evidence = forms.CharField(label=_("Where her answer is kept"), max_length=200)


class EndForm(GovForm):
    """The end of a person's support."""

    on = DayField(label=_("Day of leaving"), help_text=_("This day is no longer charged."))
    reason = forms.ChoiceField(label=_("Why support ends"), choices=_choices(EXIT_REASONS), widget=forms.RadioSelect)
    move_on_plan = forms.CharField(
        label=_("What was arranged for the time after"), max_length=LONG, required=False, widget=forms.Textarea
    )
    destitution_checked = forms.BooleanField(
        label=_("I have made sure that she is not left without means"), required=False
    )


class PlanForm(VersionedFormMixin, GovForm):
    """The journey plan, by the headings of need."""

    goals = forms.CharField(
        label=_("What she wants to reach, in her words"), max_length=LONG, required=False, widget=forms.Textarea
    )
    dependants_needs = forms.CharField(
        label=_("Needs and risks of the children with her"), max_length=LONG, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in NEEDS.items():
            self.fields[key] = forms.CharField(
                label=label, max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
            )
        self.order_fields([*NEEDS, "goals", "dependants_needs", "version"])

    def needs(self) -> dict[str, str]:
        """What was written, by heading."""
        return {key: self.cleaned_data.get(key, "") for key in NEEDS}


class ConsentForm(GovForm):
    """What the person said when asked."""

    purpose = forms.ChoiceField(label=_("What she was asked"), choices=_choices(PURPOSES), widget=forms.RadioSelect)
    decision = forms.ChoiceField(
        label=_("What she said"),
        choices=[("given", _("She agrees")), ("refused", _("She refuses")), ("withdrawn", _("She withdraws"))],
        widget=forms.RadioSelect,
    )
    language = forms.CharField(label=_("Language in which it was explained"), max_length=20)
    interpreter = forms.CharField(label=_("Reference of the interpreter"), max_length=80, required=False)
    evidence = forms.CharField(label=_("Where her answer is kept"), max_length=200)
    capacity_note = forms.CharField(
        label=_("Doubts about capacity, and what was done"), max_length=LONG, required=False, widget=forms.Textarea
    )


class IncidentForm(GovForm):
    """An alert about a person."""

    kind = forms.ChoiceField(label=_("What happened"), choices=_choices(INCIDENTS), widget=forms.RadioSelect)
    happened_on = DayField(label=_("When it happened"))
    account = forms.CharField(
        label=_("What happened, and what was done so far"), max_length=LONG, widget=forms.Textarea
    )


class CloseIncidentForm(GovForm):
    """What was done about an alert."""

    done = forms.CharField(label=_("What was done about it"), max_length=LONG, widget=forms.Textarea)


class ProviderForm(GovForm):
    """An organisation comes into the contract."""

    organisation_id = forms.ChoiceField(label=_("Organisation"))
    inspected_until = DayField(label=_("Inspection holds until"))
    serves = forms.CharField(label=_("Whom it serves"), max_length=80, required=False)

    def __init__(self, *args: Any, organisations: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_id"].choices = organisations  # type: ignore[attr-defined] # a ChoiceField


class InspectionForm(VersionedFormMixin, GovForm):
    """An inspection of a provider."""

    inspected_until = DayField(label=_("Inspection holds until"))


class PlaceForm(GovForm):
    """Beds of a provider. The address goes into the safe."""

    label = forms.CharField(
        label=_("Neutral word for lists"),
        max_length=40,
        help_text=_("Nothing of the address. For example: House 3"),
    )
    region = forms.ChoiceField(label=_("Region"), choices=_regions)
    service = forms.ChoiceField(label=_("Service"), choices=_choices(SERVICES), widget=forms.RadioSelect)
    beds = forms.IntegerField(label=_("Beds"), min_value=1, max_value=60)
    serves = forms.CharField(label=_("Whom it is for"), max_length=80, required=False)
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("Sealed as soon as you send it. It never appears in a list, a search or an export."),
    )
    directions = forms.CharField(
        label=_("How to arrive safely"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AddressForm(GovForm):
    """Why a sealed address is opened."""

    purpose = forms.CharField(
        label=_("What do you need the address for?"),
        max_length=200,
        help_text=_("Your name, the time and this page are recorded."),
    )


class TariffForm(GovForm):
    """The price of a day of a service."""

    service = forms.ChoiceField(label=_("Service"), choices=_choices(SERVICES), widget=forms.RadioSelect)
    pounds = forms.DecimalField(label=_("Pounds a day"), min_value=0, max_digits=8, decimal_places=2)
    starts = DayField(label=_("From"))
    ends = DayField(label=_("Until, where it is known"), required=False)
    source = forms.CharField(label=_("Who set it, and where it is written"), max_length=200)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of a month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
