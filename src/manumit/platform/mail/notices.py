"""The texts of notices, and sending them through a job so that a mail server that is down delays and loses nothing."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manumit.errors import ConfigError
from manumit.platform.jobs.registry import enqueue, job

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "broken_glass": gettext_noop("Manumit: an exceptional access waits for your review"),
        "clock": gettext_noop("Manumit: a date that matters is near"),
        "decision": gettext_noop("Manumit: a decision was released"),
        "feedback": gettext_noop("Manumit: there is feedback for you"),
        "quality": gettext_noop("Manumit: a data quality report is ready"),
        "task": gettext_noop("Manumit: something waits for you"),
    }
)


def notify(*, to: str, template: str, href: str) -> None:
    """Queue a notice. Raises ConfigError for an unknown template."""
    if template not in SUBJECTS:
        raise ConfigError(f"There is no notice called {template}.")
    enqueue("mail.send_notice", to=to, template=template, href=href)


@job("mail.send_notice")
def send_notice(*, at: datetime, to: str, template: str, href: str) -> None:
    """Send one notice."""
    body = _(
        "Sign in to see it: %(link)s\n\nThis notice was sent on %(day)s. It holds no personal data on purpose."
    ) % {
        "link": f"{settings.MANUMIT_BASE_URL}{href}",
        "day": at.date().isoformat(),
    }
    send_mail(_(SUBJECTS[template]), body, settings.DEFAULT_FROM_EMAIL, [to])
