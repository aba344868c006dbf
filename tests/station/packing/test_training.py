"""Training: masked orders of the past in a store of their own, a score sheet, and nothing reaches the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalLine
from station.orders.ids import short_code
from station.packing import session
from station.packing.training import NothingToTrainError, build, score
from station.people.codes import command_code
from station.settings import Settings
from station.store import orders as master
from station.store import prints, stock
from station.store.engine import open_store
from tests import shop
from tests.station.packing.bench import BARCODE, Bench

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from station.store.engine import Store


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "training"
    opened = open_store(Settings(folder, f"sqlite:///{folder / 'packbench.db'}", "1"))
    yield opened
    opened.close()


def _history(bench: Bench) -> None:
    for number in range(3):
        lines = (CanonicalLine("卫衣", 1, "WY-CW-120"), CanonicalLine("袜子", 2, "SOCK"))[: number + 1]
        note = "我是李雷 13912345678，禁用胶带"
        (order_id,) = shop.put(
            bench.store, shop.order(f"8{number}", lines=lines, buyer_note=note, buyer_id=f"b{number}")
        )
        bench.scan(short_code(order_id))
        bench.say("DONE")
        for line in lines:
            for _unit in range(line.qty):
                bench.scan(str(line.channel_code))
        assert bench.scan(bench.printed(order_id)).sound == "all_done"


def _pack(sandbox: Store, code: str) -> None:
    shown = session.scan(sandbox, code, station="1")
    assert shown.training
    if shown.hints:
        session.scan(sandbox, command_code("DONE"), station="1")
    for row in shown.items:
        for _unit in range(row.wanted):
            session.scan(sandbox, row.barcode, station="1")
    outbox = prints.PrintOutbox(sandbox, "1", "test")
    job = outbox.claim("waybill")
    assert job is not None
    outbox.sending(job.job_id, "0" * 64)
    outbox.sent(job.job_id, watched=False)
    assert "F10" in session.current(sandbox, "1").next_step
    assert session.scan(sandbox, command_code("FINISH"), station="1").sound == "all_done"


def test_orders_of_the_past_are_packed_again_without_anybodys_data(store: Store, sandbox: Store) -> None:
    bench = Bench(store)
    _history(bench)
    with store.read() as tx:
        before = stock.shelves(tx, ["WY-CW-120", "SOCK"], for_update=False)
    codes = build(store, sandbox, operator_no="1001", station="1")
    assert len(codes) == 3
    with sandbox.read() as tx:
        for code in codes:
            ((order_id, _kind),) = master.by_code(tx, code)
            row = master.head(tx, order_id)
            assert row is not None
            assert "李雷" not in f"{row.buyer_note}{master.recipient(tx, order_id)}"
            assert "139" not in f"{row.buyer_note}{master.recipient(tx, order_id)}"
            assert "禁用胶带" in row.buyer_note
    for code in codes:
        _pack(sandbox, code)
    sheet = score(sandbox)
    assert (sheet.orders, sheet.packed, sheet.errors, sheet.passed) == (3, 3, {}, True)
    with store.read() as tx:
        assert stock.shelves(tx, ["WY-CW-120", "SOCK"], for_update=False) == before


def test_wrong_scans_stand_on_the_sheet(store: Store, sandbox: Store) -> None:
    bench = Bench(store)
    _history(bench)
    codes = build(store, sandbox, operator_no="1001", station="1", orders=1)
    session.scan(sandbox, codes[0], station="1")
    for _error in range(3):
        session.scan(sandbox, BARCODE["WY-FB-130"], station="1")
    _pack(sandbox, codes[0])
    sheet = score(sandbox)
    assert (sheet.packed, sheet.errors, sheet.passed) == (1, {"wrong": 3}, False)


def test_a_shop_without_a_past_has_nothing_to_train_on(store: Store, sandbox: Store) -> None:
    shop.build(store)
    with pytest.raises(NothingToTrainError):
        build(store, sandbox, operator_no="1001", station="1")
