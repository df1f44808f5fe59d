"""Key rotation: writes every value that lies under an old key anew under the current one, in small batches."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction

from manumit.platform.crypto.fields import EncryptedTextField
from manumit.platform.crypto.keys import keyring

BATCH = 500


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Yield every encrypted column of every installed model."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield model, field


def rotate() -> Iterator[tuple[str, int]]:
    """Re-encrypt what lies under an old key; yields (column, rows written) per batch, so that progress can be shown."""
    for model, field in encrypted_fields():
        prefix = f"{keyring(field.ring).current_id}."
        stale = model._default_manager.exclude(**{f"{field.attname}__startswith": prefix}).exclude(
            **{f"{field.attname}__isnull": True}
        )
        while rows := list(stale.order_by("pk")[:BATCH]):
            _rewrite(model, field, rows)
            yield f"{model._meta.label_lower}.{field.attname}", len(rows)


def _rewrite(model: type[models.Model], field: EncryptedTextField, rows: list[models.Model]) -> None:
    with transaction.atomic():
        for row in rows:
            getattr(row, field.attname)
            sealed = field.pre_save(row, add=False)
            model._default_manager.filter(pk=row.pk).update(**{field.attname: sealed})
