"""Forms of the room. Codes and questions come from the rules, so that a new scheme or question changes no form."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from manumit.areas.intelligence import api, rules
from manumit.errors import InputError
from manumit.kernel.consent import ConsentDecision, RecipientClass
from manumit.platform.ui.forms import DayField, GovForm, VersionedFormMixin

Choice = tuple[str, object]


def spoken(pairs: Sequence[tuple[str, str]]) -> list[Choice]:
    """Choices of the rules in the reader's language."""
    return [(key, _(label)) for key, label in pairs]


def _codes(codes: Sequence[rules.Code | rules.HandlingCode]) -> list[Choice]:
    return [(code.key, f"{code.key}: {gettext(code.label)}") for code in codes]


def _text(label: Any, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _radios(label: Any, choices: Sequence[Choice], **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class ReportForm(GovForm):
    """A report in the codes of one scheme.

    Args:
        scheme: the grading scheme.
        marking_scheme: the marking scheme in force.
    """

    scheme = forms.CharField(widget=forms.HiddenInput)
    earlier_kind = forms.SlugField(required=False, widget=forms.HiddenInput)
    earlier_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"), max_length=160, help_text=_("Without the name of anybody who may be a victim.")
    )
    body = _text(
        _("What is reported"),
        rows=10,
        max_length=40_000,
        help_text=_("Who, what, when, where, why and how; one report for one source."),
    )
    source_reference = forms.CharField(
        label=_("Reference of the source"), required=False, max_length=60, help_text=_("A reference, never who it is.")
    )
    databases_searched = forms.CharField(
        label=_("Databases searched"),
        required=False,
        max_length=400,
        help_text=_("So that no single source can be inferred."),
    )
    source_grade = _radios(_("How reliable is the source?"), ())
    information_grade = _radios(_("How well is the information known?"), ())
    handling = _radios(_("Handling"), ())
    conditions = _text(_("Conditions of handling"), rows=2, required=False, max_length=1_000)
    marking = forms.ChoiceField(label=_("Marking"))
    priority = _radios(_("Priority"), spoken(tuple(rules.PRIORITIES.items())), initial="low")
    review_on = DayField(
        label=_("Look at it again on"), required=False, help_text=_("In a year where you leave it empty.")
    )

    def __init__(
        self,
        *args: Any,
        scheme: rules.Scheme,
        marking_scheme: rules.MarkingScheme,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (
            ("source_grade", _codes(scheme.source)),
            ("information_grade", _codes(scheme.information)),
            ("handling", _codes(scheme.handling)),
            ("marking", [(marking.key, marking.key) for marking in marking_scheme.markings]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        self.fields["scheme"].initial = scheme.key
        self.fields["marking"].initial = marking_scheme.usual

    def contents(self) -> api.Contents:
        """What was typed, as the services take it."""
        data = self.cleaned_data
        names = ("title", "body", "source_grade", "information_grade", "handling", "conditions", "scheme", "marking")
        rest = ("source_reference", "databases_searched", "priority", "review_on")
        return api.Contents(**{name: data[name] for name in (*names, *rest)})


class EditReportForm(ReportForm, VersionedFormMixin):
    """A draft that may have been changed meanwhile."""


class TextForm(GovForm):
    """One text: a sanitised version, reasons, a note. `label` and `name` say which."""

    def __init__(
        self,
        *args: Any,
        name: str,
        label: object,
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = _text(label, required=required, max_length=20_000)


class StartForm(GovForm):
    """Begin a de-brief."""

    earlier_kind = forms.SlugField(required=False, widget=forms.HiddenInput)
    earlier_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    subject_pseudonym = forms.CharField(
        label=_("Pseudonym of the person"), max_length=60, help_text=_("As on the referral. Never a name.")
    )
    kind = _radios(
        _("Who is the person?"),
        [("victim", _("May be a victim")), ("trafficker", _("Suspected or convicted of trafficking"))],
    )
    legal_status = _radios(
        _("What kind of conversation is this?"), spoken(tuple(api.LEGAL_STATUSES.items())), initial="intelligence"
    )
    language = forms.CharField(
        label=_("Language spoken"), max_length=35, initial="en", help_text=_("As a code, such as ro or vi.")
    )
    interpreter = forms.CharField(label=_("Reference of the interpreter"), required=False, max_length=80)
    welfare_checked = forms.BooleanField(
        label=_("I asked how the person is, and this is a good moment"), required=False
    )
    welfare_note = _text(_("How the person is"), rows=3, required=False, max_length=4_000)


class ConsentForm(GovForm):
    """What the person said to sharing with one kind of recipient."""

    recipient_class = forms.ChoiceField(
        label=_("Who would receive it"),
        choices=[(each.value, _(each.value.replace("-", " ").capitalize())) for each in RecipientClass],
    )
    decision = _radios(
        _("What did the person say?"),
        [
            (ConsentDecision.GIVEN.value, _("Agreed")),
            (ConsentDecision.REFUSED.value, _("Did not agree")),
            (ConsentDecision.WITHDRAWN.value, _("Withdrew an earlier consent")),
        ],
    )
    language = forms.CharField(label=_("Language in which it was explained"), max_length=35)
    interpreter = forms.CharField(label=_("Reference of the interpreter"), required=False, max_length=80)
    evidence = forms.CharField(
        label=_("Where the answer is recorded"), max_length=120, help_text=_("Signed form, recording or note.")
    )


class QuestionFields(NamedTuple):
    """One question on the page with its inputs; `reason` only where it was answered or declined before."""

    told: api.Told
    status: BoundField
    text: BoundField
    confidence: BoundField
    reason: BoundField | None


class StageForm(VersionedFormMixin, GovForm):
    """The questions of one stage, each with a status, a text and, where it was told before, a reason to ask again."""

    def __init__(self, *args: Any, told: Sequence[api.Told], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told = told
        for one in told:
            key = one.question.key
            self.fields[f"{key}_status"] = _radios(
                _("What was said"), spoken(tuple(rules.STATUSES.items())), initial=one.status
            )
            self.fields[f"{key}_text"] = self._answer(one)
            self.fields[f"{key}_confidence"] = forms.ChoiceField(
                label=_("Confidence"), choices=spoken(tuple(rules.CONFIDENCES.items())), initial=one.confidence
            )
            if one.closed:
                self.fields[f"{key}_reason"] = forms.CharField(
                    label=_("Why is it asked again?"), required=False, max_length=500
                )

    @staticmethod
    def _answer(one: api.Told) -> forms.Field:
        if one.question.choices:
            choices = [("", _("No answer")), *spoken(one.question.choices)]
            return forms.ChoiceField(label=_("Answer"), choices=choices, required=False, initial=one.text)
        return _text(_("Answer"), rows=2, required=False, max_length=8_000, initial=one.text)

    def rows(self) -> list[QuestionFields]:
        """The inputs, question by question."""
        return [self._row(one) for one in self.told]

    def _row(self, one: api.Told) -> QuestionFields:
        key = one.question.key
        reason = self[f"{key}_reason"] if one.closed else None
        return QuestionFields(one, self[f"{key}_status"], self[f"{key}_text"], self[f"{key}_confidence"], reason)

    def answers(self) -> tuple[api.Answer, ...]:
        """What was typed, question by question."""
        return tuple(self._typed(one) for one in self.told)

    def _typed(self, one: api.Told) -> api.Answer:
        key, data = one.question.key, self.cleaned_data
        return api.Answer(
            key,
            data.get(f"{key}_status", ""),
            data.get(f"{key}_text", ""),
            data.get(f"{key}_confidence", ""),
            data.get(f"{key}_reason", ""),
        )

    def clean(self) -> dict[str, Any] | None:
        """Put what the rules refuse beside the question that it is about."""
        data = super().clean()
        for one in self.told:
            typed, key = self._typed(one), one.question.key
            try:
                rules.check_answer(key, status=typed.status, text=typed.text, confidence=typed.confidence)
            except InputError as error:
                if f"{key}_{error.field}" not in self.errors:
                    self.add_error(f"{key}_{error.field}", error.message)
            changed = (typed.status, typed.text.strip(), typed.confidence) != (one.status, one.text, one.confidence)
            if one.closed and changed and not typed.reason.strip():
                self.add_error(f"{key}_reason", _("Write why this is asked again: it was answered or declined before."))
        return data


class EntityForm(GovForm):
    """A thing that a report names."""

    kind = _radios(_("What is it?"), spoken(tuple(rules.ENTITY_KINDS.items())))
    label = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For somebody who may be a victim, the pseudonym.")
    )
    category = forms.ChoiceField(
        label=_("If it is a person"),
        choices=[("", _("Not a person")), *spoken(tuple(rules.PERSON_CATEGORIES.items()))],
        required=False,
    )
    properties = _text(
        _("What the report says of it"),
        required=False,
        max_length=4_000,
        help_text=_("One on each line, such as colour: blue."),
    )

    def clean_properties(self) -> dict[str, str]:
        """Read `name: value` lines."""
        lines = [line for line in self.cleaned_data["properties"].splitlines() if line.strip()]
        if any(":" not in line for line in lines):
            raise forms.ValidationError(gettext("Write each line as a name, a colon and a value."))
        pairs = (line.split(":", 1) for line in lines)
        return {key.strip(): value.strip() for key, value in pairs}


class LinkForm(GovForm):
    """A link that a report shows."""

    from_id = forms.TypedChoiceField(label=_("From"), coerce=UUID)
    relation = forms.ChoiceField(label=_("What links them"), choices=spoken(tuple(rules.RELATIONS.items())))
    to_id = forms.TypedChoiceField(label=_("To"), coerce=UUID)

    def __init__(self, *args: Any, entities: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from_id", "to_id"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(entities)


class GroupForm(GovForm):
    """A group with its members and the reports on which it rests."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    member_ids = forms.TypedMultipleChoiceField(
        label=_("Members"), coerce=UUID, widget=forms.CheckboxSelectMultiple, help_text=_("Nobody who may be a victim.")
    )
    report_ids = forms.TypedMultipleChoiceField(
        label=_("Reports on which it rests"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        members: Sequence[Choice],
        reports: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("member_ids", members), ("report_ids", reports)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = list(choices)


class ShareForm(GovForm):
    """Propose a dissemination."""

    recipient_organisation_id = forms.TypedChoiceField(label=_("Recipient"), coerce=UUID)
    legal_basis = _text(
        _("Legal basis"), rows=2, max_length=1_000, help_text=_("On which it may be shared with this recipient.")
    )
    handling_condition = _text(_("What the recipient must observe"), rows=2, max_length=1_000)

    def __init__(self, *args: Any, recipients: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["recipient_organisation_id"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(key), name) for key, name in recipients]


class FeedbackForm(GovForm):
    """What became of what was sent."""

    outcome = _radios(_("What became of it?"), spoken(tuple(rules.FEEDBACK_OUTCOMES.items())))
    note = _text(_("In a sentence"), rows=3, max_length=2_000)
