"""The audit app."""

from manumit.platform.rooms import RoomConfig


class AuditConfig(RoomConfig):
    """Registers the trail's pages."""

    name = "manumit.platform.audit"
    label = "audit"
