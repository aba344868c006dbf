"""The printers of a bench: each role its own, a fallback for what was never sent, followed when the choice changes."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from printing.emulator import Emulator
from printing.layouts import samples
from printing.spooler import Lamp, PrinterState
from station.packing import printers
from station.packing.printers import Role
from station.store import prints
from ui.bench.printers import Printers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from station.store.engine import Store


SLOW = 4  # of a machine that does many things at once


@pytest.fixture
def store(sqlite_url: str, home: object) -> Iterator[Store]:
    from station.settings import load
    from station.store.engine import open_store

    opened = open_store(load(sqlite_url, "1"))
    yield opened
    opened.close()


@pytest.fixture
def two() -> Iterator[tuple[Emulator, Emulator]]:
    with Emulator() as one, Emulator() as other:
        yield one, other


def choose(store: Store, role: Role, url: str) -> None:
    store.write(lambda tx: printers.choose(tx, "1", role, url, operator="desk", at="1"))


def ask(store: Store, number: int, sample: str = "waybill") -> str:
    kind, fields = samples.samples()[sample]
    job = prints.PrintJob(f"P-{number}", kind, f"{number:032x}", 1, 0, asdict(fields))
    role = str(printers.role_of(kind))
    values = {"station": "1", "printer": role, "state": prints.QUEUED, "code": "", "by": "", "reason": ""}
    store.write(lambda tx: prints.add_job(tx, job, **values))
    return job.job_id


def row(store: Store, job: str) -> tuple[str, str]:
    with store.read() as tx:
        found = prints.by_job(tx, job)
    assert found is not None
    return found.state, found.printer


def until(true: Callable[[], object], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_each_role_prints_to_its_own_printer(store: Store, two: tuple[Emulator, Emulator]) -> None:
    labels, items = two
    choose(store, Role.WAYBILL, labels.url())
    choose(store, Role.ITEM, items.url().replace("width=76", "width=60").replace("height=130", "height=40"))
    jobs = [ask(store, 1), ask(store, 2, "item"), ask(store, 3, "exchange")]
    running = Printers(store, "1", on_state=lambda _state: None).start()
    until(lambda: all(row(store, job)[0] == prints.CONFIRMED for job in jobs))
    running.close()
    assert (len(labels.printed), len(items.printed)) == (2, 1)


def test_the_fallback_takes_what_was_never_sent_and_the_screen_says_so(
    store: Store, two: tuple[Emulator, Emulator]
) -> None:
    main, spare = two
    main.change(head_open=True)
    choose(store, Role.WAYBILL, main.url())
    choose(store, Role.FALLBACK, spare.url())
    told: list[PrinterState] = []
    job = ask(store, 1)
    running = Printers(store, "1", on_state=told.append).start()
    until(lambda: row(store, job) == (prints.CONFIRMED, "fallback"))
    until(lambda: any(s.printer == "waybill" and s.lamp is Lamp.BROKEN and "备用打印机" in s.text for s in told))
    main.change(head_open=False)
    until(lambda: [s for s in told if s.printer == "waybill"][-1].lamp is Lamp.GOOD)
    assert running is not None
    back = ask(store, 2)
    until(lambda: row(store, back) == (prints.CONFIRMED, "waybill"))
    running.close()
    assert (len(main.printed), len(spare.printed)) == (1, 1)


def test_a_label_that_may_have_left_never_goes_to_the_fallback(store: Store, two: tuple[Emulator, Emulator]) -> None:
    main, spare = two
    main.change(reset_after=2000)
    choose(store, Role.WAYBILL, main.url())
    choose(store, Role.FALLBACK, spare.url())
    job = ask(store, 1)
    running = Printers(store, "1", on_state=lambda _state: None).start()
    until(lambda: row(store, job)[0] == prints.UNKNOWN)
    time.sleep(0.5)
    running.close()
    assert row(store, job) == (prints.UNKNOWN, "waybill")
    assert spare.printed == []


def test_two_benches_share_one_fallback(store: Store, two: tuple[Emulator, Emulator]) -> None:
    _main, spare = two
    with Emulator() as gone:
        away = gone.url()
    for station in ("1", "2"):
        for role, url in (
            (Role.WAYBILL, away.replace("127.0.0.1", f"127.0.0.{station}")),
            (Role.FALLBACK, spare.url()),
        ):
            store.write(lambda tx, s=station, r=role, u=url: printers.choose(tx, s, r, u, operator="desk", at="1"))  # type: ignore[misc]
    first = Printers(store, "1", on_state=lambda _state: None).start()
    second = Printers(store, "2", on_state=lambda _state: None).start()
    jobs = [ask(store, 1), ask(store, 2)]
    store.write(lambda tx: prints.move(tx, jobs[1], (prints.QUEUED,), prints.QUEUED, station="2"))
    until(lambda: all(row(store, job) == (prints.CONFIRMED, "fallback") for job in jobs), 25)
    first.close()
    second.close()
    assert len(spare.printed) == 2


def test_what_the_printer_says_is_seen_at_the_desk_within_two_seconds(
    store: Store, two: tuple[Emulator, Emulator]
) -> None:
    choose(store, Role.WAYBILL, two[0].url())
    running = Printers(store, "1", on_state=lambda _state: None).start()

    def says() -> tuple[str, str]:
        with store.read() as tx:
            (one,) = printers.seen(tx)
        return one.lamp, one.says

    until(lambda: says()[0] == "good")
    for fault, word in (({"paper": 0}, "缺纸"), ({"ribbon_out": True}, "碳带")):
        two[0].change(**fault)
        began = time.monotonic()
        until(lambda word=word: word in says()[1])  # type: ignore[misc]
        assert time.monotonic() - began < 2 * SLOW
        two[0].change(paper=None, ribbon_out=False)
        until(lambda: says()[0] == "good")
    running.close()


def test_a_choice_made_elsewhere_is_followed(store: Store, two: tuple[Emulator, Emulator]) -> None:
    one, other = two
    told: list[PrinterState] = []
    running = Printers(store, "1", on_state=told.append, every=0.1).start()
    until(lambda: told)
    assert (told[0].lamp, told[0].text) == (Lamp.ATTENTION, "还没选面单机")
    for emulator in (one, other):
        choose(store, Role.WAYBILL, emulator.url())
        job = ask(store, emulator.port)
        until(lambda job=job: row(store, job)[0] == prints.CONFIRMED)  # type: ignore[misc]
    running.close()
    assert (len(one.printed), len(other.printed)) == (1, 1)


def test_labels_for_a_printer_the_bench_does_not_have_are_told(store: Store, two: tuple[Emulator, Emulator]) -> None:
    choose(store, Role.WAYBILL, two[0].url())
    ask(store, 1, "item")
    told: list[PrinterState] = []
    running = Printers(store, "1", on_state=told.append, every=0.1).start()
    until(lambda: any(state.lamp is Lamp.BROKEN and "1 张" in state.text for state in told))
    running.close()
    assert row(store, "P-1")[0] == prints.QUEUED


def test_an_address_that_is_none_is_told_and_the_bench_goes_on(store: Store) -> None:
    store.write(lambda tx: printers.choose(tx, "1", Role.WAYBILL, "klingon+tcp://x", operator="desk", at="1"))
    told: list[PrinterState] = []
    running = Printers(store, "1", on_state=told.append).start()
    until(lambda: told)
    running.close()
    assert told[0].lamp is Lamp.BROKEN
    assert "klingon" in told[0].text
