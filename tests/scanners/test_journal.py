"""Every read is stored before it is acted on, in order, once."""

from __future__ import annotations

import queue
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scanners.events import Frame, Scan
from scanners.journal import Journal
from station.clock import FixedClock
from station.errors import DeviceError, StationError

if TYPE_CHECKING:
    from collections.abc import Sequence

CLOCK = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


class MemoryStore:
    """A store that can be stopped and can fail."""

    def __init__(self) -> None:
        self.kept: list[Scan] = []
        self.done: set[int] = set()
        self.failing = False
        self.open = threading.Event()
        self.open.set()

    def append(self, scans: Sequence[Scan]) -> list[int]:
        self.open.wait(5)
        if self.failing:
            raise DeviceError("disk", code="DISK")
        numbers = [len(self.kept) + place + 1 for place in range(len(scans))]
        self.kept += [replace(scan, seq=number) for scan, number in zip(scans, numbers, strict=True)]
        return numbers

    def pending(self) -> list[Scan]:
        return [scan for scan in self.kept if scan.seq not in self.done]


def frame(text: str, at: float = 0.0, source: str = "s", *, complete: bool = True) -> Frame:
    return Frame(source, text.encode(), at, at, "CR", complete)


def test_scans_are_stored_before_they_are_handed_on_and_in_order() -> None:
    store = MemoryStore()
    heard: list[tuple[int, str]] = []

    def act(scan: Scan) -> None:
        assert store.kept[scan.seq - 1].text == scan.text
        heard.append((scan.seq, scan.text))

    journal = Journal(store, CLOCK, on_scan=act)
    for number in range(500):
        journal.offer(frame(f"SF{number}"))
    journal.close()
    assert heard == [(number + 1, f"SF{number}") for number in range(500)]


def test_offering_never_waits_for_the_store() -> None:
    store = MemoryStore()
    heard: list[Scan] = []
    store.open.clear()
    journal = Journal(store, CLOCK, on_scan=heard.append)
    for number in range(200):
        journal.offer(frame(f"SF{number}"))
    assert heard == []
    store.open.set()
    journal.close()
    assert [scan.text for scan in heard] == [f"SF{number}" for number in range(200)]


def test_a_store_in_trouble_loses_nothing_and_says_so_once() -> None:
    store = MemoryStore()
    heard: queue.Queue[Scan] = queue.Queue()
    troubles: queue.Queue[StationError | None] = queue.Queue()
    store.failing = True
    journal = Journal(store, CLOCK, on_scan=heard.put, on_trouble=troubles.put)
    journal.offer(frame("SF1"))
    journal.offer(frame("SF2"))
    trouble = troubles.get(timeout=5)
    assert trouble is not None
    assert trouble.code == "DISK"
    store.failing = False
    assert [heard.get(timeout=5).text, heard.get(timeout=5).text] == ["SF1", "SF2"]
    assert troubles.get(timeout=5) is None
    journal.close()
    assert [scan.text for scan in store.kept] == ["SF1", "SF2"]


def test_a_repeat_carries_the_number_of_its_first_read_and_is_kept() -> None:
    store = MemoryStore()
    journal = Journal(store, CLOCK, on_scan=lambda _scan: None)
    store.open.clear()
    for text, at in (("A", 0.0), ("B", 0.1), ("A", 0.2), ("A", 0.3), ("A", 0.9)):
        journal.offer(frame(text, at))
    store.open.set()
    journal.close()
    assert [(scan.text, scan.duplicate_of) for scan in store.kept] == [
        ("A", None),
        ("B", None),
        ("A", 1),
        ("A", 1),
        ("A", None),
    ]


def test_partials_are_kept_and_marked() -> None:
    store = MemoryStore()
    journal = Journal(store, CLOCK, on_scan=lambda _scan: None)
    journal.offer(frame("SF", complete=False))
    journal.close()
    assert [scan.complete for scan in store.kept] == [False]


def test_what_an_earlier_run_left_is_pending() -> None:
    store = MemoryStore()
    first = Journal(store, CLOCK, on_scan=lambda scan: store.done.add(scan.seq) if scan.text == "A" else None)
    first.offer(frame("A"))
    first.offer(frame("B"))
    first.close()
    second = Journal(store, CLOCK, on_scan=lambda _scan: None)
    assert [scan.text for scan in second.pending()] == ["B"]
    second.close()


def test_closing_in_trouble_does_not_hang() -> None:
    store = MemoryStore()
    store.failing = True
    journal = Journal(store, CLOCK, on_scan=lambda _scan: None)
    journal.offer(frame("SF1"))
    journal.close()
    assert store.kept == []
