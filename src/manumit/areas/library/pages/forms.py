"""Forms of the library room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.areas.library.api import KINDS, LANGUAGES, GuidanceFacts
from manumit.platform.ui.forms import GovForm, VersionedFormMixin


class GuidanceForm(GovForm):
    """A catalogue entry."""

    title = forms.CharField(label=_("Title"), max_length=300, help_text=_("As it is printed"))
    author = forms.CharField(label=_("Author"), max_length=200, required=False)
    year = forms.IntegerField(label=_("Year of publication"), required=False)
    number = forms.CharField(
        label=_("Document number"), max_length=80, required=False, help_text=_("As its publisher writes it")
    )
    publisher = forms.CharField(label=_("Publisher"), max_length=200, required=False)
    pages = forms.IntegerField(label=_("Length in pages"), required=False)
    edition = forms.CharField(label=_("Edition or version"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=list(LANGUAGES.items()), initial="en")
    kind = forms.ChoiceField(label=_("Kind of document"), choices=list(KINDS.items()), initial="guidance")
    annotation = forms.CharField(
        label=_("Annotation"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text=_("What it is, in a sentence"),
    )
    abstract = forms.CharField(
        label=_("Abstract"),
        max_length=4000,
        required=False,
        widget=forms.Textarea,
        help_text=_("What it says, in our own words"),
    )
    link = forms.CharField(label=_("Where it can be read"), max_length=500, required=False)
    file = forms.FileField(label=_("A copy to keep"), required=False)

    def facts(self) -> GuidanceFacts:
        """Return what was typed as the facts of an entry."""
        return GuidanceFacts(**{name: self.cleaned_data[name] for name in GuidanceFacts.__slots__})

    def upload(self) -> tuple[str, bytes] | None:
        """Return name and content of the file that was sent, where one was."""
        sent = self.cleaned_data.get("file")
        return (sent.name, sent.read()) if sent else None


class GuidanceEditForm(VersionedFormMixin, GuidanceForm):
    """A catalogue entry with the version that the librarian saw."""


class WithdrawForm(GovForm):
    """Why an entry no longer holds."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("Readers will see this. Say what to read in its place."),
    )
