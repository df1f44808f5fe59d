"""Forms of the page kit: days in three inputs, explicit consent, plain messages, and a version against silent overwriting."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from manumit.platform.ui.components import ConflictField, EditConflict
from manumit.platform.ui.format import day as write_day

PARTS = ("day", "month", "year")
FIRST_YEAR = 1800
"""A year below this is a slip of the keyboard, such as two digits for four."""

_PART_WORDS = {"day": _("a day"), "month": _("a month"), "year": _("a year")}


class DayParts(NamedTuple):
    """What was typed into the three inputs, kept as it was typed."""

    day: str
    month: str
    year: str


class DayInput(forms.Widget):
    """Three text inputs named `<name>-day`, `<name>-month` and `<name>-year`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> DayParts:  # noqa: ARG002 - Django's signature
        """Take the three inputs as they were typed."""
        return DayParts(*(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:  # noqa: ARG002 - as above
        """Say whether none of the three was sent."""
        return all(f"{name}-{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str, index: str = "0") -> str:  # noqa: ARG002 - as above
        """Lead the label to the first input."""
        return f"{id_}-day" if id_ else id_


class DayField(forms.Field):
    """A day, asked for in three inputs.

    Args:
        earliest: the first day accepted.
        latest: the last day accepted; the edge passes today here, the field reads no clock.
    """

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "missing": _("%(label)s must include %(parts)s"),
        "unreal": _("%(label)s must be a real date"),
        "year": _("%(label)s must have a year with four digits"),
        "early": _("%(label)s must be on or after %(limit)s"),
        "late": _("%(label)s must be on or before %(limit)s"),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def prepare_value(self, value: object) -> object:
        """Show a date (an initial value) in three parts."""
        if isinstance(value, datetime | date):
            return DayParts(str(value.day), str(value.month), str(value.year))
        return value or DayParts("", "", "")

    def to_python(self, value: object) -> date | None:
        """Read the three parts as a day.

        Raises:
            ValidationError: naming the parts that are missing or wrong in `params["parts"]`.
        """
        if isinstance(value, date):
            return value
        parts = value if isinstance(value, DayParts) else DayParts("", "", "")
        if not any(parts):
            return None
        empty = tuple(name for name, typed in zip(PARTS, parts, strict=True) if not typed)
        if empty:
            raise self._error("missing", empty)
        if not all(part.isascii() and part.isdigit() for part in parts):
            raise self._error("unreal", PARTS)
        return self._real(*(int(part[:5]) for part in parts))

    def _real(self, day: int, month: int, year: int) -> date:
        if year < FIRST_YEAR or year > date.max.year:
            raise self._error("year", ("year",))
        try:
            return date(year, month, day)
        except ValueError as error:
            raise self._error("unreal", PARTS) from error

    def validate(self, value: date | None) -> None:
        """Hold the day between its limits."""
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            raise self._error("early", PARTS, limit=self.earliest)
        if self.latest and value > self.latest:
            raise self._error("late", PARTS, limit=self.latest)

    def has_changed(self, initial: object, data: object) -> bool:
        """Compare day with day, and not a date with three texts."""
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True

    def _error(self, code: str, parts: Sequence[str], limit: date | None = None) -> ValidationError:
        words = [str(_PART_WORDS[part]) for part in parts]
        joined = str(_(" and ")).join(words)
        params = {"label": self.label or _("The date"), "parts": joined, "limit": write_day(limit)}
        # formatted here, because Django would format the message again with these params
        message = str(self.error_messages[code] % params).replace("%", "%%")
        return ValidationError(message, code=code, params={"wrong": tuple(parts)})


class ConsentRadios(forms.RadioSelect):
    """Radios with nothing chosen beforehand: consent is said, never assumed."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Sequence[tuple[str, object]] = (),
        hints: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})


class ConsentField(forms.ChoiceField):
    """Whether the person agreed: `given` or `refused`, always asked, with no answer in advance."""

    widget = ConsentRadios

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "choices", [("given", _("Yes, the person agrees")), ("refused", _("No, the person does not agree"))]
        )
        super().__init__(**kwargs)


class YesNoField(forms.TypedChoiceField):
    """A question answered yes or no; the value is a bool, or None where it may be left open and was."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", [("yes", _("Yes")), ("no", _("No"))])
        super().__init__(coerce=lambda said: said == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: object) -> object:
        """Show a stored bool as its word."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class GovForm(forms.Form):
    """Base of every form: no browser bubbles, errors in the order of the page, messages that name the question."""

    use_required_attribute = False
    required_message = _("Answer “%(label)s”")
    too_long_message = _("“%(label)s” must be %%(limit_value)d characters or fewer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or name.replace("_", " ").capitalize())
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = self.required_message % {"label": label}
            # Django formats this one again with the limit, so a percent sign in the label is doubled
            field.error_messages.setdefault("max_length", self.too_long_message % {"label": label.replace("%", "%%")})

    def error_links(self) -> list[tuple[str, str]]:
        """List every error with the anchor of the input to mend."""
        return error_links(self)


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """List every error of any form with its anchor: whole-form errors first, then in the order of the page."""
    if not form.is_bound:
        return []
    errors = form.errors.as_data()
    whole = [(str(message), "") for message in form.non_field_errors()]
    return whole + [
        (str(message), _anchor(form, name, error))
        for name in form.fields
        for error in errors.get(name, ())
        for message in error.messages
    ]


def _anchor(form: forms.BaseForm, name: str, error: ValidationError) -> str:
    bound = form[name]
    if bound.is_hidden:
        return ""
    if not isinstance(bound.field.widget, DayInput):
        return f"#{bound.auto_id or bound.html_name}"
    return f"#{bound.auto_id or bound.html_name}-{wrong_parts(error)[0]}"


def wrong_parts(error: ValidationError) -> tuple[str, ...]:
    """Name the inputs of a day that an error is about; all three where it does not say."""
    params = getattr(error, "params", None) or {}
    return tuple(params.get("wrong", PARTS))


class VersionedFormMixin(forms.Form):
    """A hidden `version`, so that a page sent back late cannot overwrite what somebody else wrote meanwhile."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, label=_("Version"))

    @property
    def expected_version(self) -> int:
        """The version that the person saw when she opened the page."""
        return int(self.cleaned_data["version"])


def _shown(field: forms.Field, value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, date | datetime):
        return write_day(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_shown(field, one) for one in value)
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return labels.get(str(value), str(value))


_NOT_TYPED = {"csrfmiddlewaretoken", "version"}


def conflict_of(
    form: forms.Form,
    *,
    current: Mapping[str, Any],
    version: int,
    action: str,
    keep_href: str,
    by: str = "",
    at: datetime | None = None,
) -> EditConflict:
    """Set what stands now beside what was typed, for the conflict page.

    Args:
        form: the bound and valid form.
        current: the values that stand now, by field name; a name left out is not compared.
        version: the version that stands now.
        action: where "use my version" posts what was typed, with the new version.
        keep_href: where "keep theirs" leads.
        by: who changed it, where the reader may know.
        at: when it was changed.
    """
    compared = [name for name in form.fields if name in current and name not in _NOT_TYPED]
    rows = tuple(
        ConflictField(
            label=str(form[name].label),
            theirs=_shown(form.fields[name], current[name]),
            mine=_shown(form.fields[name], form.cleaned_data.get(name)),
        )
        for name in compared
    )
    lists = (
        form.data.lists() if isinstance(form.data, QueryDict) else [(key, [value]) for key, value in form.data.items()]
    )
    skipped = {form.add_prefix(name) for name in _NOT_TYPED} | _NOT_TYPED
    typed = tuple((key, str(value)) for key, values in lists if key not in skipped for value in values)
    return EditConflict(rows, typed, action, keep_href, version, by, at)
