"""Forms of the statistics room."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.areas.statistics.api import DEFINITIONS
from manumit.platform.ui.forms import DayField, GovForm


class BuildForm(GovForm):
    """Which table to count, over which days."""

    key = forms.ChoiceField(label=_("Table"), choices=[(key, one.title) for key, one in DEFINITIONS.items()])
    since = DayField(label=_("First day"), help_text=_("For example, 1 4 2009"))
    last = DayField(label=_("Last day"), help_text=_("For example, 31 12 2010"))

    def until(self) -> date:
        """Return the first day that no longer counts."""
        last: date = self.cleaned_data["last"]
        return last + timedelta(days=1)


class ReturnForm(GovForm):
    """Why a proposal is returned."""

    reason = forms.CharField(
        label=_("What must change before it can be signed?"), max_length=1000, widget=forms.Textarea
    )
