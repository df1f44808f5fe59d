"""The form in which a de-brief becomes a proposed indicator: some conditions, all of which must hold."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from manumit.kernel.places import find_port
from manumit.platform.ui.forms import GovForm

_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_MOST_DAYS = 365


class IndicatorForm(GovForm):
    """Title, reasons and conditions; a condition that is left empty does not count."""

    title = forms.CharField(label=_("Title"), max_length=120)
    why = forms.CharField(
        label=_("Why it matters, in a sentence for the officer"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    because = forms.CharField(
        label=_("What the de-brief taught"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Without the pseudonym, and nothing by which the person could be known."),
    )
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300)
    weight = forms.ChoiceField(
        label=_("Weight"), choices=[("weak", _("Weak")), ("medium", _("Medium")), ("strong", _("Strong"))]
    )
    embarked_at = forms.CharField(
        label=_("Boarded at one of these ports"),
        required=False,
        help_text=_("Codes with spaces between, such as LOS ABV."),
    )
    route_through = forms.CharField(label=_("Route through one of these ports"), required=False)
    late_cash_days = forms.IntegerField(
        label=_("Paid in cash by somebody else within this many days of leaving"),
        required=False,
        min_value=1,
        max_value=_MOST_DAYS,
    )
    document_days = forms.IntegerField(
        label=_("Document issued within this many days of leaving"), required=False, min_value=1, max_value=_MOST_DAYS
    )
    phones = forms.CharField(
        label=_("One of these telephone numbers on the booking"),
        required=False,
        max_length=400,
        help_text=_("With spaces between."),
    )

    def _ports(self, name: str) -> list[str]:
        codes: list[str] = self.cleaned_data[name].upper().split()
        unknown = [code for code in codes if find_port(code) is None]
        if unknown:
            text = ngettext("Port %(codes)s is not known.", "Ports %(codes)s are not known.", len(unknown))
            raise forms.ValidationError(text % {"codes": ", ".join(unknown)[:60]})
        return codes

    def clean_embarked_at(self) -> list[str]:
        """Read port codes."""
        return self._ports("embarked_at")

    def clean_route_through(self) -> list[str]:
        """Read port codes."""
        return self._ports("route_through")

    def clean(self) -> dict[str, Any] | None:
        """Ask for at least one condition."""
        data = super().clean()
        if not self.errors and not self._criteria():
            self.add_error(None, gettext("Give at least one condition."))
        return data

    def _criteria(self) -> list[dict[str, object]]:
        data = self.cleaned_data
        wanted: list[tuple[object, dict[str, object]]] = [
            (data["embarked_at"], {"kind": "embarked_at", "ports": data["embarked_at"]}),
            (data["route_through"], {"kind": "route_through", "ports": data["route_through"]}),
            (data["late_cash_days"], {"kind": "late_cash_by_third_party", "within_days": data["late_cash_days"]}),
            (data["document_days"], {"kind": "document_issued_within", "days": data["document_days"]}),
            (data["phones"].split(), {"kind": "contact_known", "values": data["phones"].split()}),
        ]
        return [criterion for given, criterion in wanted if given]

    def definition(self, day: date, *, owner: str) -> dict[str, object]:
        """The indicator as the border's engine reads it.

        Args:
            day: of the proposal; the start is set by the person who approves it.
            owner: organisation that answers for it.
        """
        data = self.cleaned_data
        return {
            "key": _NOT_A_WORD.sub("-", data["title"].casefold()).strip("-") or "indicator",
            "version": 1,
            "title": data["title"],
            "why": data["why"],
            "criteria": self._criteria(),
            "combine": "all",
            "weight": data["weight"],
            "owner": owner or "intelligence",
            "legal_basis": data["legal_basis"],
            "source": "de-brief",
            "starts": day.isoformat(),
        }
