"""Forms of the operations room."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.areas.operations.pages.words import (
    ASSET_LABELS,
    EVENT_LABELS,
    HARM_LABELS,
    KIND_LABELS,
    LEDGER_LABELS,
    LEVEL_LABELS,
    NOTICE_LABELS,
    STAGE_LABELS,
    THREAT_LABELS,
    URGENCY_LABELS,
)
from manumit.platform.ui.forms import DayField, GovForm, VersionedFormMixin, YesNoField

_LONG = 8_000
_CHOOSE = ("", _("Choose"))
_MOST = Decimal(10000000000)


def _text(label: Any, *, required: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=_LONG, widget=forms.Textarea, required=required, help_text=hint)


class _Dated(GovForm):
    """A form whose day may not be after today."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["on"]
        if isinstance(field, DayField):
            field.latest = today


class _Money(forms.DecimalField):
    """An amount in pounds; the value is whole pence."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Amount in pounds"))
        super().__init__(min_value=0, max_value=_MOST, decimal_places=2, **kwargs)
        self.error_messages["min_value"] = _("The amount must not be negative")

    def clean(self, value: Any) -> int:
        """Return whole pence; 0 where nothing was typed. Raises ValidationError."""
        found = super().clean(str(value or "").replace("£", "").replace(",", "").strip())
        return int(found * 100) if found is not None else 0


class RequestForm(GovForm):
    """A tasking request."""

    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("Without names of people"))
    asset = forms.ChoiceField(label=_("What is needed"), choices=[_CHOOSE, *ASSET_LABELS.items()])
    urgency = forms.ChoiceField(label=_("Urgency"), choices=list(URGENCY_LABELS.items()), widget=forms.RadioSelect)
    harm = forms.ChoiceField(label=_("Harm"), choices=list(HARM_LABELS.items()), widget=forms.RadioSelect)
    because = _text(_("Why, and what it would prevent"))
    restricted = forms.BooleanField(label=_("Restricted: only those who take part may know of it"), required=False)


class DecisionForm(GovForm):
    """A decision on a request."""

    adopted = YesNoField(label=_("Adopt this request?"))
    reasons = _text(_("Reasons"))


class ReasonForm(GovForm):
    """Reasons alone: an appeal, a withdrawal, an entry taken back."""

    reasons = _text(_("Reasons"))


class OperationForm(GovForm):
    """What is known of an operation."""

    name = forms.CharField(label=_("Code name"), max_length=60, help_text=_("Never a person's or a place's name"))
    threat_area = forms.ChoiceField(label=_("Threat area"), choices=[_CHOOSE, *THREAT_LABELS.items()], required=False)
    countries = forms.CharField(
        label=_("Countries"), max_length=200, required=False, help_text=_("Three-letter codes, such as ROU, VNM")
    )
    joint_team = forms.BooleanField(label=_("Joint investigation team"), required=False)
    sole_reason = _text(_("Why one agency acts alone"), required=False, hint=_("Only where no partner takes part"))

    def clean_countries(self) -> tuple[str, ...]:
        """Return the codes apart; whether they exist is for the service to say."""
        return tuple(self.cleaned_data["countries"].replace(",", " ").split())


class RegisterForm(OperationForm):
    """A new operation with its agencies."""

    agencies = forms.MultipleChoiceField(
        label=_("Partner agencies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "agencies")

    def __init__(self, *args: Any, bodies: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agencies"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = bodies


class EditForm(VersionedFormMixin, OperationForm):
    """A change to an operation, its welfare plan among it."""

    welfare_plan = _text(
        _("Welfare plan"),
        required=False,
        hint=_("Who receives potential victims, where, and who explains the referral to them"),
    )


class MoveForm(GovForm):
    """The next stage of an operation."""

    stage = forms.ChoiceField(label=_("Next stage"), widget=forms.RadioSelect)
    note = _text(_("Note for the timeline"), required=False)
    debrief = _text(_("De-brief note"), required=False, hint=_("Needed to close: what was learnt, and for whom"))

    def __init__(self, *args: Any, stages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stage"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(key, STAGE_LABELS[key]) for key in stages]


class ResultForm(_Dated):
    """A result."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[_CHOOSE, *KIND_LABELS.items()])
    on = DayField(label=_("Day"))
    counted_key = forms.CharField(
        label=_("Reference that identifies the person or thing"),
        max_length=80,
        help_text=_(
            "Custody reference, pseudonym or order number. Only a keyed hash of it is kept, so that it counts once."
        ),
    )
    amount_pence = _Money(required=False, help_text=_("For assets only"))
    level = forms.ChoiceField(
        label=_("Level of disruption"),
        choices=[("", _("Not assessed")), *LEVEL_LABELS.items()],
        required=False,
        help_text=_("For groups only: your own assessment. No official definition is public."),
    )
    note = _text(_("Note"), required=False, hint=_("Without names"))


class CorrectForm(ResultForm):
    """A corrected result; the reference stays unless another is given."""

    counted_key = forms.CharField(
        label=_("Another reference"), max_length=80, required=False, help_text=_("Only where the person was mistaken")
    )
    note = _text(_("What was wrong"))


class PanelForm(GovForm):
    """A panel's level of a disruption."""

    level = forms.ChoiceField(label=_("Level"), choices=list(LEVEL_LABELS.items()), widget=forms.RadioSelect)
    reasons = _text(_("Reasons of the panel"))


class ShareForm(GovForm):
    """Another operation that had a part."""

    operation = forms.ChoiceField(label=_("Operation that had a part in it"))

    def __init__(self, *args: Any, operations: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["operation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [_CHOOSE, *operations]


class AgencyForm(GovForm):
    """An agency that joins."""

    organisation = forms.ChoiceField(label=_("Agency"))

    def __init__(self, *args: Any, bodies: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [_CHOOSE, *bodies]


class EntryForm(_Dated):
    """An entry of the ledger of proceeds."""

    operation = forms.ChoiceField(label=_("Operation"))
    stage = forms.ChoiceField(label=_("What happened"), choices=[_CHOOSE, *LEDGER_LABELS.items()])
    on = DayField(label=_("Day"))
    amount_pence = _Money()
    note = _text(_("Note"), required=False, hint=_("The order's number or the like, without names"))

    def __init__(self, *args: Any, operations: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["operation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [_CHOOSE, *operations]


class EventForm(GovForm):
    """A planned event."""

    on = DayField(label=_("Day"))
    cell = forms.CharField(
        label=_("Grid square"), max_length=12, help_text=_("Two letters and four digits, such as TQ 30 80")
    )
    kind = forms.ChoiceField(label=_("What is planned"), choices=list(EVENT_LABELS.items()), widget=forms.RadioSelect)
    note = _text(_("Note"), required=False)


class NoticeForm(GovForm):
    """A non-punishment notice."""

    pseudonym = forms.CharField(label=_("Pseudonym"), max_length=160, help_text=_("Never a name"))
    offence = forms.CharField(label=_("Offence considered"), max_length=160)
    outcome = forms.ChoiceField(label=_("What follows"), choices=list(NOTICE_LABELS.items()), widget=forms.RadioSelect)
    reasons = _text(_("Reasons"))


class PeriodForm(GovForm):
    """A period of whole days."""

    since = DayField(label=_("From"))
    last_day = DayField(label=_("To and including"))
