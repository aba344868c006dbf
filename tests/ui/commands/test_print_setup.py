"""``print setup``, ``printers``, ``check``, ``test``, ``discover``: a printer is set up without a window."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import main
from printing.drain import drain
from printing.emulator import Emulator
from station.packing import printers
from station.packing.printers import Role
from station.store import prints
from tests.ui.commands import hands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Store


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    yield from hands.opened_shop(sqlite_url)


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


def say(capsys: pytest.CaptureFixture[str], store: Store, *words: str) -> tuple[int, Any]:
    status = main.main(["print", *words, "--json", "--store", store.engine.url.render_as_string()])
    told = capsys.readouterr()
    return status, json.loads(told.out) if told.out else told.err


def test_a_printer_is_chosen_shown_and_taken_away(
    capsys: pytest.CaptureFixture[str], store: Store, emulator: Emulator
) -> None:
    status, said = say(capsys, store, "setup", "waybill", emulator.url(), "--station", "3")
    assert (status, said["printers"]) == (
        0, [{"station": "3", "role": "waybill", "url": emulator.url(), "drained_by": "", "lamp": "", "says": ""}]
    )  # fmt: skip
    running = drain(store, emulator.url(), station="3", role="waybill")
    for _try in range(200):
        said = say(capsys, store, "printers")[1]
        if said["printers"][0]["drained_by"]:
            break
    running.close()
    assert "3 号台" in said["printers"][0]["drained_by"]
    assert say(capsys, store, "setup", "waybill", "none", "--station", "3") == (0, {"printers": []})


@pytest.mark.parametrize(
    ("role", "url", "told"),
    [
        ("waybill", "zpl+tcp://a?width=60&height=40", "LABEL_DOES_NOT_FIT"),
        ("waybill", "zpl+tcp://a?dpmm=9", "PRINTER_ADDRESS"),
        ("item", "klingon+tcp://a", "UNKNOWN_LANGUAGE"),
        ("item", "zpl+fax://a", "UNKNOWN_TRANSPORT"),
    ],
)
def test_what_cannot_be_is_refused_and_not_kept(
    capsys: pytest.CaptureFixture[str], store: Store, role: str, url: str, told: str
) -> None:
    status, said = say(capsys, store, "setup", role, url)
    assert status == 1
    assert told in said
    with store.read() as tx:
        assert printers.everywhere(tx) == []


def test_check_tells_what_each_printer_says_and_what_is_wrong(
    capsys: pytest.CaptureFixture[str], store: Store, emulator: Emulator
) -> None:
    emulator.change(ribbon_out=True)
    with Emulator() as gone:
        away = gone.url()
    for role, url in ((Role.WAYBILL, emulator.url()), (Role.FALLBACK, away)):
        store.write(lambda tx, r=role, u=url: printers.choose(tx, "1", r, u, operator="desk", at="1"))  # type: ignore[misc]
    status, said = say(capsys, store, "check")
    one, other = said["printers"]
    assert status == 3
    assert (one["reached"], one["ready"], one["problems"]) == (True, False, ["ribbon_out"])
    assert (other["reached"], other["role"]) == (False, "fallback")
    assert other["told"]
    emulator.change(ribbon_out=False)
    assert say(capsys, store, "check", "waybill")[0] == 0
    status, said = say(capsys, store, "check", emulator.url().replace("zpl+", "tspl+"))
    assert (status, said["printers"][0]["speaks"]) == (1, "zpl")


def test_the_test_label_goes_the_real_way_and_is_proven(
    capsys: pytest.CaptureFixture[str], store: Store, emulator: Emulator
) -> None:
    status, said = say(capsys, store, "test", emulator.url())
    assert (status, said["state"], len(emulator.printed)) == (0, prints.CONFIRMED, 1)
    with store.read() as tx:
        row = prints.by_job(tx, said["job_id"])
    assert row is not None
    assert (row.kind, row.state) == ("ruler", prints.CONFIRMED)


def test_the_test_label_that_cannot_be_printed_says_why_and_does_not_come_later(
    capsys: pytest.CaptureFixture[str], store: Store, emulator: Emulator
) -> None:
    emulator.change(paper=0)
    status, said = say(capsys, store, "test", emulator.url())
    assert (status, said["state"]) == (3, prints.CANCELLED)
    assert "缺纸" in said["why"]
    emulator.change(paper=None)
    assert not emulator.wait_printed(1, 0.5)


def test_the_test_label_of_a_printer_the_bench_drains_is_printed_by_the_bench(
    capsys: pytest.CaptureFixture[str], store: Store, emulator: Emulator
) -> None:
    store.write(lambda tx: printers.choose(tx, "1", Role.WAYBILL, emulator.url(), operator="desk", at="1"))
    bench = drain(store, emulator.url(), station="1", role="waybill")
    while not say(capsys, store, "printers")[1]["printers"][0]["drained_by"]:
        pass
    status, said = say(capsys, store, "test", "waybill")
    bench.close()
    assert (status, said["state"], len(emulator.printed)) == (0, prints.CONFIRMED, 1)


def test_printers_are_looked_for_on_request(
    capsys: pytest.CaptureFixture[str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = say(capsys, store, "discover", "--network", "10.0.0.0/8")
    assert status == 1
    assert "DISCOVERY" in said
    monkeypatch.setattr("printing.discovery.network.PORT", 1)
    assert say(capsys, store, "discover", "--network", "127.0.0.1-3", "--usb")[0] == 0


def test_a_role_nobody_has_is_refused(capsys: pytest.CaptureFixture[str], store: Store) -> None:
    for word in ("check", "test"):
        status, said = say(capsys, store, word, "item")
        assert status == 1
        assert "商品标签打印机" in said
