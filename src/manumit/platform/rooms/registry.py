"""The manifests that are registered, in the order of the installed apps."""

from manumit.errors import ConfigError, NotFound
from manumit.platform.access import register_permission
from manumit.platform.rooms.manifest import Manifest, RecordKind

_manifests: dict[str, Manifest] = {}
_kinds: dict[str, RecordKind] = {}


def register(manifest: Manifest) -> None:
    """Register a room. Raises ConfigError when a kind of record or a permission is registered twice."""
    _manifests[manifest.room] = manifest
    for entry in manifest.permissions:
        register_permission(entry)
    for kind in manifest.records:
        if _kinds.get(kind.key, kind) is not kind:
            raise ConfigError(f"Record kind {kind.key} is registered twice.")
        _kinds[kind.key] = kind


def manifests() -> tuple[Manifest, ...]:
    """Return every registered manifest."""
    return tuple(_manifests.values())


def record_kinds() -> tuple[RecordKind, ...]:
    """Return every kind of record, in the order of the thread."""
    return tuple(sorted(_kinds.values(), key=lambda kind: (kind.step, kind.key)))


def record_kind(key: str) -> RecordKind:
    """Return one kind of record. Raises NotFound."""
    found = _kinds.get(key)
    if found is None:
        raise NotFound("There is no such kind of record.")
    return found
