"""Writes of the prevention room."""

from manumit.areas.prevention.services.campaigns import add_campaign, record_reach
from manumit.areas.prevention.services.receiving import ReportReceipt, submit_public_report
from manumit.areas.prevention.services.triage import triage_report

__all__ = ["ReportReceipt", "add_campaign", "record_reach", "submit_public_report", "triage_report"]
