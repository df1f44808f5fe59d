"""The audit trail: who did or opened what, when and why; and whether the chain holds. Reading it is itself noted."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manumit.kernel.roles import ROLES
from manumit.platform.accounts.models import Account
from manumit.platform.audit.chain import ChainReport, record, verify
from manumit.platform.audit.models import AuditEntry
from manumit.platform.ui.pages import page
from manumit.platform.ui.request import PageRequest
from manumit.platform.ui.tables import Column, Filter, TablePage, build_table

Entries = QuerySet[AuditEntry]


@page("audit.read_trail")
def trail(request: PageRequest) -> HttpResponse:
    """Show the trail, newest first; a POST verifies the whole chain and shows the result."""
    report = None
    if request.method == "POST":
        report = _verified(request)
    table = _table(request)
    used = sorted(one.key for one in table.filters if one.value)
    record(by=request.actor, at=request.at, action="audit.read_trail", detail={"filters": used})
    context = {
        "title": _("Audit trail"),
        "table": table,
        "report": report,
        "expected": request.POST.get("expected", ""),
    }
    return render(request, "site/trail.html", context)


def _verified(request: PageRequest) -> ChainReport:
    expected = request.POST.get("expected", "").strip()
    number, colon, _mac = expected.partition(":")
    report = verify(expected_head=expected if colon and number.isdecimal() else "")
    detail: dict[str, object] = {"entries": report.entries, "holds": report.broken_at is None}
    record(by=request.actor, at=request.at, action="audit.verify_chain", detail=detail)
    return report


def _table(request: PageRequest) -> TablePage:
    filters = [
        Filter("actor", _("Account identifier"), lambda rows, v: rows.filter(actor_id=v)),
        Filter("action", _("Action"), lambda rows, v: rows.filter(action__startswith=v)),
        Filter("record", _("Record identifier"), lambda rows, v: rows.filter(record_id=v)),
        Filter("day", _("Day (2026-11-21)"), _on_day),
    ]
    names = _Names()
    columns = [
        Column("sequence", _("No."), sort="sequence", numeric=True),
        Column("at", _("When"), value=lambda row: row.at),
        Column("actor_id", _("Who"), value=lambda row: names.of(row.actor_id)),
        Column("roles", _("As"), value=_roles),
        Column("action", _("What"), header=True),
        Column("record", _("Record"), value=lambda row: f"{row.record_kind} {row.record_id}".strip()),
        Column("purpose", _("Purpose"), value=lambda row: row.purpose.replace("-", " ")),
    ]
    return build_table(
        request.GET,
        AuditEntry.objects.order_by("-sequence"),
        columns,
        filters,
        page_size=50,
        caption=_("Audit entries"),
        empty=_("Entries stand here as people work."),
    )


def _on_day(rows: Entries, wanted: str) -> Entries:
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return rows.none()
    first = datetime.combine(day, time.min, tzinfo=UTC)
    return rows.filter(at__gte=first, at__lt=first + timedelta(days=1))


def _roles(row: AuditEntry) -> str:
    return ", ".join(ROLES[key].label for key in row.roles.split() if key in ROLES)


class _Names:
    """The names of the accounts on a page, all read at the first question."""

    def __init__(self) -> None:
        self._known: dict[str, str] | None = None

    def of(self, actor_id: str) -> str:
        """Return the account's name with the start of its identifier; the identifier alone where it is no account."""
        try:
            UUID(actor_id)
        except ValueError:
            return actor_id
        if self._known is None:
            self._known = {str(key): name for key, name in Account.objects.values_list("pk", "name")}
        return f"{self._known.get(actor_id, '')} ({actor_id})".strip()
