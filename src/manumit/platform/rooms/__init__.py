"""What a room registers: permissions, menu, home blocks, kinds of record, subscriptions and due work, in one manifest."""

from manumit.platform.rooms.config import RoomConfig
from manumit.platform.rooms.manifest import (
    DueWork,
    HomeBlock,
    Manifest,
    MenuItem,
    RecordCard,
    RecordKind,
    Subscription,
)
from manumit.platform.rooms.registry import manifests, record_kind, record_kinds, register

__all__ = [
    "DueWork",
    "HomeBlock",
    "Manifest",
    "MenuItem",
    "RecordCard",
    "RecordKind",
    "RoomConfig",
    "Subscription",
    "manifests",
    "record_kind",
    "record_kinds",
    "register",
]
