"""Notices by e-mail. A notice says that there is something to see and where; it never says what."""

from manumit.platform.mail.notices import notify

__all__ = ["notify"]
