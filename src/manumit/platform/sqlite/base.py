"""Django's database engine for SQLite with a line of waiting writers."""

import threading
from collections import deque
from typing import Any

from django.db.backends.sqlite3 import base


class Line:
    """A line of threads of which the first may write."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def enter(self, seconds: float) -> bool:
        """Wait for one's turn, in the order of arrival.

        Args:
            seconds: how long at most.

        Returns:
            Whether the turn came. Where it did not, SQLite itself says that it is busy.
        """
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(seconds):
            return True
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return False
        return True

    def leave(self) -> None:
        """Give the turn to the next in line."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_lines: dict[str, Line] = {}
_lines_guard = threading.Lock()


def line_of(database: str) -> Line:
    """Return the line of a database, which all connections of this process share."""
    with _lines_guard:
        return _lines.setdefault(database, Line())


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that stands in line before it begins a transaction that may write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_turn: Line | None = None

    def _start_transaction_under_autocommit(self) -> None:
        line = line_of(str(self.settings_dict["NAME"]))
        if self._in_turn is None and line.enter(float(self.settings_dict["OPTIONS"].get("timeout", 5))):
            self._in_turn = line
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # the stubs leave it out
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        line, self._in_turn = self._in_turn, None
        if line is not None:
            line.leave()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc] # as above
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc] # as above
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc] # as above
        finally:
            self._leave()
