"""Forms of the strategy room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.areas.strategy.api import STATES
from manumit.platform.ui.forms import GovForm


class ReportForm(GovForm):
    """How an action stands, and what was done."""

    state = forms.ChoiceField(label=_("How does it stand?"), choices=list(STATES.items()), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What was done, or why was nothing done?"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("No names of people. Ministers may read this."),
    )
