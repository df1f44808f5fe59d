"""The golden thread, played: from a carrier's passenger list to a published figure and a new risk indicator.

Each chapter acts as the member of staff whose work it is, through the doors that the pages use, so that every rule
(consent, second person, standard of proof, funding without gap) is kept or the demonstration fails.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from manumit.areas.border import api as border
from manumit.areas.care import api as care
from manumit.areas.intelligence import api as intelligence
from manumit.areas.operations import api as operations
from manumit.areas.referrals import api as referrals
from manumit.areas.statistics import api as statistics
from manumit.areas.strategy import api as strategy
from manumit.cli.demo.filling import World, send
from manumit.cli.demo.nation.model import Message, Nation
from manumit.kernel.actor import Actor
from manumit.platform.thread.links import Ref

YEAR = 2011
DEBRIEF_ACTION = "S2-53a"
WORKER = "victim-saulius"
"""Somebody who gave the same telephone number two weeks earlier: what one list cannot show, two can."""


def _on(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(YEAR, month, day, hour, minute, tzinfo=UTC)


class Tale:
    """The story as it goes: what has happened so far, by identifier, and the lines that tell it."""

    def __init__(self, world: World, say: Callable[[str], None]) -> None:
        self.world = world
        self.staff = world.staff
        self.say = say
        self.lines: list[str] = []

    def tell(self, line: str) -> None:
        """Tell the next line, now that it has happened."""
        self.lines.append(f"{len(self.lines) + 1:>2}. {line}")
        self.say(self.lines[-1])


def play(world: World, *, say: Callable[[str], None]) -> list[str]:
    """Play the whole thread, telling each line as it happens; returns the lines."""
    tale = Tale(world, say)
    referral_id, pseudonym = _at_the_border(tale)
    _reasonable_grounds(tale, referral_id)
    _support(tale, pseudonym)
    debrief_id, dissemination_id = _intelligence(tale, referral_id, pseudonym)
    _operation(tale, dissemination_id, pseudonym)
    _conclusive_grounds(tale, referral_id)
    _figures(tale)
    _back_to_the_border(tale, debrief_id)
    return tale.lines


def _at_the_border(tale: Tale) -> tuple[UUID, str]:
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
    hits = border.hits_to_meet(by=officer, at=_on(8, 3, 9))
    named = {hit.name: hit for hit in hits}
    met = next(hit for name, hit in named.items() if "IYAMU" in name.upper())
    escort = next(hit for hit in hits if hit.id != met.id)
    for hit in (met, escort):
        border.open_hit(by=officer, at=_on(8, 3, 9, 30), hit_id=hit.id)
    border.record_outcome(
        by=officer,
        at=_on(8, 3, 15, 20),
        hit_id=escort.id,
        outcome="suspected_trafficker",
        note="Handed to the police at the port; spoken to apart from those with him.",
        reference="NM/2011/0803",
    )
    border.record_outcome(
        by=officer,
        at=_on(8, 3, 15, 40),
        hit_id=met.id,
        outcome="potential_victim",
        note="She does not know where she will live. The man in the next seat held her passport and answered for her.",
    )
    referral_id = border.start_referral_from_hit(by=officer, at=_on(8, 3, 15, 45), hit_id=met.id)
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
    carried, version, _ = referrals.open_draft(by=officer, at=_on(8, 3, 16), referral_id=referral_id)
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
        by=officer, at=_on(8, 3, 16, 40), referral_id=referral_id, facts=facts, expected_version=version
    )
    return referrals.submit_referral(by=officer, at=_on(8, 3, 17), referral_id=referral_id, consent=True)


def _reasonable_grounds(tale: Tale, referral_id: UUID) -> None:
    staff = tale.staff
    decision_id = referrals.propose_decision(
        by=_authority(tale, "caseworker", referral_id),
        at=_on(8, 5, 10),
        referral_id=referral_id,
        stage="reasonable_grounds",
        outcome="positive",
        reasons="Her account, the held passport and the listed escort are consistent with recruitment by deception for exploitation.",
        evidence=("Officer's note of 3 August", "Account given with an interpreter", "Observed indicators"),
    )
    referrals.agree_decision(by=_authority(tale, "reviewer", referral_id), at=_on(8, 8, 11), decision_id=decision_id)
    facts = referrals.support_facts(referral_id)
    ends = facts.recovery_ends
    if ends is None:
        raise LookupError("the recovery period did not open")
    days = (ends - date(YEAR, 8, 8)).days
    tale.tell(
        "A caseworker proposes reasonable grounds; nothing happens until a second decision-maker, who had no part in any immigration decision on her, agrees."
    )
    official = staff.actor("immigration-official")
    answer = referrals.removal_hold(by=official, at=_on(8, 8, 12), reference="DEMO/2011/4471")
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


def _support(tale: Tale, pseudonym: str) -> None:
    contractor = tale.staff.actor("prime-contractor")
    episode = next(row for row in care.waiting(by=contractor)[0] if row.pseudonym == pseudonym)
    first, second = tale.world.places[0], tale.world.places[1]
    offer_id = care.offer_place(by=contractor, at=_on(8, 8, 14), episode_id=episode.id, place_id=first)
    care.accept_offer(
        by=contractor,
        at=_on(8, 8, 16),
        offer_id=offer_id,
        moved_in=date(YEAR, 8, 8),
        language="Edo",
        explained_by="Support worker",
        evidence="Signed form, with an interpreter",
    )
    care.record_consent(
        by=contractor,
        at=_on(8, 26),
        episode_id=episode.id,
        decision="given",
        language="Edo",
        evidence="Asked with an interpreter; noted",
    )
    care.move(by=contractor, at=_on(8, 26, 12), episode_id=episode.id, place_id=second, on=date(YEAR, 8, 29))
    total = 0
    for provider in tale.world.providers[:2]:
        found = care.statement(
            by=contractor, at=_on(9, 1), provider_id=provider, first=date(YEAR, 8, 1), last=date(YEAR, 8, 31)
        )
        total += found.total_pence
    tale.tell(
        f"A place of safety the same day; three weeks later she moves, and the funding follows her: no gap, no overlap, £{total / 100:,.2f} for August to two providers."
    )


def _intelligence(tale: Tale, referral_id: UUID, pseudonym: str) -> tuple[UUID, UUID]:
    staff = tale.staff
    officer, supervisor = staff.actor("intelligence-officer"), staff.actor("intelligence-supervisor")
    debrief_id = _debrief(tale, referral_id, pseudonym)
    report_id = intelligence.file_report(
        by=officer,
        at=_on(8, 17),
        title="Recruitment by telephone in Benin City for salon work in London",
        body="A recruiter used one telephone number for several women; a second man escorts them by air and holds their passports.",
        source_grade="B",
        information_grade="2",
        handling="1",
        scheme="5x5x5",
        earlier=Ref("debrief", debrief_id),
        databases_searched="National, border and own records",
    )
    intelligence.release_report(
        by=supervisor,
        at=_on(8, 18),
        report_id=report_id,
        sanitised_text="One telephone number recruits women abroad; a man escorts them by air.",
    )
    group_id = _group(tale, report_id)
    dissemination_id = intelligence.disseminate(
        by=officer,
        at=_on(8, 23),
        group_id=group_id,
        recipient_organisation_id=staff.organisations["occc"],
        legal_basis="policing_purpose",
        handling_condition="For tasking only. Do not contact anyone named before asking the originator.",
        text="A recruiter, an escort and a facilitator act together. The number of the recruiter is known.",
    )
    intelligence.approve_dissemination(by=supervisor, at=_on(8, 24), dissemination_id=dissemination_id)
    tale.tell(
        "The report is graded 5x5x5; people and links become a group with an open score, unknowns shown as a range, the victim not in it. It goes out under a handling condition, approved by a second person."
    )
    return debrief_id, dissemination_id


def _debrief(tale: Tale, referral_id: UUID, pseudonym: str) -> UUID:
    officer, number = tale.staff.actor("intelligence-officer"), tale.world.story.truth.recruitment_phone
    debrief_id = intelligence.start_debrief(
        by=officer,
        at=_on(8, 16),
        subject_pseudonym=pseudonym,
        kind="victim",
        earlier=Ref("referral", referral_id),
        language="bin",
        interpreter="INT-0417",
        welfare_checked=True,
        welfare_note="Rested, a support worker beside her, breaks agreed.",
    )
    answers = (
        ("home_place", "answered", "Benin City"),
        ("recruitment_method", "answered", "relationship"),
        ("recruiter", "answered", f"A woman she calls Auntie Patience, who rings from {number}"),
        ("promise", "answered", "job"),
        ("debt", "answered", "The fare, to be worked off; an oath was sworn on it"),
        ("legs", "answered", "Benin City to Lagos by road, then by air"),
        ("escorts", "answered", "A man named Festus, who kept the passports"),
        ("officials", "unknown", ""),
        ("transit_harm", "declined", ""),
        ("port", "answered", "Heathrow"),
        ("border_document", "answered", "own"),
        ("booking_payer", "unknown", ""),
        ("sites", "not_asked", ""),
    )
    for question, status, text in answers:
        intelligence.answer(
            by=officer, at=_on(8, 16, 11), debrief_id=debrief_id, question=question, status=status, text=text
        )
    intelligence.record_consent(
        by=officer,
        at=_on(8, 16, 11),
        debrief_id=debrief_id,
        recipient_class="police",
        decision="given",
        language="bin",
        evidence="Said and noted",
    )
    intelligence.finish_debrief(by=officer, at=_on(8, 16, 13), debrief_id=debrief_id)
    tale.tell(
        "She is asked once, in four stages, for all agencies: answered, unknown, declined and not asked are told apart. She names the number that rang her."
    )
    return debrief_id


def _group(tale: Tale, report_id: UUID) -> UUID:
    officer = tale.staff.actor("intelligence-officer")
    at = _on(8, 19)
    people = {
        name: intelligence.add_entity(
            by=officer, at=at, kind="person", label=name, properties={}, report_id=report_id, category=category
        )
        for name, category in (
            ("Auntie Patience", "suspect"),
            ("Festus", "suspect"),
            ("Fixer of papers", "suspect"),
            ("Woman met at port", "victim"),
        )
    }
    phone = intelligence.add_entity(
        by=officer,
        at=at,
        kind="object",
        label="Recruitment telephone",
        properties={"number": tale.world.story.truth.recruitment_phone},
        report_id=report_id,
    )
    for from_id, to_id, relation in (
        (people["Auntie Patience"], phone, "uses"),
        (people["Auntie Patience"], people["Festus"], "knows"),
        (people["Fixer of papers"], people["Festus"], "works_for"),
        (people["Auntie Patience"], people["Woman met at port"], "recruited"),
    ):
        intelligence.link_entities(
            by=officer, at=at, from_id=from_id, to_id=to_id, relation=relation, report_id=report_id
        )
    members = [people["Auntie Patience"], people["Festus"], people["Fixer of papers"]]
    group_id = intelligence.form_group(
        by=officer, at=_on(8, 22), name="Benin salon route", member_ids=members, report_ids=[report_id]
    )
    intelligence.score_group(
        by=officer,
        at=_on(8, 22, 12),
        group_id=group_id,
        answers={"exploitation": 3, "recruitment": 3, "reach": 4, "victims": 2, "violence": None},
    )
    return group_id


def _operation(tale: Tale, dissemination_id: UUID, pseudonym: str) -> None:
    staff = tale.staff
    officer, tasking = staff.actor("financial-investigator"), staff.actor("tasking-officer")
    request_id = operations.request_tasking(
        by=officer,
        at=_on(8, 26),
        title="Stop the Benin salon route",
        asset="surveillance",
        urgency="high",
        harm="serious",
        because="A recruiter and an escort are known, and more women are expected.",
        dissemination=Ref("dissemination", dissemination_id),
    )
    operations.decide_tasking(
        by=tasking,
        at=_on(8, 29),
        request_id=request_id,
        adopted=True,
        reasons="High harm, people named, a partner abroad is ready.",
    )
    operation_id = operations.register_operation(
        by=tasking,
        at=_on(8, 30),
        request_id=request_id,
        name="Kestrel",
        agencies=(staff.organisations["northmoor-police"], staff.organisations["ukba"]),
    )
    for stage, at in (("adopted", _on(8, 31)), ("development", _on(9, 1)), ("arrest_phase", _on(9, 20))):
        plan = "A reception team and interpreters stand by; nobody found is questioned before she has rested."
        operations.move_operation(by=tasking, at=at, operation_id=operation_id, stage=stage, welfare_plan=plan)
    results = (
        ("arrest", "custody NM-2011-0803", 0),
        ("arrest", "custody NM-2011-0920", 0),
        ("safeguarded", pseudonym, 0),
        ("asset_restrained", "order RO-2011-118", 4_250_000),
    )
    for kind, key, pence in results:
        operations.record_result(
            by=tasking,
            at=_on(9, 21),
            operation_id=operation_id,
            kind=kind,
            on=date(YEAR, 9, 20),
            counted_key=key,
            amount_pence=pence,
            note="",
        )
    tale.tell(
        "A tasking request is decided with reasons; operation Kestrel of two agencies arrests two, safeguards her, restrains £42,500.00. Each result counts once."
    )


def _conclusive_grounds(tale: Tale, referral_id: UUID) -> None:
    staff = tale.staff
    decision_id = referrals.propose_decision(
        by=_authority(tale, "caseworker", referral_id),
        at=_on(9, 26),
        referral_id=referral_id,
        stage="conclusive_grounds",
        outcome="positive",
        reasons="On the balance of probabilities she was recruited and moved by deception for exploitation.",
        evidence=("De-brief", "Officer's note of 3 August", "Result of the operation"),
    )
    referrals.agree_decision(by=_authority(tale, "reviewer", referral_id), at=_on(9, 28), decision_id=decision_id)
    tale.tell(
        "After the recovery period, conclusive grounds are found by one and agreed by another: she was trafficked."
    )


def _figures(tale: Tale) -> None:
    staff = tale.staff
    table = statistics.build_table(
        by=staff.actor("statistician"),
        at=_on(10, 5),
        key="referrals_by_exploitation_and_age",
        since=date(2009, 4, 1),
        until=date(2011, 1, 1),
    )
    release_id = statistics.propose_release(by=staff.actor("statistician"), at=_on(10, 5, 12), table_id=table.id)
    statistics.sign_release(by=staff.actor("chief-statistician"), at=_on(10, 6), release_id=release_id)
    columns = dict(zip(table.grid.columns, table.grid.column_totals(), strict=True))
    child, adult, total = columns["child"], columns["adult"], table.grid.total()
    policy = staff.actor("policy-official")
    action = next(each for each in strategy.list_actions(by=policy, at=_on(10, 7)) if each.key == DEBRIEF_ACTION)
    strategy.report_progress(
        by=policy,
        at=_on(10, 7),
        action_id=action.id,
        state="under_way",
        note="The standard de-brief is in use; its first product led to an operation.",
    )
    tale.tell(
        f"The published table comes out of the records: {child} children + {adult} adults = {total:,}, as the strategy prints it; "
        "one statistician proposes it, another signs. The strategy's action on standard de-briefs moves, with live evidence beside it."
    )


def _back_to_the_border(tale: Tale, debrief_id: UUID) -> None:
    staff = tale.staff
    starts = date(YEAR, 10, 12)
    definition = {
        **tale.world.story.learned_indicator,
        "starts": starts.isoformat(),
        "ends": date(2012, 4, 12).isoformat(),
    }
    indicator_id = intelligence.propose_indicator_from_debrief(
        by=staff.actor("intelligence-officer"),
        at=_on(10, 10),
        debrief_id=debrief_id,
        definition=definition,
        because="Women recruited by telephone gave this number to the carrier as their contact.",
    )
    border.approve_indicator(
        by=staff.actor("targeting-supervisor"), at=_on(10, 11), indicator_id=indicator_id, starts=starts
    )
    tale.tell(
        "What she taught becomes a risk indicator, approved by a second person, live from 12 October. On the morning of 18 October it finds a traveller on the next train."
    )
