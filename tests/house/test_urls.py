"""Every address of the site shows its guard: a permission, the agreed list of open pages, or the page of a sign-in step."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from manumit.platform.access import all_permissions
from manumit.platform.ui.pages import PUBLIC_PAGES
from manumit.site.api import api
from manumit.site.pages.sign_in_urls import SIGN_IN_GUARDS

AGREED_PUBLIC_PAGES = {
    "manumit.areas.library.pages.views.guidance",
    "manumit.areas.library.pages.views.guidance_file",
    "manumit.areas.library.pages.views.guidance_list",
    "manumit.areas.prevention.pages.public.business",
    "manumit.areas.prevention.pages.public.report",
    "manumit.areas.prevention.pages.public.status",
    "manumit.areas.referrals.pages.lists.law",
    "manumit.areas.statistics.pages.public.published",
    "manumit.areas.statistics.pages.public.published_csv",
    "manumit.areas.statistics.pages.public.published_table",
    "manumit.site.health.healthz",
    "manumit.site.health.readyz",
    "manumit.site.pages.demo.demo_sign_in",
    "manumit.site.pages.home.home",
    "manumit.site.pages.standing.accessibility",
    "manumit.site.pages.standing.kit",
    "manumit.site.pages.standing.licence",
    "manumit.site.pages.standing.privacy",
}
"""What anyone may open. A page is added here by a person who means it, never by a script."""

DJANGO_PAGES = {"set_language": "keeps a word in a cookie"}
UNDECIDED = object()


def addresses(patterns: list, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, route)
        else:
            yield route, one


def all_addresses() -> list[tuple[str, URLPattern]]:
    return list(addresses(get_resolver().url_patterns))


def pages() -> list[tuple[str, URLPattern]]:
    return [(route, one) for route, one in all_addresses() if not route.startswith("api/")]


def operations() -> list[tuple[str, object]]:
    return [
        (f"{operation.methods[0]} {prefix}{path}", operation.view_func)
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
    ]


@pytest.mark.parametrize(("route", "pattern"), [pytest.param(r, p, id=r or "/") for r, p in pages()])
def test_every_page_shows_its_guard(route, pattern):
    if pattern.name in SIGN_IN_GUARDS or pattern.name in DJANGO_PAGES:
        return
    permission = getattr(pattern.callback, "permission", UNDECIDED)
    assert permission is not UNDECIDED, f"{route}: neither @page nor @public_page"
    if permission is None:
        view = pattern.callback
        assert f"{view.__module__}.{view.__qualname__}" in PUBLIC_PAGES
    else:
        assert permission in {one.name for one in all_permissions()}


def test_the_open_pages_are_the_agreed_ones():
    all_addresses()
    assert PUBLIC_PAGES == AGREED_PUBLIC_PAGES


@pytest.mark.parametrize(("route", "call"), [pytest.param(r, c, id=r) for r, c in operations()])
def test_every_operation_of_the_api_shows_its_guard(route, call):
    permission = getattr(call, "permission", UNDECIDED)
    assert permission is not UNDECIDED, f"{route}: neither @operation nor @open_operation"
    assert permission is None or permission in {one.name for one in all_permissions()}


def test_no_operation_is_open_without_saying_so_twice():
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                is_open = getattr(operation.view_func, "permission", UNDECIDED) is None
                assert is_open == (operation.auth_param is None), f"{prefix}{path}"


def test_the_sign_in_library_has_no_address_that_is_not_listed():
    library = {
        one.name for _route, one in all_addresses() if getattr(one.callback, "__module__", "").startswith("allauth")
    }
    assert library == set(SIGN_IN_GUARDS)


def test_every_address_has_a_name_of_its_own():
    named = [(route, one.name) for route, one in pages()]
    assert [route for route, name in named if not name] == []
    assert len({route for route, _name in named}) == len(named)
