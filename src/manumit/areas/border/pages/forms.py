"""Forms of the border room."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.areas.border.pages.presenters import LIST_WORDS, OUTCOME_WORDS
from manumit.engines.indicators import CRITERION_KINDS
from manumit.platform.ui.forms import DayField, GovForm

_WEIGHTS = (("strong", _("Strong")), ("medium", _("Medium")), ("weak", _("Weak")))


class OutcomeForm(GovForm):
    """What an officer found."""

    outcome = forms.ChoiceField(
        label=_("What happened?"),
        choices=[(key, label) for key, (label, _follows) in OUTCOME_WORDS.items()],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Facts only: what you saw and heard. Needed for “Something else”."),
    )
    reference = forms.CharField(label=_("Police or safeguarding reference"), required=False, max_length=60)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class EntryForm(GovForm):
    """A proposed entry of the watchlist."""

    kind = forms.ChoiceField(
        label=_("Why is this person looked for?"), choices=list(LIST_WORDS.items()), widget=forms.RadioSelect
    )
    names = forms.CharField(
        label=_("Names, one a line, the main one first"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    weak_names = forms.CharField(
        label=_("Nicknames and single names, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    births = forms.CharField(
        label=_("Dates of birth, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=200,
        help_text=_("Year, year and month, or the whole day: 1980, 1980-04 or 1980-04-23"),
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        required=False,
        choices=[("", _("Not known")), ("F", _("Female")), ("M", _("Male")), ("X", _("Other"))],
    )
    nationalities = forms.CharField(
        label=_("Nationalities"), required=False, max_length=80, help_text=_("Three-letter codes, with blanks between")
    )
    documents = forms.CharField(
        label=_("Document numbers, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )
    reason = forms.CharField(
        label=_("Reason, in one sentence"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    guidance = forms.CharField(
        label=_("What should the officer do first?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(label=_("Source"), max_length=200)
    owner = forms.CharField(label=_("Agency that answers for the entry"), max_length=160)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=240)
    starts = DayField(label=_("First day in force"), required=False)
    ends = DayField(label=_("First day no longer in force"), required=False)
    review_on = DayField(label=_("Review by"))

    def proposal(self) -> dict[str, Any]:
        """Return the arguments of `add_watchlist_entry`."""
        data = dict(self.cleaned_data)
        for name in ("names", "weak_names", "births", "documents"):
            data[name] = _lines(data[name])
        data["nationalities"] = tuple(data["nationalities"].upper().split())
        return data


class ReasonsForm(GovForm):
    """Why a second person refuses or withdraws."""

    reasons = forms.CharField(label=_("Reasons"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class LiveFromForm(GovForm):
    """From when an indicator is live."""

    starts = DayField(label=_("Live from"))


class IndicatorForm(GovForm):
    """A proposed indicator. Criteria are written one a line: the kind, then its values."""

    key = forms.RegexField(
        r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        label=_("Key"),
        max_length=80,
        help_text=_("Lower-case words with hyphens, the same over all versions"),
    )
    version = forms.IntegerField(label=_("Version"), min_value=1, initial=1)
    title = forms.CharField(label=_("Title"), max_length=200)
    why = forms.CharField(
        label=_("Why an officer should look, in one sentence"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    criteria = forms.CharField(
        label=_("Criteria, one a line"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The kind, then name=value. Several values have commas between them: embarked_at ports=LOS,ABV"),
    )
    combine = forms.ChoiceField(
        label=_("How do they combine?"),
        choices=[("all", _("All must be met")), ("any", _("One is enough"))],
        widget=forms.RadioSelect,
        initial="all",
    )
    weight = forms.ChoiceField(label=_("Weight"), choices=_WEIGHTS, widget=forms.RadioSelect)
    owner = forms.CharField(label=_("Unit that answers for it"), max_length=160)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=240)
    source = forms.CharField(label=_("Where it was learnt"), max_length=240)
    because = forms.CharField(label=_("Evidence"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    starts = DayField(label=_("Live from, at the earliest"))
    ends = DayField(label=_("First day no longer in force"), required=False)

    def clean_criteria(self) -> list[dict[str, object]]:
        """Read the lines; what a criterion means is checked when it is proposed."""
        return [_criterion(line) for line in _lines(self.cleaned_data["criteria"])]

    def definition(self) -> dict[str, object]:
        """Return the definition as plain data."""
        data = dict(self.cleaned_data)
        data.pop("because")
        data["starts"] = data["starts"].isoformat()
        data["ends"] = data["ends"].isoformat() if data["ends"] else None
        return data


def _criterion(line: str) -> dict[str, object]:
    kind, *pairs = line.split(None, 1)
    hints = {field.name: str(field.type) for field in fields(CRITERION_KINDS[kind])} if kind in CRITERION_KINDS else {}
    out: dict[str, object] = {"kind": kind}
    for pair in pairs[0].split(";") if pairs else ():
        name, mark, text = pair.strip().partition("=")
        if not mark:
            raise forms.ValidationError(_("Write each value as name=value."))
        out[name.strip()] = _value(hints.get(name.strip(), ""), text.strip())
    return out


def _value(hint: str, text: str) -> object:
    if "tuple" in hint:
        return [part.strip() for part in text.split(",") if part.strip()]
    return int(text) if "int" in hint and text.isascii() and text.isdigit() else text


def criterion_help() -> list[tuple[str, str]]:
    """Return each kind of criterion with the values that it takes."""
    return [
        (kind, "; ".join(f"{field.name}=" for field in fields(cls))) for kind, cls in sorted(CRITERION_KINDS.items())
    ]
