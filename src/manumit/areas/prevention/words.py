"""The prevention room's words for people."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from manumit.platform.ui.components import Tag

if TYPE_CHECKING:
    from manumit.platform.ui.format import Tone

STATES = {
    "received": _("Waits to be read"),
    "referred": _("A referral was begun"),
    "passed_on": _("Passed to intelligence"),
    "closed": _("Closed with a reason"),
}
OUTCOMES = {
    "refer": _("Begin a referral: a person may be a victim"),
    "intelligence": _("Pass to intelligence"),
    "close": _("Close with a reason"),
}
TOLD = {
    "received": _("We have your report. Somebody will read it."),
    "referred": _("Somebody has read your report and acted on it. To keep people safe we cannot say more."),
    "passed_on": _("Somebody has read your report and acted on it. To keep people safe we cannot say more."),
    "closed": _("Somebody has read your report. It is kept, and it may help later."),
}
"""What the reporter hears: alike for both kinds of action, so that a code in the wrong hands betrays nobody."""

LANGUAGES = (
    ("en", "English"),
    ("cy", "Cymraeg"),
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("bg", "Български"),
    ("zh", "中文"),
    ("cs", "Čeština"),
    ("fa", "فارسی"),
    ("fr", "Français"),
    ("hu", "Magyar"),
    ("lt", "Lietuvių"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("so", "Soomaali"),
    ("es", "Español"),
    ("sq", "Shqip"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("yo", "Yorùbá"),
)
"""Languages by their own names: whoever needs one can read it."""


def urgency_tags(urgency: str, kind: str) -> tuple[Tag, ...]:
    """What a triage officer must notice before the rest."""
    marks: dict[str, tuple[object, Tone]] = {
        "1-danger": (_("Danger now"), "red"),
        "3-suspect": (_("Perhaps sent by a machine"), "grey"),
    }
    tags = [Tag(str(marks[urgency][0]), marks[urgency][1])] if urgency in marks else []
    if kind == "business":
        tags.append(Tag(str(_("Business")), "blue"))
    return tuple(tags)
