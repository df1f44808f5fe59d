"""Addresses of accounts, oversight and operations."""

from django.urls import URLPattern, URLResolver, include, path

from manumit.site.pages import accounts, dead_letters, glass, organisations, own, roles, trail

_ACCOUNTS = [
    path("accounts/", accounts.account_list, name="accounts"),
    path("accounts/new/", accounts.new_account, name="account"),
    path("accounts/<uuid:account_id>/", accounts.account_page, name="account_page"),
    path("accounts/<uuid:account_id>/state/", accounts.suspend, name="suspend"),
    path("accounts/<uuid:account_id>/second-factor/", accounts.clear_factors, name="clear_factors"),
    path("roles/<uuid:membership_id>/end/", accounts.end_role, name="end_role"),
    path("roles/", roles.role_list, name="roles"),
    path("organisations/", organisations.organisation_list, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="organisation"),
    path("organisations/<uuid:organisation_id>/", organisations.organisation_page, name="organisation_page"),
    path("tokens/", own.tokens, name="tokens"),
    path("tokens/<uuid:token_id>/revoke/", own.revoke_token, name="revoke_token"),
    path("purpose/", own.purpose, name="purpose"),
    path("break-glass/", glass.break_glass, name="break_glass"),
    path("glass/", glass.glass_list, name="glass"),
    path("glass/<uuid:glass_id>/", glass.glass_review, name="glass_review"),
]
_AUDIT = [path("", trail.trail, name="trail")]
_JOBS = [
    path("", dead_letters.dead_letters, name="dead_letters"),
    path("<uuid:letter_id>/replay/", dead_letters.replay_letter, name="replay"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_ACCOUNTS, "accounts"))),
    path("trail/", include((_AUDIT, "audit"))),
    path("jobs/", include((_JOBS, "jobs"))),
]
