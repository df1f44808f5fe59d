"""Writes of the operations room: one function a move, each in one transaction with one audit entry."""

from manumit.areas.operations.services.casework import (
    add_agency,
    edit_operation,
    end_agency,
    move_operation,
    register_operation,
)
from manumit.areas.operations.services.ledger import give_notice, record_entry, reverse_entry
from manumit.areas.operations.services.planning import cancel_event, plan_event
from manumit.areas.operations.services.results import (
    assess_disruption,
    correct_result,
    record_result,
    share_result,
    withdraw_result,
)
from manumit.areas.operations.services.tasking import (
    appeal_tasking,
    decide_tasking,
    dismiss_offer,
    receive_offer,
    request_tasking,
)

__all__ = [
    "add_agency",
    "appeal_tasking",
    "assess_disruption",
    "cancel_event",
    "correct_result",
    "decide_tasking",
    "dismiss_offer",
    "edit_operation",
    "end_agency",
    "give_notice",
    "move_operation",
    "plan_event",
    "receive_offer",
    "record_entry",
    "record_result",
    "register_operation",
    "request_tasking",
    "reverse_entry",
    "share_result",
    "withdraw_result",
]
