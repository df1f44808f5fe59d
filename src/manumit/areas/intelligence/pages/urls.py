"""Addresses of the intelligence room."""

from django.urls import path

from manumit.areas.intelligence.pages import debriefs, groups, network, reports, sharing

app_name = "intelligence"
urlpatterns = [
    path("reports/", reports.report_list, name="reports"),
    path("reports/seen/", reports.seen, name="seen"),
    path("reports/new/", reports.new, name="new_report"),
    path("reports/release/", reports.release_queue, name="release_queue"),
    path("reports/<uuid:intelligence_report_id>/", reports.show, name="report"),
    path("reports/<uuid:intelligence_report_id>/edit/", reports.edit, name="edit_report"),
    path("reports/<uuid:intelligence_report_id>/submit/", reports.submit, name="submit_report"),
    path("reports/<uuid:intelligence_report_id>/release/", reports.release, name="release_report"),
    path("reports/<uuid:intelligence_report_id>/return/", reports.give_back, name="return_report"),
    path("reports/<uuid:intelligence_report_id>/sanitise/", reports.sanitise, name="sanitise_report"),
    path("reports/<uuid:intelligence_report_id>/entities/new/", network.add, name="add_entity"),
    path("reports/<uuid:intelligence_report_id>/links/new/", network.link, name="link_entities"),
    path("reports/<uuid:intelligence_report_id>/share/", sharing.share_report, name="share_report"),
    path("debriefs/", debriefs.debrief_list, name="debriefs"),
    path("debriefs/new/", debriefs.start, name="start_debrief"),
    path("debriefs/<uuid:debrief_id>/", debriefs.show, name="debrief"),
    path("debriefs/<uuid:debrief_id>/consent/", debriefs.consent, name="consent"),
    path("debriefs/<uuid:debrief_id>/welfare/", debriefs.welfare, name="welfare"),
    path("debriefs/<uuid:debrief_id>/indicator/", debriefs.indicator, name="propose_indicator"),
    path("debriefs/<uuid:debrief_id>/move/<slug:move>/", debriefs.move, name="move_debrief"),
    path("debriefs/<uuid:debrief_id>/stage/<slug:stage>/", debriefs.stage, name="stage"),
    path("entities/", network.entity_list, name="entities"),
    path("entities/<uuid:entity_id>/", network.show, name="entity"),
    path("network/", network.drawing, name="network"),
    path("groups/", groups.group_list, name="groups"),
    path("groups/new/", groups.form_new, name="new_group"),
    path("groups/<uuid:group_id>/", groups.show, name="group"),
    path("groups/<uuid:group_id>/score/", groups.score, name="score_group"),
    path("groups/<uuid:group_id>/share/", sharing.share_group, name="share_group"),
    path("disseminations/", sharing.dissemination_list, name="disseminations"),
    path("disseminations/received/", sharing.received, name="received"),
    path("disseminations/<uuid:dissemination_id>/", sharing.show, name="dissemination"),
    path("disseminations/<uuid:dissemination_id>/approve/", sharing.approve, name="approve"),
    path("disseminations/<uuid:dissemination_id>/refuse/", sharing.refuse, name="refuse"),
    path("disseminations/<uuid:dissemination_id>/recall/", sharing.recall, name="recall"),
    path("disseminations/<uuid:dissemination_id>/acknowledge/", sharing.acknowledge, name="acknowledge"),
    path("disseminations/<uuid:dissemination_id>/feedback/", sharing.feedback, name="feedback"),
]
