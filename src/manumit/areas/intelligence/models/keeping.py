"""How long records of the room are kept. The periods are parameters, not law: the review schedule is the police's own."""

from manumit.platform.records.privacy import Retention

INTELLIGENCE = Retention(
    "intelligence.review",
    6,
    "reviewed and kept while it is needed for a policing purpose; the period is a parameter (unverified), not law",
)
