"""Every part of the page kit with invented content, for the gallery page of the demo and for the tests of look and access."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manumit.platform.ui import components as parts
from manumit.platform.ui.forms import ConsentField, DayField, GovForm, YesNoField
from manumit.platform.ui.tables import Column, Filter, TablePage, build_table


class GalleryForm(GovForm):
    """One field of every kind."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100, help_text=gettext_lazy("As the person gives it"))
    born = DayField(label=gettext_lazy("Date of birth"), help_text=gettext_lazy("For example, 27 3 1990"))
    account = forms.CharField(label=gettext_lazy("What happened"), widget=forms.Textarea, max_length=2000)
    agrees = ConsentField(label=gettext_lazy("Does the person agree to be referred?"))
    danger = YesNoField(label=gettext_lazy("Is someone in danger now?"))
    signs = forms.MultipleChoiceField(
        label=gettext_lazy("What was seen"),
        choices=[("papers", gettext_lazy("Papers held by someone else")), ("debt", gettext_lazy("A debt that grows"))],
        widget=forms.CheckboxSelectMultiple,
    )
    port = forms.ChoiceField(
        label=gettext_lazy("Port"), choices=[("", gettext_lazy("Choose a port")), ("DVR", "DVR"), ("LHR", "LHR")]
    )
    evidence = forms.FileField(label=gettext_lazy("Evidence"), required=False)
    sure = forms.BooleanField(label=gettext_lazy("I have checked what I entered"))


@dataclass(frozen=True, slots=True)
class SampleTable:
    """The twin of the sample chart."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SampleFigure:
    """A chart drawn by hand, with the attributes that every figure has."""

    title: str
    summary: str
    svg: str
    table: SampleTable


_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 70" width="440" height="140" role="img" aria-label="{label}">'
    '<g fill="#00817b"><rect x="60" y="8" width="120" height="22"/><rect x="60" y="38" width="80" height="22"/></g>'
    '<g fill="currentColor" font-size="12"><text x="8" y="24">2009</text><text x="186" y="24">12</text>'
    '<text x="8" y="54">2010</text><text x="146" y="54">8</text></g></svg>'
)


def _queue(at: datetime) -> parts.Queue:
    first = parts.QueueItem(
        title="MN-2026-0001",
        href="#first",
        due=at + timedelta(hours=5),
        age_from=at - timedelta(days=3),
        tags=(parts.Tag(_("Child"), "amber"), parts.Tag(_("New"), "blue")),
        facts=((_("Port"), "LHR"), (_("Day"), "30")),
    )
    late = parts.QueueItem(
        title="MN-2026-0002", href="#second", due=at - timedelta(days=3), age_from=at - timedelta(days=9)
    )
    return parts.Queue(
        _("Waiting for a decision"), (first, late), _("Referrals stand here when they are submitted."), "#all", 12
    )


def _table(query: Mapping[str, str], at: datetime) -> TablePage:
    rows = [
        {"ref": f"MN-2026-{n:04d}", "people": n * 37 % 90, "on": at.date() - timedelta(days=n)} for n in range(1, 61)
    ]
    columns = [
        Column("ref", _("Reference"), sort="ref", header=True, href=lambda row: f"#{row['ref']}"),
        Column("on", _("Received"), sort="on"),
        Column("people", _("People"), sort="people", numeric=True),
    ]
    size = Filter("size", _("Size"), _by_size, (("small", _("Under 50 people")), ("large", _("50 people and more"))))
    return build_table(
        query,
        rows,
        columns,
        [size],
        page_size=8,
        caption=_("Movements"),
        empty=_("Movements stand here when they are received."),
    )


def _by_size(rows: list[dict[str, int]], wanted: str) -> list[dict[str, int]]:
    limit = 50
    return [row for row in rows if (row["people"] >= limit) == (wanted == "large")]


def gallery_context(at: datetime, query: Mapping[str, str] | None = None) -> dict[str, object]:
    """Give the gallery's template everything it shows.

    Args:
        at: the page's moment.
        query: `request.GET`, so that the sample table can be sorted and filtered.
    """
    label = _("People by year: 12 in 2009, 8 in 2010")
    return {
        "at": at,
        "queue": _queue(at),
        "empty_queue": parts.Queue(_("Returned to me"), (), _("What a reviewer returns stands here.")),
        "numbers": (
            parts.BigNumber(1254, _("unread"), "#unread", "red"),
            parts.BigNumber(3, _("due today"), "#today", "amber"),
        ),
        "timeline": (
            parts.TimelineItem(at - timedelta(days=2), _("Referral submitted"), _("First responder")),
            parts.TimelineItem(at, _("Reasonable grounds agreed"), _("Reviewer"), _("A second person agreed.")),
        ),
        "cards": (
            parts.Card(_("Hit"), "H-0007", "#hit", at - timedelta(days=4), place="before"),
            parts.Card(_("Referral"), "MN-2026-0001", "#here", at - timedelta(days=2), place="here"),
            parts.Card(_("Placement"), "P-0003", "#placement", at, _("A bed was found on the same day.")),
        ),
        "table": _table(query or {}, at),
        "figure": SampleFigure(
            title=_("People by year"),
            summary=_("Fewer people in the second year."),
            svg=_SVG.format(label=label),
            table=SampleTable((_("Year"), _("People")), (("2009", "12"), ("2010", "8"))),
        ),
        "form": GalleryForm(),
        "wrong_form": GalleryForm(
            {"name": "x" * 101, "born-day": "3", "born-year": "1990"}, auto_id="wrong_%s", prefix="wrong"
        ),
    }
