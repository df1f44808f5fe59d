"""Threads of one process write to SQLite in the order in which they came."""

import threading
import time

import pytest
from django.db.utils import ConnectionHandler

from manumit.platform.sqlite.base import Line, line_of
from manumit.site.settings.reader import database


def test_turns_are_given_in_the_order_of_arrival():
    line, order, threads = Line(), [], []
    assert line.enter(1)
    for number in range(8):
        thread = threading.Thread(target=lambda n=number: (line.enter(10), order.append(n), line.leave()))
        thread.start()
        threads.append(thread)
        until = time.monotonic() + 5
        while len(line._waiting) <= number and time.monotonic() < until:
            time.sleep(0.001)
    line.leave()
    for thread in threads:
        thread.join(10)
    assert order == list(range(8))


def test_who_waited_too_long_leaves_the_line_and_blocks_nobody():
    line = Line()
    assert line.enter(1)
    assert not line.enter(0.01)
    line.leave()
    assert line.enter(0.01)


@pytest.fixture
def handler(tmp_path, django_db_blocker):
    """Connections of their own to a database file, as the settings describe one."""
    with django_db_blocker.unblock():
        yield from made_in(tmp_path)


def made_in(tmp_path):
    made = ConnectionHandler({"default": {**database("", tmp_path), "TIME_ZONE": None}})
    with made["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE tally (n INTEGER)")
    yield made
    made["default"].close()


def write(handler, times):
    own = handler["default"]
    try:
        for _ in range(times):
            own.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            with own.cursor() as cursor:
                cursor.execute("SELECT COALESCE(MAX(n), 0) FROM tally")
                last = cursor.fetchone()[0]
                cursor.execute("INSERT INTO tally VALUES (%s)", [last + 1])
            own.commit()
            own.set_autocommit(True)
    finally:
        own.close()


def test_many_writers_lose_nothing_and_leave_no_turn_behind(handler):
    threads = [threading.Thread(target=write, args=(handler, 20)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with handler["default"].cursor() as cursor:
        cursor.execute("SELECT COUNT(*), COUNT(DISTINCT n) FROM tally")
        assert cursor.fetchone() == (120, 120)
    assert line_of(str(handler["default"].settings_dict["NAME"])).enter(0.01)


def test_a_transaction_that_is_rolled_back_or_cut_off_gives_its_turn_back(handler):
    own = handler["default"]
    line = line_of(str(own.settings_dict["NAME"]))
    for end in (own.rollback, own.close):
        own.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        assert not line.enter(0.01)
        end()
        assert line.enter(0.01)
        line.leave()
        if own.connection is not None:
            own.set_autocommit(True)
