"""Forms of accounts, organisations, tokens and broken glass."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from manumit.kernel.roles import ROLES, Compartment, compartments_of
from manumit.platform.accounts.models import Organisation
from manumit.platform.accounts.sessions import Desk
from manumit.platform.ui.forms import DayField, GovForm, YesNoField

KINDS = tuple(sorted({kind for one in ROLES.values() for kind in one.organisation_kinds}))
"""Kinds of organisation: those in which some role exists."""
_BLANK = ("", _("Choose one"))
_NOT_BY_GLASS = {Compartment.PUBLIC, Compartment.ACCOUNTS, Compartment.OVERSIGHT}


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of organisation with a readable name."""
    return [(kind, kind.replace("_", " ").capitalize()) for kind in KINDS]


def role_choices() -> list[tuple[str, str]]:
    """Return the roles in the order of the kernel's table."""
    return [(key, found.label) for key, found in ROLES.items()]


class AccountForm(GovForm):
    """A new account."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120)


class GrantRoleForm(GovForm):
    """A role in an organisation, from a day on."""

    organisation = forms.ChoiceField(label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"))
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Ends on"), required=False, help_text=_("Leave empty for a role without an end."))

    def __init__(self, *args: object, organisations: Iterable[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in organisations]
        self.fields["organisation"].choices = [_BLANK, *choices]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["role"].choices = [_BLANK, *role_choices()]  # type: ignore[attr-defined] # as above


class EndRoleForm(GovForm):
    """The day on which a role ends."""

    ends = DayField(label=_("Ends on"), help_text=_("The first day on which the role no longer holds."))


class OrganisationForm(GovForm):
    """A new organisation."""

    name = forms.CharField(label=_("Name"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"))
    region = forms.CharField(label=_("Region"), max_length=40, required=False)
    code = forms.CharField(label=_("Code"), max_length=20, required=False, help_text=_("For a carrier: its code."))
    ports = forms.CharField(
        label=_("Ports"), max_length=200, required=False, help_text=_("Codes of the ports at which it works: LHR, DVR")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [_BLANK, *kind_choices()]  # type: ignore[attr-defined] # a ChoiceField

    def clean_ports(self) -> tuple[str, ...]:
        """Take the codes apart."""
        typed = str(self.cleaned_data["ports"]).replace(",", " ")
        return tuple(dict.fromkeys(code.upper() for code in typed.split()))


class OrganisationRoleForm(GovForm):
    """What an organisation is designated as, by what, and from when."""

    role = forms.CharField(
        label=_("Designated as"), max_length=40, help_text=_("For example first_responder or competent_authority")
    )
    scope = forms.CharField(label=_("Limited to"), max_length=40, required=False)
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Ends on"), required=False)
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("The law or decision that designates it"))

    def clean_role(self) -> str:
        """Write the designation as a key."""
        return "_".join(str(self.cleaned_data["role"]).casefold().split())


class TokenForm(GovForm):
    """A token for a machine."""

    label = forms.CharField(label=_("What will use it"), max_length=80)


class GlassForm(GovForm):
    """Which records must be seen, and why now."""

    compartment = forms.ChoiceField(label=_("Which records?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why must you see them now?"),
        widget=forms.Textarea,
        max_length=1000,
        help_text=_("A data guardian reads this. Write what is in danger, not who."),
    )

    def __init__(self, *args: object, roles: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        shut = [one for one in Compartment if one not in compartments_of(roles) | _NOT_BY_GLASS]
        self.fields["compartment"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (one.value, one.value.capitalize()) for one in shut
        ]


class ReviewForm(GovForm):
    """A guardian's finding."""

    justified = YesNoField(label=_("Was the access justified?"))
    note = forms.CharField(label=_("Why"), widget=forms.Textarea, max_length=2000)


class DeskForm(GovForm):
    """For whom and why one acts: each choice is an organisation with one of its purposes."""

    desk = forms.ChoiceField(label=_("Act for"), widget=forms.RadioSelect)

    def __init__(self, *args: object, desks: Iterable[Desk], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (f"{one.organisation_id}:{purpose}", f"{one.organisation}: {purpose.replace('-', ' ')}")
            for one in desks
            for purpose in one.purposes
        ]
