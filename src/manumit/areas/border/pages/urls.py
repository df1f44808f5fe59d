"""Addresses of the border room."""

from django.urls import URLPattern, path

from manumit.areas.border.pages import hits, hub, indicators, messages, port, watchlist

app_name = "border"
urlpatterns: list[URLPattern] = [
    path("", hub.hub, name="hub"),
    path("coverage/", hub.coverage, name="coverage"),
    path("carrier/", hub.carrier, name="carrier"),
    path("messages/", messages.messages, name="messages"),
    path("messages/<uuid:message_id>/", messages.message, name="message"),
    path("messages/<uuid:message_id>/raw/", messages.raw, name="raw"),
    path("messages/<uuid:message_id>/replay/", messages.replay, name="replay"),
    path("manifests/", messages.manifests, name="manifests"),
    path("manifests/<uuid:manifest_id>/", messages.manifest, name="manifest"),
    path("hits/", hits.hits, name="hits"),
    path("hits/<uuid:hit_id>/", hits.hit, name="hit"),
    path("hits/<uuid:hit_id>/outcome/", hits.outcome, name="outcome"),
    path("watchlist/", watchlist.watchlist, name="watchlist"),
    path("watchlist/propose/", watchlist.propose, name="propose_entry"),
    path("watchlist/<uuid:entry_id>/", watchlist.entry, name="entry"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/propose/", indicators.propose, name="propose_indicator"),
    path("indicators/<uuid:indicator_id>/", indicators.indicator, name="indicator"),
    path("port/", port.arrivals, name="port"),
    path("port/<uuid:hit_id>/", port.meet, name="meet"),
    path("port/<uuid:hit_id>/outcome/", port.outcome, name="meet_outcome"),
    path("port/<uuid:hit_id>/referral/", port.referral, name="start_referral"),
]
