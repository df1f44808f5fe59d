"""Steps of support: who may, what holds them back, and how the money follows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from manumit.areas.care import api
from manumit.areas.care.models import FundingLine, Incident, Placement, SafeAddress, SupportEpisode, Tariff
from manumit.areas.care.selectors import episodes_visible_to, funding_visible_to, placements_visible_to
from manumit.errors import AccessRefused, Conflict, Duplicate, InputError, MoveRefused, NotFound, PolicyGap, RuleBroken
from manumit.platform.audit.chain import verify
from manumit.platform.audit.models import AuditEntry
from manumit.platform.thread.links import Ref, thread_of
from tests.support import AT, SYSTEM

TODAY = AT.date()
DAY = timedelta(days=1)


def lines_of(episode):
    stands = SupportEpisode.objects.get(pk=episode).funding_generation
    rows = FundingLine.objects.filter(episode_id=episode, generation=stands).order_by("starts")
    return [(row.provider.organisation.name, row.starts, row.ends, row.pence_per_day) for row in rows]


def test_a_person_is_opened_once_and_has_eight_hours(world):
    referral = uuid4()
    first = world.wait(referral_id=referral, pseudonym="Heron-x")
    again = world.wait(referral_id=referral, pseudonym="Heron-y")
    assert first == again
    assert SupportEpisode.objects.get().bed_due == AT + timedelta(hours=8)


def test_nobody_but_the_house_opens_support(world):
    with pytest.raises(AccessRefused):
        api.open_episode(by=world.contractor, at=AT, referral_id=uuid4(), pseudonym="Heron-z", age_band="adult")


def test_acceptance_places_her_and_the_money_starts(world):
    episode = world.placed()
    assert lines_of(episode) == [("Lantern House", TODAY, None, 10_000)]
    stored = SupportEpisode.objects.get(pk=episode)
    assert (stored.state, stored.plan_due) == ("in_service", TODAY + 5 * DAY)
    assert AuditEntry.objects.filter(action="care.accept_offer", record_id=str(episode)).count() == 1


def test_a_move_closes_and_opens_on_the_same_day(world):
    episode = world.placed()
    world.agrees(episode)
    api.move(by=world.contractor, at=AT, episode_id=episode, place_id=world.places[1], on=TODAY + 10 * DAY)
    assert lines_of(episode) == [
        ("Lantern House", TODAY, TODAY + 10 * DAY, 10_000),
        ("Rowan Tree", TODAY + 10 * DAY, None, 10_000),
    ]


def test_a_move_without_her_agreement_is_refused_and_changes_nothing(world):
    episode = world.placed()
    with pytest.raises(MoveRefused, match="not agreed"):
        api.move(by=world.contractor, at=AT, episode_id=episode, place_id=world.places[1], on=TODAY + DAY)
    world.agrees(episode)
    world.agrees(episode, "withdrawn")
    with pytest.raises(MoveRefused):
        api.move(by=world.contractor, at=AT, episode_id=episode, place_id=world.places[1], on=TODAY + DAY)
    assert Placement.objects.get(episode_id=episode).ends is None


def test_a_provider_out_of_inspection_receives_nobody(world):
    episode = world.wait()
    api.record_inspection(by=world.contractor, at=AT, provider_id=world.providers[0], inspected_until=TODAY)
    with pytest.raises(MoveRefused, match="inspection"):
        api.offer_place(by=world.contractor, at=AT, episode_id=episode, place_id=world.places[0])


def test_the_last_bed_is_promised_once(world):
    world.offered()
    world.placed()
    with pytest.raises(MoveRefused, match="no free bed"):
        world.offered()
    assert api.free_places(by=world.contractor, on=TODAY)["TLI"] == 0


def test_an_offer_is_answered_once(world):
    _episode, offer = world.offered()
    api.decline_offer(by=world.worker, at=AT, offer_id=offer)
    with pytest.raises(MoveRefused):
        api.accept_offer(by=world.contractor, at=AT, offer_id=offer, moved_in=TODAY)


def test_an_offer_that_nobody_answers_runs_out_and_frees_the_bed(world):
    episode, _offer = world.offered()
    assert api.expire_offers(AT + timedelta(hours=47)) == 0
    assert api.expire_offers(AT + timedelta(hours=48)) == 1
    assert SupportEpisode.objects.get(pk=episode).state == "awaiting_offer"
    assert api.free_places(by=world.contractor, on=TODAY)["TLI"] == 2


def test_a_new_tariff_splits_open_stays_and_keeps_the_earlier_version(world):
    episode = world.placed()
    api.add_tariff(
        by=world.contractor, at=AT, service="safe_house", pence_per_day=12_500, starts=TODAY + 3 * DAY, source="Letter"
    )
    assert lines_of(episode) == [
        ("Lantern House", TODAY, TODAY + 3 * DAY, 10_000),
        ("Lantern House", TODAY + 3 * DAY, None, 12_500),
    ]
    assert FundingLine.objects.filter(episode_id=episode).count() == 3


def test_tariffs_with_a_hole_a_double_or_no_source_are_refused(world):
    good = {
        "by": world.contractor,
        "at": AT,
        "service": "outreach",
        "pence_per_day": 100,
        "starts": TODAY,
        "source": "x",
    }
    api.add_tariff(**{**good, "ends": TODAY + DAY})
    for bad in (
        {"starts": TODAY + 5 * DAY},
        {},
        {"starts": TODAY + DAY, "source": " "},
        {"service": "hotel"},
        {"pence_per_day": 0},
    ):
        with pytest.raises(InputError):
            api.add_tariff(**{**good, **bad})


def test_a_service_without_a_price_places_nobody(world):
    place = api.add_place(
        by=world.contractor,
        at=AT,
        provider_id=world.providers[0],
        label="Unit 9",
        region="TLI",
        service="outreach",
        beds=1,
        address="Somewhere",
    )
    episode = world.wait()
    offer = api.offer_place(by=world.contractor, at=AT, episode_id=episode, place_id=place)
    with pytest.raises(PolicyGap):
        api.accept_offer(by=world.contractor, at=AT, offer_id=offer, moved_in=TODAY)
    assert SupportEpisode.objects.get(pk=episode).state == "offered"


def test_support_ends_with_plan_and_the_line_closes(world):
    episode = world.placed(recovery_ends=TODAY + 45 * DAY)
    later = AT + timedelta(days=46)
    end = {"by": world.worker, "at": later, "episode_id": episode, "on": later.date(), "reason": "moved_on"}
    with pytest.raises(MoveRefused, match="journey plan"):
        api.end_support(**end)
    api.write_plan(by=world.worker, at=AT, episode_id=episode, needs={"accommodation": "a room of her own"})
    with pytest.raises(MoveRefused, match="recovery period"):
        api.end_support(**{**end, "at": AT, "on": TODAY + 10 * DAY}, move_on_plan="a flat", destitution_checked=True)
    api.end_support(**end, move_on_plan="a flat", destitution_checked=True)
    assert lines_of(episode) == [("Lantern House", TODAY, TODAY + 46 * DAY, 10_000)]
    assert SupportEpisode.objects.get(pk=episode).state == "ended"
    with pytest.raises(NotFound):  # she is no longer with this provider
        api.read_episode(by=world.worker, at=later, episode_id=episode)


def test_who_never_came_is_closed_without_money(world):
    episode, offer = world.offered()
    api.end_support(by=world.contractor, at=AT, episode_id=episode, on=TODAY, reason="own_choice")
    assert lines_of(episode) == []
    assert api.offer_view(by=world.contractor, offer_id=offer).state == "declined"


def test_the_statement_charges_each_night_to_the_provider_where_she_slept(world):
    episode = world.placed()
    world.agrees(episode)
    api.move(by=world.contractor, at=AT, episode_id=episode, place_id=world.places[1], on=TODAY + 4 * DAY)
    asked = AT + timedelta(days=30)
    span = {"by": world.contractor, "at": asked, "first": TODAY, "last": TODAY + 9 * DAY}
    first = api.statement(provider_id=world.providers[0], **span)
    second = api.statement(provider_id=world.providers[1], **span)
    assert (first.total_pence, second.total_pence) == (40_000, 60_000)
    assert sum(person.days for person in (*first.people, *second.people)) == 10
    assert first.lines[0].pseudonym == SupportEpisode.objects.get(pk=episode).pseudonym


def test_nights_that_have_not_passed_are_not_charged(world):
    world.placed()
    found = api.statement(
        by=world.contractor, at=AT + 2 * DAY, provider_id=world.providers[0], first=TODAY, last=TODAY + 20 * DAY
    )
    assert (found.total_pence, found.charged_until) == (20_000, TODAY + 2 * DAY)
    assert api.spending(by=world.contractor, on=TODAY + 2 * DAY).spent_pence == 20_000


def test_a_statement_that_ends_before_it_begins_is_refused(world):
    with pytest.raises(InputError):
        api.statement(by=world.contractor, at=AT, provider_id=world.providers[0], first=TODAY, last=TODAY - DAY)


def test_a_worker_sees_her_own_people_only(world):
    mine, theirs = world.placed(place=0), world.placed(place=1)
    assert set(episodes_visible_to(world.worker).values_list("pk", flat=True)) == {mine}
    assert not placements_visible_to(world.worker).filter(episode_id=theirs).exists()
    for act in (
        lambda: api.read_episode(by=world.worker, at=AT, episode_id=theirs),
        lambda: api.write_plan(by=world.worker, at=AT, episode_id=theirs, needs={"advice": "x"}),
        lambda: api.record_incident(
            by=world.worker, at=AT, episode_id=theirs, kind="missing", happened_at=AT, account="gone"
        ),
        lambda: api.open_address(by=world.worker, at=AT, place_id=world.places[1], purpose="to visit a person"),
        lambda: api.provider_view(by=world.worker, provider_id=world.providers[1], on=TODAY),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize(
    "role",
    [
        "immigration_official",
        "intelligence_officer",
        "intelligence_supervisor",
        "caseworker",
        "first_responder",
        "port_officer",
        "administrator",
    ],
)
def test_care_does_not_exist_across_the_wall(world, people, role):
    world.placed()
    actor = people.actor(role)
    assert not episodes_visible_to(actor).exists()
    assert not placements_visible_to(actor).exists()
    assert not funding_visible_to(actor).exists()
    with pytest.raises(AccessRefused):
        api.episodes(by=actor)
    with pytest.raises(AccessRefused):
        api.statement(by=actor, at=AT, provider_id=world.providers[0], first=TODAY, last=TODAY)


def test_finance_sees_pseudonyms_and_no_person(world, people):
    episode = world.placed()
    finance = people.actor("financial_investigator")
    found = api.statement(by=finance, at=AT + DAY, provider_id=world.providers[0], first=TODAY, last=TODAY)
    assert [line.pseudonym for line in found.lines] == [SupportEpisode.objects.get(pk=episode).pseudonym]
    with pytest.raises(AccessRefused):
        api.read_episode(by=finance, at=AT, episode_id=episode)


def test_a_support_worker_sees_no_money(world):
    episode = world.placed()
    view = api.read_episode(by=world.worker, at=AT, episode_id=episode)
    assert (view.shows_funding, view.funding) == (False, ())


def test_an_address_is_opened_for_a_purpose_and_that_is_noted(world):
    with pytest.raises(InputError):
        api.open_address(by=world.worker, at=AT, place_id=world.places[0], purpose="  x ")
    opened = api.open_address(by=world.worker, at=AT, place_id=world.places[0], purpose="bring her things")
    assert opened.address.startswith("17 ")
    assert "Quill" not in repr(opened)
    entry = AuditEntry.objects.get(action="care.open_address")
    assert (entry.record_id, entry.actor_id) == (str(world.places[0]), world.worker.user_id)
    assert "things" not in str(entry.detail)


def test_the_address_lies_sealed_under_its_own_key(world):
    raw = SafeAddress.objects.values_list("address", flat=True).first()
    assert "Quillfeather" not in str(raw)


def test_a_label_may_not_tell_the_address(world):
    with pytest.raises(InputError):
        api.add_place(
            by=world.contractor,
            at=AT,
            provider_id=world.providers[0],
            label="Zorbington house",
            region="TLI",
            service="safe_house",
            beds=1,
            address="17 Quill Mews, Zorbington",
        )


def test_an_alert_needs_what_was_done_to_close(world):
    episode = world.placed()
    alert = api.record_incident(
        by=world.worker, at=AT, episode_id=episode, kind="contact_by_exploiter", happened_at=AT, account="A call"
    )
    assert api.alerts(by=world.contractor)[1] == 1
    with pytest.raises(InputError):
        api.close_incident(by=world.contractor, at=AT, incident_id=alert, done=" ")
    api.close_incident(by=world.contractor, at=AT, incident_id=alert, done="Moved her telephone number")
    assert api.alerts(by=world.contractor) == ((), 0)
    with pytest.raises(MoveRefused):
        api.close_incident(by=world.contractor, at=AT, incident_id=alert, done="again")


@pytest.mark.parametrize("bad", [{"kind": "party"}, {"account": "  "}, {"happened_at": AT + timedelta(hours=1)}])
def test_a_bad_alert_is_refused(world, bad):
    episode = world.placed()
    good = {"kind": "missing", "happened_at": AT, "account": "She did not come back"}
    with pytest.raises(InputError):
        api.record_incident(by=world.worker, at=AT, episode_id=episode, **{**good, **bad})


def test_two_who_write_the_plan_at_once_meet_a_conflict(world):
    episode = world.placed()
    api.write_plan(by=world.worker, at=AT, episode_id=episode, needs={"advice": "a solicitor"})
    api.write_plan(by=world.worker, at=AT, episode_id=episode, needs={"advice": "two"}, expected=1)
    with pytest.raises(Conflict):
        api.write_plan(by=world.contractor, at=AT, episode_id=episode, needs={"advice": "three"}, expected=1)
    with pytest.raises(InputError):
        api.write_plan(by=world.worker, at=AT, episode_id=episode, needs={"luxury": "x"})


def test_an_organisation_joins_the_contract_once(world):
    with pytest.raises(Duplicate):
        api.add_provider(by=world.contractor, at=AT, organisation_id=world.lantern.pk, inspected_until=TODAY)


def test_what_was_paid_cannot_be_changed_or_deleted(world):
    world.placed()
    line = FundingLine.objects.get()
    with pytest.raises(RuleBroken):
        line.save()
    for act in (
        lambda: FundingLine.objects.update(pence_per_day=1),
        lambda: FundingLine.objects.all()._raw_delete("default"),
        lambda: Tariff.objects.update(pence_per_day=1),
        lambda: Placement.objects.update(starts=TODAY - DAY),
        lambda: SupportEpisode.objects.update(pseudonym="x"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_thread_leads_from_the_decision_to_the_money(world):
    decision = Ref("decision", uuid4())
    episode = world.placed(earlier=decision)
    after = thread_of(world.contractor, Ref("support_episode", episode)).after
    assert [step.ref.kind for step in after] == ["placement", "funding_line"]
    line = FundingLine.objects.get()
    before = thread_of(world.contractor, Ref("funding_line", line.pk)).before
    assert [step.ref.kind for step in before] == ["support_episode", "placement"]
    assert [step.ref.kind for step in thread_of(world.worker, Ref("support_episode", episode)).after] == ["placement"]


def test_evidence_counts_without_a_person(world):
    world.placed()
    world.wait()
    found = api.evidence(at=AT)
    assert (found["care.episodes"], found["care.waiting"], found["care.in_service"]) == (2, 1, 1)
    assert (found["care.placed_in_time"], found["care.providers_inspected"]) == (1, 2)


def test_the_chain_holds_after_all_of_this(world):
    episode = world.placed()
    world.agrees(episode)
    Incident.objects.count()
    assert verify().broken_at is None
    assert api.episodes(by=SYSTEM)[1] == 1
