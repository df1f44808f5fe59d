"""Encrypted columns. The value is opened only when it is read from its own row, never by the query.

`values()` and `filter()` see ciphertext: what must be searchable goes into the blinded search index.
"""

import json
from typing import Any

from django.db import models

from manumit.errors import RuleBroken
from manumit.platform.crypto.keys import keyring


class Sealed(str):
    """Ciphertext as it lies in the column."""

    __slots__ = ()


class _Opener:
    """Descriptor that decrypts on first read and remembers the plain value on the instance."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        if instance is None:
            return self
        if self.field.attname not in instance.__dict__:
            instance.refresh_from_db(fields=[self.field.attname])
        value = instance.__dict__[self.field.attname]
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.open(value, instance)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField[Any, Any]):
    """Text under AES-GCM, bound to table, column and row. `ring` names the keyring (`field` or `safe`)."""

    def __init__(self, *args: Any, ring: str = "field", **kwargs: Any) -> None:
        self.ring = ring
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Describe the field for migrations."""
        name, path, args, kwargs = super().deconstruct()
        if self.ring != "field":
            kwargs["ring"] = self.ring
        return name, path, args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 Django's signature
        """Put the opening descriptor in the place of the plain attribute."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opener(self))

    def bound_to(self, instance: models.Model) -> str:
        """Return the words that bind a value to its place."""
        return f"{instance._meta.label_lower}.{self.attname}:{instance.pk}"

    def to_text(self, value: Any) -> str:
        """Return the plain text to seal."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """Return the value that the plain text stands for."""
        return text

    def open(self, value: Sealed, instance: models.Model) -> Any:
        """Return the plain value of this row."""
        return self.from_text(keyring(self.ring).decrypt(value, bound_to=self.bound_to(instance)).decode())

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Sealed | None:
        """Mark what comes from the database as still sealed."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 Django's signature
        """Seal the value for its row; what is sealed and unread stays as it is."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(keyring(self.ring).encrypt(self.to_text(value).encode(), bound_to=self.bound_to(model_instance)))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:  # noqa: ARG002 Django's signature
        """Refuse plain text that did not pass through its row (a bulk `update`). Raises RuleBroken."""
        if value is not None and not isinstance(value, Sealed):
            raise RuleBroken(f"Encrypted field {self.name} must be saved through its row, not by a bulk update.")
        return value if value is None else str(value)

    def to_python(self, value: Any) -> Any:
        """Leave the value as it is: cleaning has no business with ciphertext."""
        return value


class EncryptedJSONField(EncryptedTextField):
    """A JSON value under encryption."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_text(self, value: Any) -> str:
        """Return the JSON text of the value."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        """Return the JSON value."""
        return json.loads(text)
