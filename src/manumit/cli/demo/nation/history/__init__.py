"""Referral history of the demo nation: the published table of 2009-2010 to the person, and any number of later years."""

from manumit.cli.demo.nation.history.later import bulk_referrals
from manumit.cli.demo.nation.history.published import MARGINS, RESPONDERS_2009, history_referrals

__all__ = ["MARGINS", "RESPONDERS_2009", "bulk_referrals", "history_referrals"]
