"""The network's way: one person's account becomes intelligence, a group, an operation and results."""

from datetime import date
from uuid import UUID

from manumit.areas.intelligence import api as intelligence
from manumit.areas.operations import api as operations
from manumit.cli.demo.story.tale import YEAR, Tale, moment
from manumit.platform.thread.links import Ref


def gather_intelligence(tale: Tale, referral_id: UUID, pseudonym: str) -> tuple[UUID, UUID]:
    """The de-brief, the report, the group and its dissemination; returns de-brief and dissemination."""
    staff = tale.staff
    officer, supervisor = staff.actor("intelligence-officer"), staff.actor("intelligence-supervisor")
    debrief_id = _debrief(tale, referral_id, pseudonym)
    report_id = intelligence.file_report(
        by=officer,
        at=moment(8, 17),
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
        at=moment(8, 18),
        report_id=report_id,
        sanitised_text="One telephone number recruits women abroad; a man escorts them by air.",
    )
    group_id = _group(tale, report_id)
    dissemination_id = intelligence.disseminate(
        by=officer,
        at=moment(8, 23),
        group_id=group_id,
        recipient_organisation_id=staff.organisations["occc"],
        legal_basis="policing_purpose",
        handling_condition="For tasking only. Do not contact anyone named before asking the originator.",
        text="A recruiter, an escort and a facilitator act together. The number of the recruiter is known.",
    )
    intelligence.approve_dissemination(by=supervisor, at=moment(8, 24), dissemination_id=dissemination_id)
    tale.tell(
        "The report is graded 5x5x5; people and links become a group with an open score, unknowns shown as a range, the victim not in it. It goes out under a handling condition, approved by a second person."
    )
    return debrief_id, dissemination_id


def _debrief(tale: Tale, referral_id: UUID, pseudonym: str) -> UUID:
    officer, number = tale.staff.actor("intelligence-officer"), tale.world.story.truth.recruitment_phone
    debrief_id = intelligence.start_debrief(
        by=officer,
        at=moment(8, 16),
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
            by=officer, at=moment(8, 16, 11), debrief_id=debrief_id, question=question, status=status, text=text
        )
    intelligence.record_consent(
        by=officer,
        at=moment(8, 16, 11),
        debrief_id=debrief_id,
        recipient_class="police",
        decision="given",
        language="bin",
        evidence="Said and noted",
    )
    intelligence.finish_debrief(by=officer, at=moment(8, 16, 13), debrief_id=debrief_id)
    tale.tell(
        "She is asked once, in four stages, for all agencies: answered, unknown, declined and not asked are told apart. She names the number that rang her."
    )
    return debrief_id


def _group(tale: Tale, report_id: UUID) -> UUID:
    officer = tale.staff.actor("intelligence-officer")
    at = moment(8, 19)
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
        by=officer, at=moment(8, 22), name="Benin salon route", member_ids=members, report_ids=[report_id]
    )
    intelligence.score_group(
        by=officer,
        at=moment(8, 22, 12),
        group_id=group_id,
        answers={"exploitation": 3, "recruitment": 3, "reach": 4, "victims": 2, "violence": None},
    )
    return group_id


def run_operation(tale: Tale, dissemination_id: UUID, pseudonym: str) -> None:
    """Tasking, an operation and its results."""
    staff = tale.staff
    officer, tasking = staff.actor("financial-investigator"), staff.actor("tasking-officer")
    request_id = operations.request_tasking(
        by=officer,
        at=moment(8, 26),
        title="Stop the Benin salon route",
        asset="surveillance",
        urgency="high",
        harm="serious",
        because="A recruiter and an escort are known, and more women are expected.",
        dissemination=Ref("dissemination", dissemination_id),
    )
    operations.decide_tasking(
        by=tasking,
        at=moment(8, 29),
        request_id=request_id,
        adopted=True,
        reasons="High harm, people named, a partner abroad is ready.",
    )
    operation_id = operations.register_operation(
        by=tasking,
        at=moment(8, 30),
        request_id=request_id,
        name="Kestrel",
        agencies=(staff.organisations["northmoor-police"], staff.organisations["ukba"]),
    )
    for stage, at in (("adopted", moment(8, 31)), ("development", moment(9, 1)), ("arrest_phase", moment(9, 20))):
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
            at=moment(9, 21),
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
