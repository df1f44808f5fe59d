"""Addresses of the care room."""

from django.urls import path

from manumit.areas.care.pages import estate, money, people

app_name = "care"
urlpatterns = [
    path("people/", people.episodes, name="episodes"),
    path("people/<uuid:support_episode_id>/", people.episode, name="episode"),
    path("people/<uuid:support_episode_id>/offer/", people.offer, name="offer"),
    path("people/<uuid:support_episode_id>/move/", people.move, name="move"),
    path("people/<uuid:support_episode_id>/end/", people.end, name="end"),
    path("people/<uuid:support_episode_id>/plan/", people.plan, name="plan"),
    path("people/<uuid:support_episode_id>/consent/", people.consent, name="consent"),
    path("people/<uuid:support_episode_id>/alert/", people.incident, name="incident"),
    path("offers/<uuid:offer_id>/", people.answer, name="answer"),
    path("placements/<uuid:placement_id>/", people.placement, name="placement"),
    path("alerts/", people.alerts, name="alerts"),
    path("alerts/<uuid:incident_id>/close/", people.close_incident, name="close_incident"),
    path("plans/", people.plans, name="plans"),
    path("providers/", estate.providers, name="providers"),
    path("providers/add/", estate.add_provider, name="add_provider"),
    path("providers/<uuid:provider_id>/", estate.provider, name="provider"),
    path("providers/<uuid:provider_id>/inspection/", estate.inspection, name="inspection"),
    path("providers/<uuid:provider_id>/places/add/", estate.add_place, name="add_place"),
    path("places/free/", estate.free_places, name="free_places"),
    path("places/<uuid:place_id>/", estate.place, name="place"),
    path("places/<uuid:place_id>/address/", estate.address, name="address"),
    path("statements/", money.statements, name="statements"),
    path("statements/<uuid:provider_id>/", money.statement, name="statement"),
    path("statements/<uuid:provider_id>/csv/", money.statement_csv, name="statement_csv"),
    path("funding-lines/<uuid:funding_line_id>/", money.funding_line, name="funding_line"),
    path("tariffs/", money.tariffs, name="tariffs"),
]
