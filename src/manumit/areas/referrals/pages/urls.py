"""Addresses of the referrals room."""

from django.urls import URLPattern, path

from manumit.areas.referrals.pages import children, decisions, drafts, holds, lists, record

app_name = "referrals"
urlpatterns: list[URLPattern] = [
    path("", lists.mine, name="mine"),
    path("start/", drafts.start, name="start"),
    path("<uuid:referral_id>/draft/", drafts.draft, name="draft"),
    path("<uuid:referral_id>/send/", drafts.send, name="send"),
    path("notified/<uuid:notification_id>/", drafts.notified, name="notified"),
    path("<uuid:referral_id>/", record.referral, name="referral"),
    path("<uuid:referral_id>/evidence/", record.evidence, name="evidence"),
    path("<uuid:referral_id>/evidence/<uuid:file_id>/", record.evidence_file, name="evidence_file"),
    path("<uuid:referral_id>/account/", record.account, name="account"),
    path("<uuid:referral_id>/consult/", record.consult, name="consult"),
    path("<uuid:referral_id>/status/", record.status, name="status"),
    path("<uuid:referral_id>/declare/", record.declare, name="declare_on"),
    path("<uuid:referral_id>/propose/<slug:stage>/", decisions.propose, name="propose"),
    path("letters/<uuid:letter_id>/", record.letter, name="letter"),
    path("cases/", lists.queue, name="queue"),
    path("reviews/", lists.reviews, name="reviews"),
    path("decisions/", lists.decisions, name="decisions"),
    path("decisions/<uuid:decision_id>/", decisions.decision, name="decision"),
    path("decisions/<uuid:decision_id>/review/", decisions.review, name="review"),
    path("alarms/<uuid:alarm_id>/", holds.alarm, name="alarm"),
    path("hold/", holds.hold, name="hold"),
    path("hold/attempt/", holds.attempt_page, name="attempt"),
    path("declare/", holds.declare, name="declare"),
    path("children/", children.children, name="children"),
    path("children/<uuid:referral_id>/", children.child, name="child"),
    path("law/", lists.law, name="law"),
]
