"""Nothing that a carrier sends is lost: the disk first, once in effect, quarantine that keeps what can be read."""

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from manumit.areas.border import api
from manumit.areas.border.models import Hit, Manifest, ManifestPart, Message, Traveller
from manumit.areas.border.services import inbox, intake
from manumit.errors import AccessRefused, ConfigError, InputError, RuleBroken
from manumit.lake import count_by_day, movements_on
from manumit.platform.audit.models import AuditEntry

from .support import AT, DAY, INTAKE, LEG, adult, child, crowd, list_of, listed_person, live_entry, numbered, receive

pytestmark = pytest.mark.django_db


class Crash(BaseException):
    """The machine stops: nothing may catch it."""


def files(home):
    return sorted((home / "inbox").rglob("*.edi"))


def test_a_message_is_kept_sealed_exactly_as_received_and_read(home):
    body = list_of(adult(), child())
    receipt = api.receive_message(by=INTAKE, at=AT, body=body, channel="http")
    assert (receipt.status, receipt.travellers, len(receipt.manifest_ids)) == ("parsed", 2, 1)
    (path,) = files(home)
    assert path.parent == home / "inbox" / "2026" / "11" / "21"
    assert b"OKORO" not in path.read_bytes()
    message = Message.objects.get()
    assert inbox.read_from_inbox(message.sha256, message.stored_on) == body


def test_the_file_is_synced_and_renamed_before_the_row_is_written(home, monkeypatch):
    seen = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: seen.append("fsync"))
    register = intake._register

    def looking(*args):
        seen.append(("row", len(files(home))))
        return register(*args)

    monkeypatch.setattr(intake, "_register", looking)
    receive(adult())
    assert seen.index(("row", 1)) >= 2
    assert seen[:2] == ["fsync", "fsync"]


def test_a_crash_between_the_disk_and_the_row_is_recovered_once(home, monkeypatch):
    def stop(*args):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(intake, "_register", stop)
        with pytest.raises(Crash):
            receive(adult(), child())
    assert Message.objects.count() == 0
    assert len(files(home)) == 1
    later = AT + timedelta(hours=1)
    assert api.recover_inbox(later) == 1
    assert api.recover_inbox(later) == 0
    message = Message.objects.get()
    assert (message.status, message.travellers, message.received_at, message.channel) == ("parsed", 2, AT, "http")
    assert Traveller.objects.count() == 2
    assert receive(adult(), child()).status == "duplicate"
    assert count_by_day(intake.lake_root()) == {DAY: 2}


def test_a_crash_while_reading_is_finished_by_recovery_and_by_a_second_sending(monkeypatch):
    def stop(*args, **kwargs):
        raise Crash

    for finish in (lambda: api.recover_inbox(AT), lambda: receive(adult("SECOND"))):
        sent = adult("SECOND") if Message.objects.exists() else adult("FIRST")
        with monkeypatch.context() as patch:
            patch.setattr(intake, "_read_and_screen", stop)
            with pytest.raises(Crash):
                receive(sent)
        assert Message.objects.filter(status="received").count() == 1
        finish()
        assert Message.objects.filter(status="received").count() == 0
    assert Traveller.objects.count() == 2


def test_a_crash_before_the_lake_is_made_good_without_counting_twice(monkeypatch):
    def stop(*args, **kwargs):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(intake, "append_movements", stop)
        with pytest.raises(Crash):
            receive(adult(), child())
    assert count_by_day(intake.lake_root()) == {}
    assert api.recover_inbox(AT) == 1
    assert count_by_day(intake.lake_root()) == {DAY: 2}
    assert api.recover_inbox(AT) == 0


def test_a_message_that_fails_again_and_again_ends_in_quarantine_where_a_person_sees_it(monkeypatch):
    receive(adult())
    Message.objects.update(status="received", attempts=3, processed_at=None)
    assert api.recover_inbox(AT) == 1
    message = Message.objects.get()
    assert (message.status, message.reason_code) == ("quarantined", "processing-failed")


def test_a_message_sent_again_is_recognised_and_answered_alike():
    first = receive(adult(), child())
    second = receive(adult(), child(), at=AT + timedelta(hours=3))
    assert second.status == "duplicate"
    assert second.duplicate_of == first.message_id
    assert (second.message_id, second.manifest_ids, second.travellers) == (first.message_id, first.manifest_ids, 2)
    assert Message.objects.get().repeats == 1
    assert Traveller.objects.count() == 2


def test_a_message_that_is_no_message_is_kept_in_quarantine(home):
    receipt = api.receive_message(by=INTAKE, at=AT, body=b"\xff\xfenot a list", channel="http")
    assert receipt.status == "quarantined"
    message = Message.objects.get()
    assert message.reason
    assert message.offset is not None
    assert len(files(home)) == 1


def test_a_cut_message_stands_in_quarantine_with_its_place_and_its_readable_people_are_screened(people):
    live_entry(people)
    body = list_of(adult(), listed_person(locator="XYZ"), child(), adult("LAST"))
    body = body[: body.index(b"LAST") + 2]
    receipt = api.receive_message(by=INTAKE, at=AT, body=body, channel="http")
    message = Message.objects.get()
    assert receipt.status == "quarantined"
    assert message.segment
    assert message.offset
    assert message.reason
    assert Traveller.objects.count() >= 3
    assert Hit.objects.count() == 1


def test_people_of_a_list_without_a_service_are_kept_and_screened_and_join_it_on_replay(people, monkeypatch):
    live_entry(people)
    body = list_of(listed_person(), adult())
    whole = intake.read_body
    with monkeypatch.context() as patch:

        def without_legs(raw, *, received):
            found = whole(raw, received=received)
            return replace(
                found, lists=(replace(found.lists[0], legs=()),), fault=intake.Fault("no-leg", "No leg.", 3, 40)
            )

        patch.setattr(intake, "read_body", without_legs)
        receipt = api.receive_message(by=INTAKE, at=AT, body=body, channel="http")
    assert receipt.status == "quarantined"
    assert Traveller.objects.filter(manifest=None).count() == 2
    hit = Hit.objects.get()
    desk = people.actor("targeting_analyst")
    again = api.replay_message(by=desk, at=AT + timedelta(hours=1), message_id=receipt.message_id)
    assert again.status == "parsed"
    assert Traveller.objects.filter(manifest=None).count() == 0
    assert Traveller.objects.count() == 2
    hit.refresh_from_db()
    assert hit.port == "LHR"
    assert Hit.objects.count() == 1


def test_what_was_read_whole_is_not_replayed(people):
    receipt = receive(adult())
    with pytest.raises(RuleBroken):
        api.replay_message(by=people.actor("targeting_analyst"), at=AT, message_id=receipt.message_id)


def test_infants_and_children_stand_like_everybody_else():
    receive(adult(), child(), child("OKORO", "BABY", date(2026, 2, 1)))
    rows = {row.given_names: row for row in Traveller.objects.all()}
    assert (rows["GRACE"].is_child, rows["AMAKA"].is_child, rows["BABY"].is_infant) == (False, True, True)


def test_an_age_that_is_not_known_stays_unknown():
    receive(adult(birth=None))
    assert Traveller.objects.get().is_child is None


def test_two_people_of_one_name_and_birth_are_two_people():
    receive(adult(unique_ref="A"), adult(unique_ref="B"))
    receive(adult(unique_ref="C"), control_reference="2")
    assert Traveller.objects.count() == 3


def test_parts_come_together_on_one_manifest_and_it_is_incomplete_until_the_last(people):
    parts = {"access_reference": "ZZ123/261122"}
    receive(adult("ONE"), part=numbered(1, True, False), **parts)
    manifest = Manifest.objects.get()
    assert not manifest.complete
    receive(adult("THREE"), part=numbered(3, False, True), control_reference="3", **parts)
    manifest.refresh_from_db()
    assert not manifest.complete
    receive(adult("TWO"), part=numbered(2, False, False), control_reference="2", **parts)
    manifest.refresh_from_db()
    assert manifest.complete
    assert manifest.travellers.count() == 3
    assert ManifestPart.objects.count() == 3


def test_a_change_mends_the_traveller_and_makes_no_second_one():
    receive(adult(unique_ref="A", seat="1A"), child(unique_ref="B"))
    receive(adult("OKORO-BELL", unique_ref="A", seat="2C"), function="CP", control_reference="2")
    assert Traveller.objects.count() == 2
    changed = Traveller.objects.get(seat="2C")
    assert changed.surname == "OKORO-BELL"


@pytest.mark.parametrize(
    ("function", "listed", "others", "service"),
    [
        ("XR", "cancelled", "expected", "open"),
        ("CL", "boarded", "expected", "closed_out"),
        ("CLOB", "boarded", "not_boarded", "closed_out"),
        ("CLNB", "not_boarded", "boarded", "closed_out"),
        ("XF", "cancelled", "cancelled", "cancelled"),
    ],
)
def test_functions_are_applied_so_that_the_store_knows_who_travels(function, listed, others, service):
    receive(adult(), adult("OTHER", "TOM"))
    code = "266" if function.startswith("CL") else "745"
    receive(adult(), function=function, document_code=code, control_reference="2")
    rows = {row.surname: row.status for row in Traveller.objects.all()}
    assert rows == {"OKORO": listed, "OTHER": others}
    assert Manifest.objects.get().status == service


def test_somebody_first_named_at_close_out_is_not_lost():
    receive(adult())
    receive(adult("LATE", "COMER"), function="CLOB", document_code="266", control_reference="2")
    assert {row.surname: row.status for row in Traveller.objects.all()} == {"OKORO": "not_boarded", "LATE": "boarded"}


def test_somebody_announced_again_after_a_cancellation_travels():
    receive(adult())
    receive(adult(), function="XR", control_reference="2")
    receive(adult(), control_reference="3")
    assert Traveller.objects.get().status == "expected"


def test_times_are_kept_local_and_as_instants():
    receive(adult())
    manifest = Manifest.objects.get()
    assert manifest.legs[0]["departs"] == "2026-11-22T08:30:00"
    assert manifest.departs_at.isoformat() == "2026-11-22T07:30:00+00:00"
    assert (manifest.port, manifest.meet_at.isoformat()) == ("LHR", "2026-11-22T15:05:00+00:00")


def test_a_port_that_nobody_knows_gives_no_invented_instant():
    receive(adult(), legs=(replace(LEG, origin="QQQ"),))
    manifest = Manifest.objects.get()
    assert manifest.departs_at is None
    assert manifest.departs_on == DAY


def test_what_was_not_read_stays_in_sight():
    body = list_of(adult()).replace(b"NAT+2+NGA'", b"NAT+2+NGA'QQQ+odd'").replace(b"TDT+20", b"WWW+head'TDT+20")
    api.receive_message(by=INTAKE, at=AT, body=body, channel="http")
    (traveller,) = Traveller.objects.all()
    assert [one["raw"] for one in traveller.details["remainder"]] == ["QQQ+odd"]
    assert any(one["raw"].startswith("WWW") for one in ManifestPart.objects.get().remainder)


def test_movements_go_to_the_lake_without_names():
    receive(adult(), child())
    found = movements_on(intake.lake_root(), DAY)
    assert {(row.service, row.origin, row.destination, row.nationality) for row in found} == {
        ("ZZ123", "LOS", "LHR", "NGA")
    }
    assert sorted(row.birth_year for row in found) == [1990, 2015]


@pytest.mark.parametrize("body", [b"", b"  \r\n "])
def test_an_empty_body_is_refused_and_nothing_is_kept(home, body):
    with pytest.raises(InputError):
        api.receive_message(by=INTAKE, at=AT, body=body, channel="http")
    assert not files(home)


def test_a_body_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(intake, "MAX_MESSAGE_BYTES", 10)
    with pytest.raises(InputError, match="larger"):
        receive(adult())


def test_only_a_carrier_and_the_house_send(people):
    with pytest.raises(AccessRefused):
        receive(adult(), by=people.actor("port_officer"))
    assert receive(adult(), by=people.actor("carrier")).status == "parsed"


def test_a_file_of_the_inbox_that_was_changed_does_not_open(home):
    receive(adult())
    (path,) = files(home)
    message = Message.objects.get()
    head, _, sealed = path.read_text().partition("\n")
    path.write_text(f"{head}\n{sealed[:-8]}AAAAAAA=")
    with pytest.raises((ConfigError, ValueError)):
        inbox.read_from_inbox(message.sha256, message.stored_on)


def test_a_folder_is_drained_in_order_and_files_move_only_when_committed(tmp_path, monkeypatch):
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "b.edi").write_bytes(list_of(adult("B")))
    (drop / "a.edi").write_bytes(list_of(adult("A")))
    (drop / "c.edi").write_bytes(list_of(adult("A")))
    (drop / "empty.edi").write_bytes(b"")
    (drop / ".half.tmp").write_bytes(b"UNB")
    seen = []
    receipts = api.ingest_folder(by=INTAKE, at=AT, folder=drop, progress=lambda n, of: seen.append((n, of)))
    assert [receipt.status for receipt in receipts] == ["parsed", "parsed", "duplicate"]
    assert seen[-1] == (4, 4)
    assert sorted(path.name for path in (drop / "done").iterdir()) == ["a.edi", "b.edi", "c.edi"]
    assert [path.name for path in (drop / "refused").iterdir()] == ["empty.edi"]
    assert (drop / ".half.tmp").exists()
    assert api.ingest_folder(by=INTAKE, at=AT, folder=tmp_path / "absent") == []


def test_a_file_stays_in_the_folder_when_the_machine_stops(tmp_path, monkeypatch):
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "a.edi").write_bytes(list_of(adult()))

    def stop(*args, **kwargs):
        raise Crash

    monkeypatch.setattr(intake, "_read_and_screen", stop)
    with pytest.raises(Crash):
        api.ingest_folder(by=INTAKE, at=AT, folder=drop)
    assert (drop / "a.edi").exists()


def test_two_hundred_people_cost_a_fixed_number_of_queries(people):
    live_entry(people)
    with CaptureQueriesContext(connection) as few:
        receive(*crowd(20))
    with CaptureQueriesContext(connection) as many:
        receive(*crowd(200), legs=(replace(LEG, number="124"),), control_reference="9")
    assert len(many) <= len(few) + 12
    assert Traveller.objects.count() == 220


def test_receiving_and_repeating_are_audited_without_a_person():
    receive(adult())
    receive(adult())
    entries = list(AuditEntry.objects.filter(action__startswith="border.").order_by("sequence"))
    assert [entry.action for entry in entries] == ["border.receive_message", "border.receive_duplicate"]
    assert "OKORO" not in str(entries[0].detail)
