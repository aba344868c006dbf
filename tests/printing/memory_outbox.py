"""A print outbox in memory, or in a file that survives a killed program; its history is kept for the tests."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from station.clock import Clock, SystemClock

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(slots=True)
class Row:
    """One copy."""

    job_id: str
    kind: str
    fields: dict[str, Any]
    order_id: str = "o1"
    copy_no: int = 1
    attempt: int = 0
    state: str = "QUEUED"
    why: str = ""
    retry_at: str = ""
    printer: str = "label"
    history: list[str] = field(default_factory=list)


class MemoryOutbox:
    """Implements ``printing.outbox.Outbox``; with a path every change is written to the file first."""

    def __init__(self, *rows: Row, path: Path | None = None, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._path = path
        self._changed = threading.Condition()
        self.rows = {row.job_id: row for row in rows}
        if path is not None and path.exists():
            self.rows = {row["job_id"]: Row(**row) for row in json.loads(path.read_text())}

    def add(self, row: Row) -> None:
        with self._changed:
            self.rows[row.job_id] = row

    def wait(self, job_id: str, *states: str, timeout: float = 10) -> str:
        with self._changed:
            self._changed.wait_for(lambda: self.rows[job_id].state in states, timeout)
            return self.rows[job_id].state

    def hold(self) -> str:
        return ""

    def let_go(self) -> None:
        pass

    def waits(self, printer: str) -> bool:
        done = ("SENT", "CONFIRMED", "CANCELLED", "UNKNOWN")
        return any(row.printer == printer and row.state not in done for row in self.rows.values())

    def recover(self, printer: str) -> None:
        for row in self.rows.values():
            if row.state == "CLAIMED":
                self._move(row, "QUEUED")
            elif row.state == "SENDING" or (row.state == "SENT" and row.why == "watched"):
                self._move(row, "UNKNOWN")

    def peek(self, printer: str) -> Row | None:
        row = self._oldest(printer)
        return None if row is None else replace(row)

    def claim(self, printer: str) -> Row | None:
        row = self._oldest(printer)
        if row is not None:
            row.attempt += 1
            self._move(row, "CLAIMED")
        return row

    def _oldest(self, printer: str) -> Row | None:
        now = self._clock.now()
        for row in self.rows.values():
            due = row.state == "FAILED_BEFORE_SEND" and row.retry_at and datetime.fromisoformat(row.retry_at) <= now
            if row.printer == printer and (row.state == "QUEUED" or due):
                return row
        return None

    def sending(self, job_id: str, sha256: str) -> bool:
        if self.rows[job_id].state != "CLAIMED":
            return False
        self._move(self.rows[job_id], "SENDING")
        return True

    def sent(self, job_id: str, *, watched: bool) -> None:
        self._move(self.rows[job_id], "SENT", "watched" if watched else "")

    def pass_on(self, job_id: str, printer: str, why: str) -> None:
        self.rows[job_id].printer = printer
        self._move(self.rows[job_id], "QUEUED", why)

    def confirmed(self, job_id: str, by: str, *, then: object = None, printer: str = "", sha256: str = "") -> bool:
        self._move(self.rows[job_id], "CONFIRMED", by)
        row = self._oldest(printer)
        if then is None or row is None or row != then:
            return False
        row.attempt += 1
        self._move(row, "SENDING")
        return True

    def failed_before_send(self, job_id: str, why: str, retry_at: datetime | None) -> None:
        self.rows[job_id].retry_at = retry_at.isoformat() if retry_at else ""
        self._move(self.rows[job_id], "FAILED_BEFORE_SEND", why)

    def unknown(self, job_id: str, why: str) -> None:
        self._move(self.rows[job_id], "UNKNOWN", why)

    def _move(self, row: Row, state: str, why: str = "") -> None:
        with self._changed:
            row.state, row.why = state, why
            row.history.append(state)
            if self._path is not None:
                scratch = self._path.with_suffix(".new")
                scratch.write_text(json.dumps([asdict(one) for one in self.rows.values()]))
                scratch.replace(self._path)
            self._changed.notify_all()
