"""Events, jobs, drafts, files and logs: nothing lost, nothing leaked."""

import json
import logging
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django_tasks_db.models import DBTaskResult

from manumit.cli.server import _work_batch
from manumit.errors import ConfigError, InputError, NotFound, RuleBroken
from manumit.platform.drafts import store as drafts
from manumit.platform.events.models import EventRecord
from manumit.platform.files.store import open_file, store_file
from manumit.platform.jobs import registry
from manumit.platform.jobs.models import DeadLetter
from manumit.platform.logs import redact
from tests.support import AT

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 an invented page"


def test_a_job_that_is_rolled_back_never_runs():
    with pytest.raises(RuntimeError), transaction.atomic():
        registry.enqueue("mail.send_notice", to="a@example.org", template="task", href="/")
        raise RuntimeError
    assert not DBTaskResult.objects.exists()


def test_a_job_that_waits_already_is_not_queued_twice_where_one_run_serves_both():
    for number in (7, 7, 8):
        registry.enqueue("mail.send_notice", unless_waiting=True, number=number)
    assert DBTaskResult.objects.count() == 2
    DBTaskResult.objects.update(status="RUNNING")
    registry.enqueue("mail.send_notice", unless_waiting=True, number=7)
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_an_unknown_job_is_refused_when_it_is_queued():
    with pytest.raises(ConfigError):
        registry.enqueue("nobody.knows")


def test_a_failing_job_is_tried_again_later_and_then_becomes_a_dead_letter(monkeypatch):
    calls = []

    def fail(*, at, number):
        calls.append(number)
        raise ValueError("a secret name")

    monkeypatch.setitem(registry._jobs, "test.fail", registry.Job("test.fail", fail, 2, timedelta(0)))
    registry._run_job.call("test.fail", 1, {"number": 7})
    assert DBTaskResult.objects.count() == 1
    registry._run_job.call("test.fail", 2, {"number": 7})
    letter = DeadLetter.objects.get()
    assert (calls, letter.error, letter.attempts) == ([7, 7], "ValueError", 2)
    assert "secret" not in json.dumps([letter.error, letter.arguments])


def test_a_dead_letter_can_be_replayed(monkeypatch):
    done = []
    monkeypatch.setitem(
        registry._jobs, "test.ok", registry.Job("test.ok", lambda *, at, n: done.append(n), 2, timedelta(0))
    )
    letter = DeadLetter.objects.create(at=AT, job="test.ok", attempts=2, arguments={"n": 3}, error="ValueError")
    registry.replay(letter, at=AT)
    registry._run_job.call(*DBTaskResult.objects.get().args_kwargs["args"])
    assert done == [3]
    assert DeadLetter.objects.get().replayed_at == AT


def test_what_a_dead_worker_had_begun_is_queued_again():
    registry.enqueue("mail.send_notice", to="a@example.org", template="task", href="/")
    DBTaskResult.objects.update(status="RUNNING", started_at=AT - timedelta(hours=1))
    assert registry.recover(AT) == 1
    assert DBTaskResult.objects.get().status == "READY"


def test_the_record_of_events_cannot_be_changed():
    made = EventRecord.objects.create(at=AT, kind="X", payload={}, actor_id="")
    with pytest.raises(RuleBroken):
        made.delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM events_eventrecord")


def test_drafts_belong_to_one_person_and_expire(people):
    mine, other = people.actor("first_responder"), people.actor("librarian")
    drafts.save_draft(by=mine, form="/x/", href="/x/?kept=1", values={"a": ["1"]}, at=AT)
    drafts.save_draft(by=mine, form="/x/", href="/x/?kept=1", values={"a": ["2"]}, at=AT)
    assert drafts.load_draft(by=mine, form="/x/") == {"a": ["2"]}
    assert drafts.load_draft(by=other, form="/x/") is None
    assert drafts.expire(AT + drafts.KEPT_FOR) == 0
    assert drafts.expire(AT + drafts.KEPT_FOR + timedelta(seconds=1)) == 1


def test_a_file_is_encrypted_at_rest_and_opens_only_for_its_record(people):
    actor, record = people.actor("first_responder"), ("referral", uuid4())
    stored = store_file(by=actor, at=AT, record_ref=record, name="C:\\papers\\letter.pdf", body=PDF)
    on_disk = next(Path(settings.MANUMIT_HOME).glob(f"files/*/{stored.pk.hex}")).read_bytes()
    assert b"invented" not in on_disk
    found, body = open_file(by=actor, at=AT, file_id=stored.pk, record_ref=record)
    assert (found.name, body) == ("letter.pdf", PDF)
    with pytest.raises(NotFound):
        open_file(by=actor, at=AT, file_id=stored.pk, record_ref=("referral", uuid4()))


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.pdf", b""), ("a.pdf", b"MZ program"), ("a.exe", b"MZ"), ("a.png", PDF), ("a.txt", b"a\x00b"), ("a", PDF)],
)
def test_a_file_whose_content_is_not_what_it_says_is_refused(people, name, body):
    with pytest.raises(InputError) as refused:
        store_file(by=people.actor("first_responder"), at=AT, record_ref=("referral", uuid4()), name=name, body=body)
    assert refused.value.field == "file"


def test_a_file_that_is_too_large_is_refused(people):
    with pytest.raises(InputError, match="larger"):
        store_file(
            by=people.actor("first_responder"),
            at=AT,
            record_ref=("referral", uuid4()),
            name="a.pdf",
            body=PDF + b"x" * 21 * 2**20,
        )


@pytest.mark.parametrize(
    "event",
    [
        {"event": "mail to mercy.osagie@example.org failed"},
        {"event": "call 07700 900123 now"},
        {"event": "request", "surname": "Osagie"},
        {"event": "request", "path": "/x/?name=Osagie"},
        {"event": "request", "error": "could not find +44 7700 900123"},
    ],
)
def test_a_log_line_holds_no_personal_data(event):
    line = json.dumps(redact(None, "info", dict(event)))
    assert not any(word in line for word in ("osagie", "Osagie", "900123"))


def test_the_log_never_carries_an_exceptions_text():
    handler = logging.getLogger().handlers[0] if logging.getLogger().handlers else None
    formatter = next(
        h.formatter for h in logging.getLogger().handlers if h.formatter and "structlog" in type(h.formatter).__module__
    )
    try:
        raise ValueError("Osagie")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed", (), (ValueError, error, error.__traceback__))
    assert handler is not None
    line = formatter.format(record)
    assert "Osagie" not in line
    assert "ValueError" in line


def test_a_worker_sends_the_notice_that_waits(mailoutbox, monkeypatch):
    registry._run_job.call("mail.send_notice", 1, {"to": "a@example.org", "template": "task", "href": "/x/"})
    assert len(mailoutbox) == 1
    assert "/x/" in mailoutbox[0].body
    assert callable(_work_batch)
