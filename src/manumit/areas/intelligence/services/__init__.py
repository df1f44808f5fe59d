"""Writes of the intelligence room: one function a move, each in one transaction with one audit entry."""

from manumit.areas.intelligence.services.debriefs import (
    Answer,
    answer,
    check_welfare,
    finish_debrief,
    pause_debrief,
    record_answers,
    record_consent,
    resume_debrief,
    start_debrief,
    stop_debrief,
)
from manumit.areas.intelligence.services.disseminations import (
    acknowledge_dissemination,
    approve_dissemination,
    disseminate,
    give_feedback,
    recall_dissemination,
    refuse_dissemination,
)
from manumit.areas.intelligence.services.groups import form_group, score_group
from manumit.areas.intelligence.services.indicators import propose_indicator_from_debrief
from manumit.areas.intelligence.services.network import add_entity, link_entities, mention_entity
from manumit.areas.intelligence.services.reports import (
    draft_report,
    edit_draft,
    file_report,
    mark_seen,
    release_report,
    return_report,
    sanitise_report,
    submit_report,
)

__all__ = [
    "Answer",
    "acknowledge_dissemination",
    "add_entity",
    "answer",
    "approve_dissemination",
    "check_welfare",
    "disseminate",
    "draft_report",
    "edit_draft",
    "file_report",
    "finish_debrief",
    "form_group",
    "give_feedback",
    "link_entities",
    "mark_seen",
    "mention_entity",
    "pause_debrief",
    "propose_indicator_from_debrief",
    "recall_dissemination",
    "record_answers",
    "record_consent",
    "refuse_dissemination",
    "release_report",
    "resume_debrief",
    "return_report",
    "sanitise_report",
    "score_group",
    "start_debrief",
    "stop_debrief",
    "submit_report",
]
