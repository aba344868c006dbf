"""Refused rows come back as a file: whole orders, the reason beside each, nothing a spreadsheet program would run."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from station.intake.files import import_files
from station.intake.rejects import write_rejected
from tests.station.intake.test_files import pdd

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store

AT = datetime(2026, 9, 10, tzinfo=UTC)
GOOD = "260910-100000000000001,待发货,卫衣,1,红 M,WY-1,,,,无售后,10.00,0,"
BAD = '260910-100000000000002,待发货,=cmd|calc,两件,"@SUM(1,2)",WY-2,,,,无售后,-3.50,0,'


def test_corrected_rows_go_in_and_only_they_are_new(store: Store, tmp_path: Path) -> None:
    export = pdd(tmp_path / "orders.csv", GOOD, BAD, at=AT)
    (first,) = import_files(store, [export])
    assert (first.new, len(first.rejected)) == (1, 1)
    out = tmp_path / "rejected.csv"
    assert write_rejected(export, first.rejected, out=out) == 1
    with out.open(encoding="utf-8-sig", newline="") as stream:
        header, row = csv.reader(stream)
    assert header[:2] == ["订单号", "订单状态"]
    assert row[:5] == ["260910-100000000000002", "待发货", "'=cmd|calc", "两件", "'@SUM(1,2)"]
    assert "-3.50" in row
    assert "商品数量" in row[len(header) - 1]
    out.write_text(out.read_text(encoding="utf-8-sig").replace("两件", "2"), encoding="utf-8-sig")
    (second,) = import_files(store, [out])
    assert (second.new, second.rejected) == (1, ())
    (again,) = import_files(store, [out])
    assert (again.new, again.updated, again.unchanged) == (0, 0, 1)


def test_every_row_of_a_refused_order_is_in_the_file(store: Store, tmp_path: Path) -> None:
    number = "260910-100000000000003"
    rows = [f"{number},待发货,卫衣,{count},红 M,WY-1,,,,无售后,10.00,0," for count in ("1", "一", "3")]
    export = pdd(tmp_path / "orders.csv", GOOD, *rows, at=AT)
    (result,) = import_files(store, [export])
    assert write_rejected(export, result.rejected, out=tmp_path / "out.csv") == 3


def test_rows_with_too_many_cells_keep_them(store: Store, tmp_path: Path) -> None:
    export = pdd(tmp_path / "orders.csv", GOOD, f"{GOOD.replace('001', '004')},extra", at=AT)
    (result,) = import_files(store, [export])
    assert write_rejected(export, result.rejected, out=tmp_path / "out.csv") == 1
    assert "extra" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
