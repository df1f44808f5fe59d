"""Invented people who work in the system: at least one for each role, two where a second pair of eyes is the rule."""

from manumit.cli.demo.nation.model import StaffMember
from manumit.cli.demo.nation.names import CULTURES, fold
from manumit.cli.demo.nation.rolls import rolls

MAIL_DOMAIN = "demo.manumit.example"

_DESKS = """
first_responder ukba
first_responder northmoor-police
first_responder northmoor-council
first_responder poppy
caseworker ukhtc-ca
caseworker ukba-ca
reviewer ukhtc-ca
reviewer ukba-ca
quality_lead ukhtc-ca
immigration_official ukba-removals
prime_contractor salvation-army
support_worker lantern-house
support_worker rowan-tree
support_worker safe-harbour
local_authority northmoor-council
local_authority guardian-service
targeting_analyst nbtc
targeting_analyst nbtc
targeting_supervisor nbtc
port_officer ukba LHR
port_officer ukba LTN
port_officer ukba STN
port_officer ukba DVR
carrier carrier-ba
carrier carrier-w6
intelligence_officer ukhtc
intelligence_officer northmoor-police
intelligence_supervisor ukhtc
liaison_officer post-lagos
liaison_officer post-hanoi
liaison_officer post-bucharest
tasking_officer occc
financial_investigator occc
prosecutor cps
triage_officer public-reports
policy_official home-office
policy_official ministry-justice
statistician home-office
chief_statistician home-office
librarian home-office
data_guardian oversight
administrator platform
"""
_CULTURES = (
    "british",
    "irish",
    "indian",
    "british",
    "polish",
    "ghanaian",
    "pakistani",
    "british",
    "jamaican",
    "yoruba",
    "italian",
)


def staff(seed: int) -> tuple[StaffMember, ...]:
    """Return the staff; keys are `role`, or `role-2` and on where a role has several people."""
    roll = rolls(seed, "staff")
    people: list[StaffMember] = []
    for number, line in enumerate(_DESKS.strip().splitlines()):
        role, organisation, *port = line.split()
        culture = CULTURES[_CULTURES[number % len(_CULTURES)]]
        sex = roll.choice("FM")
        surname, given = culture.surname(roll).latin(sex), culture.given(roll, sex).latin(sex)
        before = sum(each.role == role for each in people)
        key = role.replace("_", "-") + (f"-{before + 1}" if before else "")
        people.append(
            StaffMember(
                key=key,
                name=f"{given} {surname}",
                email=f"{_mailbox(given)}.{_mailbox(surname)}.{number + 1:02d}@{MAIL_DOMAIN}",
                organisation=organisation,
                role=role,
                port=port[0] if port else "",
            )
        )
    return tuple(people)


def _mailbox(name: str) -> str:
    return "".join(letter for letter in fold(name).lower() if letter.isalpha())
