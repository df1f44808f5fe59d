"""Encrypted columns: sealed in the database, bound to their row, rotated without loss."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from manumit.errors import ConfigError, RuleBroken
from manumit.platform.crypto import keys, rotation
from manumit.platform.crypto.keys import Keyring, new_key, parse_keyring
from manumit.platform.drafts.models import Draft
from tests.support import AT

SECRET = "Mercy Osagie, 14 Example Street"


def draft(owner: str = "a") -> Draft:
    return Draft.objects.create(owner_id=owner, form="f", href="/", values={"name": [SECRET]}, saved_at=AT)


def raw(column: str, pk: object) -> str:
    with connection.cursor() as cursor:
        identifier = Draft._meta.pk.get_db_prep_value(pk, connection)
        cursor.execute(f'SELECT "{column}" FROM drafts_draft WHERE id = %s', [identifier])
        return cursor.fetchone()[0]


@given(st.binary(max_size=200), st.text(max_size=30))
def test_what_is_sealed_opens_with_its_place_and_not_without(plain, place):
    ring = parse_keyring("t", new_key("k1"))
    sealed = ring.encrypt(plain, bound_to=place)
    assert ring.decrypt(sealed, bound_to=place) == plain
    with pytest.raises(ConfigError):
        ring.decrypt(sealed, bound_to=place + "x")


@pytest.mark.parametrize("text", ["", "k1", "k1:!!!", "k1:c2hvcnQ=", ":", "a.b:" + "A" * 43 + "="])
def test_a_malformed_keyring_is_refused_without_showing_the_key(text):
    with pytest.raises(ConfigError) as refused:
        parse_keyring("field", text)
    assert "c2hvcnQ" not in refused.value.message


def test_a_keyring_never_shows_its_keys():
    entry = new_key("k1")
    assert entry.split(":")[1] not in repr(parse_keyring("field", entry))


@pytest.mark.django_db
def test_the_column_holds_ciphertext_and_the_instance_the_plain_value():
    made = draft()
    assert SECRET not in raw("values", made.pk)
    assert Draft.objects.get(pk=made.pk).values == {"name": [SECRET]}


@pytest.mark.django_db
def test_values_of_a_query_stay_sealed():
    draft()
    assert SECRET not in str(list(Draft.objects.values("values")))


@pytest.mark.django_db
def test_ciphertext_moved_to_another_row_does_not_open():
    first, second = draft("a"), draft("b")
    with connection.cursor() as cursor:
        identifier = Draft._meta.pk.get_db_prep_value(second.pk, connection)
        cursor.execute('UPDATE drafts_draft SET "values" = %s WHERE id = %s', [raw("values", first.pk), identifier])
    with pytest.raises(ConfigError, match="moved from another row"):
        _ = Draft.objects.get(pk=second.pk).values


@pytest.mark.django_db
def test_a_bulk_update_with_plain_text_is_refused():
    draft()
    with pytest.raises(RuleBroken):
        Draft.objects.update(values="plain")


@pytest.mark.django_db
def test_rotation_rewrites_every_value_under_the_new_key_and_the_old_key_can_go(settings, monkeypatch):
    made = draft()
    old = settings.MANUMIT_KEYS["field"]
    fresh = new_key("next")
    settings.MANUMIT_KEYS = {**settings.MANUMIT_KEYS, "field": f"{fresh},{old}"}
    monkeypatch.setattr(rotation, "encrypted_fields", lambda: [(Draft, Draft._meta.get_field("values"))])
    assert dict(rotation.rotate())["drafts.draft.values"] == 1
    settings.MANUMIT_KEYS = {**settings.MANUMIT_KEYS, "field": fresh}
    assert raw("values", made.pk).startswith("next.")
    assert Draft.objects.get(pk=made.pk).values == {"name": [SECRET]}
    assert not dict(rotation.rotate())


def test_a_missing_key_is_named():
    ring = Keyring("field", (("k1", b"x" * 32),))
    with pytest.raises(ConfigError, match="k0"):
        ring.key("k0")
    assert keys.KEY_BYTES == 32
