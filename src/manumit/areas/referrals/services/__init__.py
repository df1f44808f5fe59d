"""Writes of the room: one function a move."""

from manumit.areas.referrals.services.casework import (
    add_account,
    ask_early,
    close_referral,
    consult,
    deal_with_alarm,
    end_recoveries,
    resume_referral,
    suspend_referral,
    tell_of_clocks,
    withdraw_referral,
)
from manumit.areas.referrals.services.deciding import (
    agree_decision,
    disagree_with_decision,
    propose_decision,
    return_decision,
)
from manumit.areas.referrals.services.drafts import expire_drafts, facts_of, save_facts, start_referral
from manumit.areas.referrals.services.evidence import add_evidence, may_open_file, open_evidence
from manumit.areas.referrals.services.history import load_history
from manumit.areas.referrals.services.holds import attempt_removal, removal_hold
from manumit.areas.referrals.services.involvements import declare_by_reference, declare_involvement
from manumit.areas.referrals.services.submission import submit_referral

__all__ = [
    "add_account",
    "add_evidence",
    "agree_decision",
    "ask_early",
    "attempt_removal",
    "close_referral",
    "consult",
    "deal_with_alarm",
    "declare_by_reference",
    "declare_involvement",
    "disagree_with_decision",
    "end_recoveries",
    "expire_drafts",
    "facts_of",
    "load_history",
    "may_open_file",
    "open_evidence",
    "propose_decision",
    "removal_hold",
    "resume_referral",
    "return_decision",
    "save_facts",
    "start_referral",
    "submit_referral",
    "suspend_referral",
    "tell_of_clocks",
    "withdraw_referral",
]
