"""Addresses of the whole site. Each room brings its own under its name."""

from django.conf import settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from manumit.site.api import api
from manumit.site.health import healthz, readyz
from manumit.site.pages import standing
from manumit.site.pages.demo import demo_sign_in
from manumit.site.pages.find import search_page, thread_page
from manumit.site.pages.home import home

handler403 = "manumit.site.pages.standing.forbidden"
handler404 = "manumit.platform.ui.errors.not_found"
handler500 = "manumit.platform.ui.errors.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/", api.urls),
    path("search/", search_page, name="search"),
    path("thread/<slug:kind>/<uuid:record_id>/", thread_page, name="thread"),
    path("accounts/", include("manumit.site.pages.sign_in_urls")),
    path("demo/sign-in/", demo_sign_in, name="demo_sign_in"),
    # a forged choice of language harms nobody, and without the token the public pages set no cookie
    path("language/", csrf_exempt(set_language), name="set_language"),
    path("accessibility/", standing.accessibility, name="accessibility"),
    path("privacy/", standing.privacy, name="privacy"),
    path("licence/", standing.licence, name="licence"),
    path("kit/", standing.kit, name="kit"),
    path("administration/", include("manumit.site.pages.administration_urls")),
    *(path(f"{room}/", include(f"manumit.areas.{room}.pages.urls")) for room in settings.ROOMS),
]
