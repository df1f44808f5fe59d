"""Addresses of the whole site. Each room brings its own under its name."""

from django.conf import settings
from django.urls import include, path

from manumit.site.api import api
from manumit.site.health import healthz, readyz
from manumit.site.pages.find import search_page, thread_page
from manumit.site.pages.home import home

handler404 = "manumit.platform.ui.errors.not_found"
handler500 = "manumit.platform.ui.errors.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/", api.urls),
    path("search/", search_page, name="search"),
    path("thread/<slug:kind>/<uuid:record_id>/", thread_page, name="thread"),
    path("accounts/", include("allauth.urls")),
    path("administration/", include("manumit.site.pages.administration_urls")),
    *(path(f"{room}/", include(f"manumit.areas.{room}.pages.urls")) for room in settings.ROOMS),
]
