"""Forms of the referrals room."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from manumit.areas.referrals import api
from manumit.areas.referrals.rules import (
    AGE_BANDS,
    CHILD_BANDS,
    CONSULTED,
    EXPLOITATION,
    MAX_TEXT,
    OUTCOMES,
    ROLES_PLAYED,
    SEXES,
    SIGNS,
    ReferralFacts,
)
from manumit.kernel.places import all_countries, all_regions
from manumit.platform.ui.forms import ConsentField, DayField, GovForm, VersionedFormMixin, YesNoField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

NATIONS = (
    ("england", _("England")),
    ("wales", _("Wales")),
    ("scotland", _("Scotland")),
    ("northern-ireland", _("Northern Ireland")),
)
_LINE = 200


def _words(table: Any) -> list[tuple[str, object]]:
    return [(key, _(label)) for key, label in table.items()]


def _text(
    label: "StrPromise", *, hint: "StrPromise | str" = "", rows: int = 5, required: bool = False, limit: int = 2_000
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=widget, max_length=limit, required=required)


def _line(label: "StrPromise | str", *, hint: "StrPromise | str" = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=_LINE, required=required)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


class StartForm(GovForm):
    """The first question, on which everything else depends."""

    age_band = forms.ChoiceField(
        label=_("Is the person under 18?"),
        help_text=_("If you are not sure, the person is treated as a child until the age is known."),
        choices=[("adult", _("No")), ("child", _("Yes")), ("unsure", _("Not sure"))],
        widget=forms.RadioSelect,
    )


SIGN_GROUPS = tuple(dict.fromkeys(sign.group for sign in SIGNS))


class DraftForm(VersionedFormMixin, GovForm):
    """Everything that is asked about the person and what happened, in the order of the national form."""

    age_band = forms.ChoiceField(label=_("Age"), choices=_words(AGE_BANDS), widget=forms.RadioSelect)
    local_authority_contact = _text(
        _("Whom did you speak to at the local authority?"),
        hint=_("Name, telephone and e-mail. A child is safeguarded first."),
        rows=2,
        limit=500,
    )
    local_authority_id = forms.ChoiceField(label=_("Local authority"), required=False)
    given_names = _line(_("Given names"), hint=_("As the person gives them"))
    surname = _line(_("Family name"))
    aliases = _line(_("Other names"), hint=_("With a comma between them; also names used while exploited"))
    birth = DayField(label=_("Date of birth"), required=False)
    sex = forms.ChoiceField(label=_("Gender"), choices=_words(SEXES), required=False)
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)
    second_nationality = forms.ChoiceField(label=_("Second nationality"), required=False)
    languages = _line(_("Languages the person speaks"), hint=_("With a comma between them"))
    dependants = forms.IntegerField(
        label=_("Children who depend on the person"), min_value=0, max_value=30, required=False
    )
    safe_contact = _text(
        _("Safe way to reach the person"),
        hint=_("Check that these are not the details of the people who exploit"),
        rows=2,
        limit=500,
    )
    account = _text(_("What happened"), hint=_("In the person’s own words and order"), rows=12, limit=MAX_TEXT)
    exploitation = forms.MultipleChoiceField(
        label=_("Types of exploitation"),
        choices=_words(EXPLOITATION),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place_found = _line(_("Where was the person met?"))
    found_on = DayField(label=_("When was the person met?"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    nation = forms.ChoiceField(label=_("Nation of this report"), choices=NATIONS, initial="england")
    source = _line(_("How did the person come to your notice?"))
    wants_support = YesNoField(
        label=_("Does the person want support?"), help_text=_("Only asked of an adult"), required=False
    )
    immigration_reference = _line(_("Immigration reference"), hint=_("If there is one; by it removal is held"))
    immigration_issue = forms.BooleanField(label=_("An immigration question is open"), required=False)
    enforcement_case = forms.BooleanField(
        label=_("The person is detained, or a foreign offender who is to be deported"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        countries = [("", _now("Not known")), *((c.alpha3, c.name) for c in all_countries())]
        regions = [("", _now("Not known")), *((r.code, r.name) for r in all_regions())]
        self._offer("nationality", countries)
        self._offer("second_nationality", countries)
        self._offer("region", regions)
        self._offer("local_authority_id", [("", _now("Not in the list")), *api.local_authorities()])
        for group in SIGN_GROUPS:
            self._add_signs(group)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _add_signs(self, group: str) -> None:
        signs = [sign for sign in SIGNS if sign.group == group]
        self.fields[f"signs_{group.lower()}"] = forms.MultipleChoiceField(
            label=_now(group),
            choices=[(sign.key, _now(sign.label)) for sign in signs],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        for sign in signs:
            self.fields[f"reason_{sign.key}"] = _line(_now("What did you see or hear?"))

    def clean(self) -> dict[str, Any]:
        """Ask why, for each indicator that was ticked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key in self._ticked(cleaned):
            if not cleaned.get(f"reason_{key}"):
                self.add_error(f"reason_{key}", _now("Say what you saw or heard"))
        return cleaned

    def _ticked(self, cleaned: dict[str, Any]) -> list[str]:
        return [key for group in SIGN_GROUPS for key in cleaned.get(f"signs_{group.lower()}", [])]

    def facts(self, before: ReferralFacts) -> ReferralFacts:
        """Return the facts as typed; how consent was asked stays as it was."""
        said = self.cleaned_data
        child = said["age_band"] in CHILD_BANDS
        ticked = tuple(self._ticked(said))
        return ReferralFacts(
            age_band=said["age_band"],
            given_names=said["given_names"],
            surname=said["surname"],
            aliases=_split(said["aliases"]),
            birth=said["birth"],
            sex=said["sex"],
            nationalities=tuple(dict.fromkeys(c for c in (said["nationality"], said["second_nationality"]) if c)),
            languages=_split(said["languages"]),
            exploitation=tuple(said["exploitation"]),
            account=said["account"],
            indicators=ticked,
            reasons=tuple((key, said[f"reason_{key}"]) for key in ticked),
            place_found=said["place_found"],
            region=said["region"],
            found_on=said["found_on"],
            source=said["source"],
            local_authority_contact=said["local_authority_contact"],
            local_authority_id=said["local_authority_id"] if child else "",
            wants_support=None if child else said["wants_support"],
            dependants=said["dependants"] or 0,
            language_explained=before.language_explained,
            interpreter=before.interpreter,
            explained_by=before.explained_by,
            safe_contact=said["safe_contact"],
            immigration_reference=said["immigration_reference"],
            immigration_issue=said["immigration_issue"],
            enforcement_case=said["enforcement_case"],
            nation=said["nation"],
        )


def draft_values(facts: ReferralFacts, version: int) -> dict[str, Any]:
    """Return the values with which the form of a draft opens."""
    signs = {
        f"signs_{group.lower()}": [s.key for s in SIGNS if s.group == group and s.key in facts.indicators]
        for group in SIGN_GROUPS
    }
    return {
        **{name: getattr(facts, name) for name in DraftForm.base_fields if hasattr(facts, name)},
        **signs,
        **{f"reason_{key}": reason for key, reason in facts.reasons},
        "aliases": ", ".join(facts.aliases),
        "languages": ", ".join(facts.languages),
        "exploitation": list(facts.exploitation),
        "nationality": facts.nationalities[0] if facts.nationalities else "",
        "second_nationality": facts.nationalities[1] if len(facts.nationalities) > 1 else "",
        "version": version,
    }


class ConsentForm(GovForm):
    """What an adult was told and said, before anything is sent."""

    consent = ConsentField(label=_("Does the person agree to be referred?"))
    language_explained = _line(_("In which language was it explained?"))
    explained_by = _line(_("Who explained it?"), hint=_("Leave empty if it was you"))
    interpreter = _line(_("Interpreter"), hint=_("Name or number; never the person’s companion"))

    def clean(self) -> dict[str, Any]:
        """Ask for the language where the person agreed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("consent") == "given" and not cleaned.get("language_explained"):
            self.add_error("language_explained", _now("Say in which language it was explained"))
        return cleaned


class ChildForm(GovForm):
    """A child is referred without consent, once the local authority knows."""

    safeguarded = forms.BooleanField(label=_("The local authority knows and safeguards the child"))


class ProposeForm(GovForm):
    """A proposal."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=_words(OUTCOMES), widget=forms.RadioSelect)
    reasons = _text(
        _("Reasons"),
        hint=_("Weigh all the evidence against the standard of proof above"),
        rows=10,
        required=True,
        limit=MAX_TEXT,
    )
    evidence = _text(_("Evidence"), hint=_("One piece on each line"), rows=5, required=True, limit=4_000)

    def pieces(self) -> tuple[str, ...]:
        """Return the evidence, piece by piece."""
        return tuple(line.strip() for line in self.cleaned_data["evidence"].splitlines() if line.strip())


class ReviewForm(GovForm):
    """An opinion on somebody else's proposal."""

    verdict = forms.ChoiceField(
        label=_("Your opinion"),
        choices=[
            ("agree", _("I agree: release the decision")),
            ("return", _("I return it with reasons")),
            ("disagree", _("I disagree: a third person decides")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = _text(_("Reasons"), hint=_("Needed where you return it or disagree"), limit=4_000)

    def clean(self) -> dict[str, Any]:
        """Ask for reasons where the proposal is not agreed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("verdict") in ("return", "disagree") and not cleaned.get("reasons"):
            self.add_error("reasons", _now("Give your reasons"))
        return cleaned


class ConsultForm(GovForm):
    """A body that was asked, or its answer."""

    kind = forms.ChoiceField(label=_("Who was asked?"), choices=_words(CONSULTED), widget=forms.RadioSelect)
    answer = _text(_("Answer"), hint=_("Leave empty if you asked, or asked again, and wait"), limit=4_000)


class StatusForm(GovForm):
    """Moves other than decisions."""

    action = forms.ChoiceField(
        label=_("What happens?"),
        choices=[
            ("early", _("The person asks for the conclusive decision before recovery ends")),
            ("suspend", _("Suspend: the person is missing")),
            ("resume", _("Take up again")),
            ("withdraw", _("Withdraw: the person does not want to go on")),
            ("close", _("Close")),
        ],
        widget=forms.RadioSelect,
    )
    police_reference = _line(_("Reference of the police"), hint=_("Needed to suspend: report the missing person first"))
    reasons = _text(_("Reasons"), hint=_("Needed to withdraw"), limit=2_000)


class AccountForm(GovForm):
    """What the person told since."""

    text = _text(_("What did the person tell?"), rows=8, required=True, limit=MAX_TEXT)
    happened = _line(_("When did it happen?"), hint=_("As the person says it, for example: last winter"))


class EvidenceForm(GovForm):
    """A file."""

    file = forms.FileField(label=_("Evidence file"), help_text=_("PDF, picture, document or text, up to 20 MB"))


class ReferenceForm(GovForm):
    """A reference of immigration, and nothing else."""

    reference = _line(_("Reference of the person"), hint=_("Your own reference, or that of a hold"), required=True)


class DeclareForm(GovForm):
    """A part that one played."""

    role_played = forms.ChoiceField(
        label=_("Which part did you play?"), choices=_words(ROLES_PLAYED), widget=forms.RadioSelect
    )


class DeclareByReferenceForm(DeclareForm, ReferenceForm):
    """A part that one played in the life of a person whom one names by a reference."""
