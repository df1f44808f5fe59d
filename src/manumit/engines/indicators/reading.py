"""Indicators to and from plain data (JSON), with every mistake named by its field and prohibited criteria refused by name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Final, cast

from manumit.engines.indicators.criteria import CRITERION_KINDS, Criterion
from manumit.engines.indicators.definition import Combination, IndicatorDefinition, Weight
from manumit.errors import InputError, RuleBroken

_PROHIBITED: Final = {
    "race": "race racial ethnic ethnicity ethnicities colour color caste skin",
    "religion or belief": "religion religions religious belief beliefs faith church worship",
    "health": (
        "health medical medicine disability disabilities disabled pregnant pregnancy illness disease wheelchair meal meals diet dietary "
        "ssr genetic biometric"
    ),
    "sexual orientation": "orientation sexual sexuality gay lesbian bisexual transgender gender",
    "political opinion": "political politics opinion opinions party_membership",
    "trade union membership": "union unions",
}
_PROHIBITED_WORDS: Final = {word: name for name, words in _PROHIBITED.items() for word in words.split()}
_REQUIRED: Final = ("key", "version", "title", "why", "criteria", "weight", "owner", "legal_basis", "source", "starts")
_OPTIONAL: Final = ("combine", "ends")


def definition_to_dict(definition: IndicatorDefinition) -> dict[str, object]:
    """Plain data that JSON can hold and `definition_from_dict` reads back to an equal value."""
    return {
        "key": definition.key,
        "version": definition.version,
        "title": definition.title,
        "why": definition.why,
        "criteria": [_criterion_to_dict(criterion) for criterion in definition.criteria],
        "combine": definition.combine,
        "weight": definition.weight,
        "owner": definition.owner,
        "legal_basis": definition.legal_basis,
        "source": definition.source,
        "starts": definition.starts.isoformat(),
        "ends": definition.ends.isoformat() if definition.ends else None,
    }


def definition_from_dict(data: Mapping[str, object]) -> IndicatorDefinition:
    """Read an indicator from plain data, as a proposal or a file gives it.

    Args:
        data: the fields of `IndicatorDefinition`; days as `YYYY-MM-DD`; each criterion an object with `kind` and the
            criterion's own fields.

    Returns:
        The definition, checked.

    Raises:
        InputError: `field` names the place, such as `criteria[1].days`.
        RuleBroken: for a criterion on race, religion, health, orientation, political opinion or union membership
            (code `prohibited-criterion`), or for protected characteristics alone (code `protected-alone`).
    """
    for name in sorted(set(data) - {*_REQUIRED, *_OPTIONAL}):
        _refuse_prohibited(name, name)
        raise InputError(f"An indicator has no field called {name[:40]!r}.", field=name)
    for name in _REQUIRED:
        if name not in data:
            raise InputError(f"An indicator needs {name}.", field=name)
    return IndicatorDefinition(
        key=_text(data["key"], "key"),
        version=_number(data["version"], "version"),
        title=_text(data["title"], "title"),
        why=_text(data["why"], "why"),
        criteria=_criteria(data["criteria"]),
        combine=cast("Combination", _text(data.get("combine", "all"), "combine")),
        weight=cast("Weight", _text(data["weight"], "weight")),
        owner=_text(data["owner"], "owner"),
        legal_basis=_text(data["legal_basis"], "legal_basis"),
        source=_text(data["source"], "source"),
        starts=_day(data["starts"], "starts"),
        ends=None if data.get("ends") is None else _day(data["ends"], "ends"),
    )


def _criterion_to_dict(criterion: Criterion) -> dict[str, object]:
    values = {field.name: getattr(criterion, field.name) for field in fields(criterion)}
    return {"kind": criterion.kind} | {name: list(v) if isinstance(v, tuple) else v for name, v in values.items()}


def _criteria(value: object) -> tuple[Criterion, ...]:
    if not isinstance(value, list | tuple):
        raise InputError("criteria is a list of objects.", field="criteria")
    return tuple(_criterion(item, f"criteria[{place}]") for place, item in enumerate(value))


def _criterion(value: object, where: str) -> Criterion:
    if not isinstance(value, Mapping):
        raise InputError("A criterion is an object with its kind.", field=where)
    kind = _text(value.get("kind"), f"{where}.kind")
    for name in (kind, *(str(key) for key in value)):
        _refuse_prohibited(name, f"{where}.{'kind' if name == kind else name}")
    cls = CRITERION_KINDS.get(kind)
    if cls is None:
        raise InputError(
            f"There is no criterion of that kind; there are: {', '.join(sorted(CRITERION_KINDS))}.",
            field=f"{where}.kind",
        )
    wanted = {field.name: str(field.type) for field in fields(cls)}
    for name in sorted(str(key) for key in set(value) - {"kind", *wanted}):
        raise InputError(f"The criterion {kind} has no field of that name.", field=f"{where}.{name}")
    arguments = {name: _READERS.get(hint, _text)(value.get(name), f"{where}.{name}") for name, hint in wanted.items()}
    try:
        return cls(**arguments)
    except InputError as error:
        raise InputError(error.message, field=f"{where}.{error.field}", code=error.code) from error


def _refuse_prohibited(name: str, where: str) -> None:
    words = re.split(r"[^a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower())
    for word in words:
        if word in _PROHIBITED_WORDS:
            raise RuleBroken(
                f"{_PROHIBITED_WORDS[word].capitalize()} may not be a criterion of an indicator ({where} names {word!r}). Remove it.",
                code="prohibited-criterion",
                detail={"field": where, "characteristic": _PROHIBITED_WORDS[word]},
            )


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise InputError("This must be a text.", field=where)
    return value


def _number(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError("This must be a whole number.", field=where)
    return value


def _texts(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise InputError("This must be a list of texts.", field=where)
    return tuple(_text(item, f"{where}[{place}]") for place, item in enumerate(value))


def _day(value: object, where: str) -> date:
    try:
        return date.fromisoformat(_text(value, where))
    except ValueError as error:
        raise InputError("This must be a day, written YYYY-MM-DD.", field=where) from error


_READERS: Final[dict[str, Callable[[object, str], object]]] = {
    "<class 'int'>": _number,
    "tuple[str, ...]": _texts,
}
