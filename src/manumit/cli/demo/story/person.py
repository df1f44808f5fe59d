"""The person's way: met at the border, referred, decided upon by two, supported."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from manumit.areas.border import api as border
from manumit.areas.care import api as care
from manumit.areas.referrals import api as referrals
from manumit.cli.demo.nation.model import Message, Nation
from manumit.cli.demo.story.tale import YEAR, Tale, moment
from manumit.cli.demo.world import send
from manumit.kernel.actor import Actor

WORKER = "victim-saulius"
"""Somebody who gave the same telephone number two weeks earlier: what one list cannot show, two can."""


def at_the_border(tale: Tale) -> tuple[UUID, str]:
    """From the carrier's list to the referral; returns the referral and the pseudonym."""
    story, staff = tale.world.story, tale.staff
    service = story.truth.met_today.partition("/")[0]
    for message in _sent_for(story, _service_of(story, WORKER)):
        send(message)
    messages = _sent_for(story, service)
    receipts = [send(message) for message in messages]
    travellers = sum(receipt.travellers for receipt in receipts[: messages[0].parts])
    tale.tell(
        f"A carrier sends the passenger list of {service.partition('-')[0]} Lagos–London: {travellers} travellers read, kept raw, screened."
    )
    officer = staff.actor("port-officer")
    hits = border.hits_to_meet(by=officer, at=moment(8, 3, 9))
    named = {hit.name: hit for hit in hits}
    met = next(hit for name, hit in named.items() if "IYAMU" in name.upper())
    escort = next(hit for hit in hits if hit.id != met.id)
    for hit in (met, escort):
        border.open_hit(by=officer, at=moment(8, 3, 9, 30), hit_id=hit.id)
    border.record_outcome(
        by=officer,
        at=moment(8, 3, 15, 20),
        hit_id=escort.id,
        outcome="suspected_trafficker",
        note="Handed to the police at the port; spoken to apart from those with him.",
        reference="NM/2011/0803",
    )
    border.record_outcome(
        by=officer,
        at=moment(8, 3, 15, 40),
        hit_id=met.id,
        outcome="potential_victim",
        note="She does not know where she will live. The man in the next seat held her passport and answered for her.",
    )
    referral_id = border.start_referral_from_hit(by=officer, at=moment(8, 3, 15, 45), hit_id=met.id)
    tale.tell(
        f"{len(hits)} people to look for: a listed escort under another spelling, and a woman whose contact number a stranger gave too. "
        "The officer at Heathrow speaks with her alone; she may be a victim. A referral opens with the facts carried over."
    )
    submitted = _refer(officer, referral_id)
    tale.tell(
        f"With her informed consent, explained in Edo by an interpreter, referral {submitted.reference} is sent. From here she is {submitted.pseudonym}."
    )
    return referral_id, submitted.pseudonym


def _service_of(story: Nation, person: str) -> str:
    """Return the service on which a person of the hidden network first travels."""
    return next(each.journeys[0] for each in story.truth.people if each.person == person).partition("/")[0]


def _sent_for(story: Nation, service: str) -> list[Message]:
    return sorted((m for m in story.messages if m.service == service), key=lambda m: (m.sent_at, m.key))


def _refer(officer: Actor, referral_id: UUID) -> referrals.SubmittedReferral:
    carried, version, _ = referrals.open_draft(by=officer, at=moment(8, 3, 16), referral_id=referral_id)
    facts = replace(
        carried,
        exploitation=("sexual",),
        languages=("bin", "en"),
        language_explained="Edo",
        interpreter="INT-0417",
        region="TLI",
        wants_support=True,
        safe_contact="Through the reception team at the port, mornings only.",
        immigration_issue=True,
        immigration_reference="DEMO/2011/4471",
    )
    referrals.save_facts(
        by=officer, at=moment(8, 3, 16, 40), referral_id=referral_id, facts=facts, expected_version=version
    )
    return referrals.submit_referral(by=officer, at=moment(8, 3, 17), referral_id=referral_id, consent=True)


def reasonable_grounds(tale: Tale, referral_id: UUID) -> None:
    """The first decision, by two people, and what follows from it."""
    staff = tale.staff
    decision_id = referrals.propose_decision(
        by=_authority(tale, "caseworker", referral_id),
        at=moment(8, 5, 10),
        referral_id=referral_id,
        stage="reasonable_grounds",
        outcome="positive",
        reasons="Her account, the held passport and the listed escort are consistent with recruitment by deception for exploitation.",
        evidence=("Officer's note of 3 August", "Account given with an interpreter", "Observed indicators"),
    )
    referrals.agree_decision(by=_authority(tale, "reviewer", referral_id), at=moment(8, 8, 11), decision_id=decision_id)
    facts = referrals.support_facts(referral_id)
    ends = facts.recovery_ends
    if ends is None:
        raise LookupError("the recovery period did not open")
    days = (ends - date(YEAR, 8, 8)).days
    tale.tell(
        "A caseworker proposes reasonable grounds; nothing happens until a second decision-maker, who had no part in any immigration decision on her, agrees."
    )
    official = staff.actor("immigration-official")
    answer = referrals.removal_hold(by=official, at=moment(8, 8, 12), reference="DEMO/2011/4471")
    held = "yes" if answer.held else "no"
    tale.tell(
        f"Recovery and reflection: {days} days under the 2011 rules, to {ends:%-d %B}. Immigration asks whether removal is held and learns only: {held}."
    )


def _authority(tale: Tale, role: str, referral_id: UUID) -> Actor:
    """Return the caseworker or reviewer who works for the authority that the case was allocated to."""
    queue = referrals.case_queue if role == "caseworker" else referrals.review_queue
    for key in (role, f"{role}-2"):
        actor = tale.staff.actor(key)
        if any(row.id == referral_id for row in queue(by=actor, size=5_000).rows):
            return actor
    raise LookupError("nobody of the demonstration works for the authority of this case")


def support(tale: Tale, pseudonym: str) -> None:
    """A place of safety, a move, and the money that follows."""
    contractor = tale.staff.actor("prime-contractor")
    episode = next(row for row in care.waiting(by=contractor)[0] if row.pseudonym == pseudonym)
    first, second = tale.world.places[0], tale.world.places[1]
    offer_id = care.offer_place(by=contractor, at=moment(8, 8, 14), episode_id=episode.id, place_id=first)
    care.accept_offer(
        by=contractor,
        at=moment(8, 8, 16),
        offer_id=offer_id,
        moved_in=date(YEAR, 8, 8),
        language="Edo",
        explained_by="Support worker",
        evidence="Signed form, with an interpreter",
    )
    care.record_consent(
        by=contractor,
        at=moment(8, 26),
        episode_id=episode.id,
        decision="given",
        language="Edo",
        evidence="Asked with an interpreter; noted",
    )
    care.move(by=contractor, at=moment(8, 26, 12), episode_id=episode.id, place_id=second, on=date(YEAR, 8, 29))
    total = 0
    for provider in tale.world.providers[:2]:
        found = care.statement(
            by=contractor, at=moment(9, 1), provider_id=provider, first=date(YEAR, 8, 1), last=date(YEAR, 8, 31)
        )
        total += found.total_pence
    tale.tell(
        f"A place of safety the same day; three weeks later she moves, and the funding follows her: no gap, no overlap, £{total / 100:,.2f} for August to two providers."
    )


def conclusive_grounds(tale: Tale, referral_id: UUID) -> None:
    """The second decision, by two people."""
    decision_id = referrals.propose_decision(
        by=_authority(tale, "caseworker", referral_id),
        at=moment(9, 26),
        referral_id=referral_id,
        stage="conclusive_grounds",
        outcome="positive",
        reasons="On the balance of probabilities she was recruited and moved by deception for exploitation.",
        evidence=("De-brief", "Officer's note of 3 August", "Result of the operation"),
    )
    referrals.agree_decision(by=_authority(tale, "reviewer", referral_id), at=moment(9, 28), decision_id=decision_id)
    tale.tell(
        "After the recovery period, conclusive grounds are found by one and agreed by another: she was trafficked."
    )
