"""Chooses the pages to visit: for each role its first page, its queues, a search, and cases that it may see."""

from dataclasses import dataclass
from typing import Any

CASES_EACH = 3
SEARCHED = "london"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(eq=False)
class Page:
    """One address as one role sees it, with the queries that it issues."""

    role: str
    kind: str
    path: str
    view: str = ""
    queries: int = 0


def choose() -> tuple[list[Page], dict[str, str]]:
    """Return the pages, and a session cookie for each role. Django must be set up on the nation."""
    from manumit.kernel.roles import ROLES
    from manumit.platform.accounts.actors import actor_for, in_force
    from manumit.platform.accounts.models import Membership
    from manumit.platform.edge import now

    at = now()
    pages: list[Page] = []
    sessions: dict[str, str] = {}
    for role in ROLES:
        held = Membership.objects.filter(in_force(at.date()), role=role, account__is_active=True).select_related(
            "account"
        )
        member = held.order_by("account__email").first()
        if member is None:
            continue
        client = _signed_in(member.account)
        actor = actor_for(member.account, at=at)
        found = [page for page in _candidates(role, actor) if _visit_once(client, page)]
        if found:
            sessions[role] = client.cookies["sessionid"].value
            pages += found
    return pages, sessions


def _signed_in(account: Any) -> Any:
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.force_login(account, backend=_BACKEND)
    return client


def _candidates(role: str, actor: Any) -> list[Page]:
    from django.urls import NoReverseMatch, reverse

    from manumit.platform.access import can
    from manumit.platform.rooms import manifests, record_kinds

    pages = [Page(role, "first", "/")]
    for item in (item for manifest in manifests() for item in manifest.menu if can(actor, item.permission)):
        try:
            pages.append(Page(role, "queue", reverse(item.url_name)))
        except NoReverseMatch:
            continue
    if can(actor, "search.search"):
        pages.append(Page(role, "search", f"/search/?q={SEARCHED}"))
    for kind in record_kinds():
        rows = kind.visible(actor).order_by("-pk")[:CASES_EACH]
        pages += [Page(role, "case", kind.card(row, actor).href) for row in rows]
    return pages


def _visit_once(client: Any, page: Page) -> bool:
    """Open the page in this process to count its queries; a page that refuses this role is left out."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(page.path)  # the first visit fills caches of the process
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.path)
    page.queries = len(queries)
    match = getattr(answer, "resolver_match", None)
    page.view = match.view_name if match else page.path
    return bool(answer.status_code < 300 or answer.status_code >= 500)
