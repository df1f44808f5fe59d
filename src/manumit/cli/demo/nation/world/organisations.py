"""Organisations of the demo with their dated roles: national bodies as the texts name them, local ones invented.

Sources of the dates: the strategy of 2011 (paragraphs 27, 28, 35 and 36, and chapter 2); Hansard, 14 January 2010.
"""

from datetime import date

from manumit.cli.demo.nation.model import Organisation
from manumit.cli.demo.nation.routes import carriers_used

MECHANISM = date(2009, 4, 1)
CHILDREN_LINES = date(2011, 1, 1)
CONTRACT = date(2011, 7, 1)

_RESPONDER = (("first_responder", MECHANISM, None),)
_CHILD_RESPONDER = (("first_responder", CHILDREN_LINES, None),)
_AUTHORITY = (("competent_authority", MECHANISM, None),)
_NONE: tuple[tuple[str, date, date | None], ...] = ()

ORGANISATIONS: tuple[Organisation, ...] = (
    Organisation("police", "Police (all forces)", "police", "GBR", _RESPONDER),
    Organisation("northmoor-police", "Northmoor Constabulary", "police", "GBR", _RESPONDER),
    Organisation("harbourton-police", "Harbourton and Coast Police", "police", "GBR", _RESPONDER),
    Organisation("ukba", "UK Border Agency", "border", "GBR", _RESPONDER),
    Organisation("nbtc", "National Border Targeting Centre", "border", "GBR", _NONE),
    Organisation("ukba-ca", "UK Border Agency, competent authority", "competent_authority", "GBR", _AUTHORITY),
    Organisation("ukba-removals", "UK Border Agency, removals", "immigration", "GBR", _NONE),
    Organisation("ukhtc-ca", "UK Human Trafficking Centre, competent authority", "competent_authority", "GBR", _AUTHORITY),
    Organisation("ukhtc", "UK Human Trafficking Centre, intelligence", "intelligence", "GBR", _NONE),
    Organisation("occc", "Organised Crime Coordination Centre", "tasking", "GBR", _NONE),
    Organisation("cps", "Crown Prosecution Service", "prosecution", "GBR", _NONE),
    Organisation("nhs", "NHS", "health", "GBR", _NONE),
    Organisation("local-authorities", "Local authorities (all)", "local_authority", "GBR", _RESPONDER),
    Organisation("northmoor-council", "Northmoor Borough Council", "local_authority", "GBR", _RESPONDER),
    Organisation("eastwick-council", "Eastwick County Council", "local_authority", "GBR", _RESPONDER),
    Organisation("poppy", "POPPY Project", "ngo", "GBR", _RESPONDER),
    Organisation("kalayaan", "Kalayaan", "ngo", "GBR", _RESPONDER),
    Organisation("tara", "TARA", "ngo", "GBR", _RESPONDER),
    Organisation("migrant-helpline", "Migrant Helpline", "ngo", "GBR", _RESPONDER),
    Organisation("nspcc", "NSPCC trafficking advice line", "ngo", "GBR", _CHILD_RESPONDER),
    Organisation("barnardos", "Barnardo’s", "ngo", "GBR", _CHILD_RESPONDER),
    Organisation("salvation-army", "The Salvation Army", "contractor", "GBR",
                 (("prime_contractor", CONTRACT, None), ("first_responder", CONTRACT, None))),
    Organisation("lantern-house", "Lantern House Trust", "provider", "GBR", (("subcontractor", CONTRACT, None),)),
    Organisation("rowan-tree", "Rowan Tree Support", "provider", "GBR", (("subcontractor", CONTRACT, None),)),
    Organisation("safe-harbour", "Safe Harbour Project", "provider", "GBR", (("subcontractor", CONTRACT, None),)),
    Organisation("guardian-service", "Child Guardian Service (demo)", "guardian", "GBR", (("guardian", CONTRACT, None),)),
    Organisation("post-lagos", "Overseas liaison post Lagos", "overseas_post", "NGA", _NONE),
    Organisation("post-hanoi", "Overseas liaison post Hanoi", "overseas_post", "VNM", _NONE),
    Organisation("post-bucharest", "Overseas liaison post Bucharest", "overseas_post", "ROU", _NONE),
    Organisation("post-beijing", "Overseas liaison post Beijing", "overseas_post", "CHN", _NONE),
    Organisation("post-bratislava", "Overseas liaison post Bratislava", "overseas_post", "SVK", _NONE),
    Organisation("post-tirana", "Overseas liaison post Tirana", "overseas_post", "ALB", _NONE),
    Organisation("public-reports", "Public reporting desk", "prevention", "GBR", _NONE),
    Organisation("home-office", "Home Office", "ministry", "GBR", _NONE),
    Organisation("ministry-justice", "Ministry of Justice", "ministry", "GBR", _NONE),
    Organisation("oversight", "Data guardian’s office", "oversight", "GBR", _NONE),
    Organisation("platform", "Manumit operations", "platform", "GBR", _NONE),
)  # fmt: skip


def organisations() -> tuple[Organisation, ...]:
    """Return every organisation; the carriers of the timetable come last."""
    carriers = tuple(
        Organisation(f"carrier-{each.code.lower()}", each.name, "carrier", each.country) for each in carriers_used()
    )
    return ORGANISATIONS + carriers
