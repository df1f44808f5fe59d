"""From a Django form field to the parameters of the GOV.UK macro that draws it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from manumit.platform.ui.forms import PARTS, DayInput, DayParts, wrong_parts

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (DayInput, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "tick"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.Textarea, "textarea"),
    (forms.Widget, "text"),
)
_PASSED_ON = ("autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize")

DJANGO_ROWS = "10"
"""What Django gives a textarea that did not ask for a height."""
ROWS = 5
"""What such a textarea gets here."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """What a macro needs: which component, and its parameters."""

    kind: str
    params: Mapping[str, Any] = field(default_factory=dict)


def kind_of(bound: BoundField) -> str:
    """Name the component that draws this field."""
    kind = next(kind for widget, kind in _KINDS if isinstance(bound.field.widget, widget))
    if kind == "textarea" and getattr(bound.field, "max_length", None):
        return "count"
    return kind


def field_view(
    bound: BoundField,
    *,
    label: str = "",
    hint: str = "",
    classes: str = "",
    heading: bool = False,
    autocomplete: str = "",
    conditional: Mapping[str, str] | None = None,
) -> FieldView:
    """Describe a bound field for its macro.

    Args:
        bound: the field of a form.
        label: in place of the field's own.
        hint: in place of its help text.
        classes: added to the input (`govuk-input--width-10`) or to the group of radios (`govuk-radios--inline`).
        heading: the label is the page's heading (one question on a page).
        autocomplete: the HTML token, where the widget's attrs do not carry one.
        conditional: for radios and checkboxes: safe HTML shown under a choice, by its value.
    """
    kind = kind_of(bound)
    base = _base(bound, label or str(bound.label), hint or str(bound.help_text or ""), heading=heading)
    extra = {
        "hidden": _hidden,
        "date": _date,
        "radios": _choices,
        "checkboxes": _choices,
        "tick": _tick,
        "select": _select,
        "count": _count,
        "textarea": _text,
        "file": _plain,
        "password": _password,
        "text": _text,
    }[kind](bound, base)
    params = {**base, **extra, "classes": classes or extra.get("classes", "")}
    if autocomplete:
        params["autocomplete"] = autocomplete
    if conditional:
        _hang(params["items"], conditional)
    return FieldView("checkboxes" if kind == "tick" else kind, params)


def _base(bound: BoundField, label: str, hint: str, *, heading: bool) -> dict[str, Any]:
    size = "l" if heading else "s"
    base: dict[str, Any] = {
        "id": bound.auto_id or bound.html_name,
        "name": bound.html_name,
        "label": {"text": label, "classes": f"govuk-label--{size}", "isPageHeading": heading},
        "attributes": {},
    }
    if hint:
        base["hint"] = {"text": hint}
    if bound.errors:
        base["errorMessage"] = {
            "text": " ".join(str(error) for error in bound.errors),
            "visuallyHiddenText": _("Error"),
        }
    attrs = bound.field.widget.attrs
    base.update({name: attrs[name] for name in _PASSED_ON if name in attrs})
    base["attributes"] = {name: value for name, value in attrs.items() if name.startswith(("data-", "aria-", "hx-"))}
    return base


def _as_fieldset(base: dict[str, Any]) -> dict[str, Any]:
    label = base["label"]
    size = "l" if label["isPageHeading"] else "s"
    legend = {
        "text": label["text"],
        "classes": f"govuk-fieldset__legend--{size}",
        "isPageHeading": label["isPageHeading"],
    }
    return {"fieldset": {"legend": legend}, "idPrefix": base["id"]}


def _value(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _plain(_bound: BoundField, _base: dict[str, Any]) -> dict[str, Any]:
    return {}


def _hidden(bound: BoundField, _base: dict[str, Any]) -> dict[str, Any]:
    return {"value": _value(bound)}


def _text(bound: BoundField, _base: dict[str, Any]) -> dict[str, Any]:
    widget = bound.field.widget
    rows = widget.attrs.get("rows", DJANGO_ROWS)
    return {
        "value": _value(bound),
        "type": getattr(widget, "input_type", "text"),
        "rows": ROWS if rows == DJANGO_ROWS else rows,
    }


def _password(_bound: BoundField, _base: dict[str, Any]) -> dict[str, Any]:
    return {
        "showPasswordText": _("Show"),
        "hidePasswordText": _("Hide"),
        "showPasswordAriaLabelText": _("Show password"),
        "hidePasswordAriaLabelText": _("Hide password"),
        "passwordShownAnnouncementText": _("Your password is visible"),
        "passwordHiddenAnnouncementText": _("Your password is hidden"),
    }


def _count(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    return _text(bound, base) | {
        "maxlength": bound.field.max_length,  # type: ignore[attr-defined] # kind_of asked for it
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
        "charactersAtLimitText": _("You have 0 characters left"),
        "charactersUnderLimitText": {
            "one": _("You have %{count} character left"),
            "other": _("You have %{count} characters left"),
        },
        "charactersOverLimitText": {
            "one": _("You have %{count} character too many"),
            "other": _("You have %{count} characters too many"),
        },
    }


def _date(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    value = bound.value()
    parts = value if isinstance(value, DayParts) else DayParts("", "", "")
    wrong = _wrong(bound)
    words = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
    birthday = base.get("autocomplete") == "bday"
    items = [
        {
            "name": f"{base['name']}-{part}",
            "id": f"{base['id']}-{part}",
            "label": words[part],
            "value": typed,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            "autocomplete": f"bday-{part}" if birthday else None,
        }
        for part, typed in zip(PARTS, parts, strict=True)
    ]
    return _as_fieldset(base) | {"items": items}


def _wrong(bound: BoundField) -> set[str]:
    errors: list[ValidationError] = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    return {part for error in errors for part in wrong_parts(error)}


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    if value is None:
        return set()
    return {str(one) for one in value} if isinstance(value, list | tuple | set) else {str(value)}


def _options(bound: BoundField) -> Iterator[tuple[str, str]]:
    for value, label in bound.field.choices:  # type: ignore[attr-defined] # only fields with choices come here
        if isinstance(label, list | tuple):
            yield from ((str(inner), str(text)) for inner, text in label)
        else:
            yield ("" if value is None else str(value)), str(label)


def _choices(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    chosen = _chosen(bound)
    hints: Mapping[str, object] = getattr(bound.field.widget, "hints", {})
    items = [
        {"value": value, "text": label, "checked": value in chosen}
        | ({"hint": {"text": str(hints[value])}} if value in hints else {})
        for value, label in _options(bound)
        if value
    ]
    return _as_fieldset(base) | {"items": items}


def _tick(bound: BoundField, base: dict[str, Any]) -> dict[str, Any]:
    item = {"value": "on", "text": base["label"]["text"], "checked": bool(bound.value())}
    return {"idPrefix": base["id"], "items": [item]}


def _select(bound: BoundField, _base: dict[str, Any]) -> dict[str, Any]:
    chosen = _chosen(bound)
    items = [{"value": value, "text": label, "selected": value in chosen} for value, label in _options(bound)]
    multiple = getattr(bound.field.widget, "allow_multiple_selected", False)
    return {"items": items, "attributes": {"multiple": "multiple"} if multiple else {}}


def _hang(items: list[dict[str, Any]], conditional: Mapping[str, str]) -> None:
    for item in items:
        if item["value"] in conditional:
            item["conditional"] = {"html": conditional[item["value"]]}
