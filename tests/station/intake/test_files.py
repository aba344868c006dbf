"""Files into the store: every sample, twice, older after newer, broken ones beside good ones; on both engines."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from station.intake.files import UnknownChannelError, Wish, import_files, made_at
from station.orders.canonical import ChannelStatus
from station.orders.ids import channel_order_id
from station.store import orders as master
from station.store import refs

if TYPE_CHECKING:
    from station.store.engine import Store

SAMPLES = Path(__file__).parents[2] / "data" / "channels"
FILES = sorted([*SAMPLES.glob("*.csv"), *SAMPLES.glob("*.xlsx")])
DISTINCT = 10  # two of Taobao (Qianniu's is one of them), one of each other platform
PDD = (
    "订单号,订单状态,商品,商品数量(件),商品规格,商家编码-规格维度,发货时间,快递单号,快递公司,售后状态,"
    "商品总价(元),邮费(元),样式ID\n"
)
NUMBERS = [("taobao", "2600000000000000001"), ("douyin", "6900000000000000001")]


def pdd(path: Path, *rows: str, at: datetime) -> Path:
    path.write_text(PDD + "".join(f"{row}\n" for row in rows), encoding="utf-8-sig")
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def test_every_sample_goes_in_and_the_second_time_changes_nothing(store: Store) -> None:
    first = import_files(store, FILES)
    assert all(result.channel and not result.rejected for result in first)
    assert sum(result.new for result in first) == DISTINCT
    with store.read() as tx:
        kept = [refs.orders_of(tx, channel, [number]) for channel, number in NUMBERS]
    assert [len(places[number]) for places, (_channel, number) in zip(kept, NUMBERS, strict=True)] == [1, 1]
    second = import_files(store, FILES)
    assert sum(result.new + result.updated for result in second) == 0
    assert sum(result.unchanged for result in second) == sum(result.orders for result in first)


def test_the_order_of_files_does_not_matter(store: Store) -> None:
    import_files(store, FILES[::-1])
    again = import_files(store, FILES)
    assert sum(result.new for result in again) == 0


def test_an_older_export_never_overwrites_newer_state(store: Store, tmp_path: Path) -> None:
    waiting = "260105-1,待发货,卫衣,1,雾蓝,A1,,,,无售后,59,0,1"
    shipped = "260105-1,已发货，待签收,卫衣,1,雾蓝,A1,2026-01-06 10:00:00,YT1234567890,圆通,无售后,59,0,1".replace(
        "，", "", 1
    )
    newer = pdd(tmp_path / "new.csv", shipped, at=datetime(2026, 1, 7, tzinfo=UTC))
    older = pdd(tmp_path / "old.csv", waiting, at=datetime(2026, 1, 5, tzinfo=UTC))
    assert import_files(store, [newer])[0].new == 1
    assert import_files(store, [older])[0].rejected == ()
    with store.read() as tx:
        row = master.head(tx, channel_order_id("pinduoduo", "", "260105-1"))
    assert row is not None
    assert (row.channel_status, row.waybill_no) == (ChannelStatus.SHIPPED, "YT1234567890")


def test_a_refund_seen_later_cancels_the_order(store: Store, tmp_path: Path) -> None:
    row = "260105-1,待发货,卫衣,1,雾蓝,A1,,,,{},59,0,1"
    import_files(store, [pdd(tmp_path / "a.csv", row.format("无售后或售后取消"), at=datetime(2026, 1, 5, tzinfo=UTC))])
    import_files(store, [pdd(tmp_path / "b.csv", row.format("退款成功"), at=datetime(2026, 1, 6, tzinfo=UTC))])
    with store.read() as tx:
        head = master.head(tx, channel_order_id("pinduoduo", "", "260105-1"))
    assert head is not None
    assert head.state == "cancelled"


def test_bad_rows_and_bad_files_stop_nothing(store: Store, tmp_path: Path) -> None:
    good = "260105-{},待发货,卫衣,1,雾蓝,A1,,,,无售后,59,0,1"
    path = pdd(
        tmp_path / "a.csv",
        good.format(1),
        "2.6E+17,待发货,卫衣,1,雾蓝,A1,,,,无售后,59,0,1",
        good.format(3).replace("待发货", "已确认"),
        good.format(4).replace(",1,雾蓝", ",一,雾蓝"),
        good.format(5).replace(",,,,无", ",2026/9/10 8:00,,,无"),
        good.format(6),
        at=datetime(2026, 1, 5, tzinfo=UTC),
    )
    picture = tmp_path / "b.csv"
    picture.write_bytes(b"\x89PNG\x00\x00")
    table, broken, missing = import_files(store, [path, picture, tmp_path / "c.csv"])
    assert (table.rows, table.orders, table.new) == (6, 2, 2)
    assert [(one.row, one.column) for one in table.rejected] == [
        (3, "订单号"),
        (4, "订单状态"),
        (5, "商品数量(件)"),
        (6, "发货时间"),
    ]
    assert (broken.channel, missing.channel) == ("", "")
    assert len(broken.rejected) == len(missing.rejected) == 1


def test_a_persons_word_for_a_status(store: Store, tmp_path: Path) -> None:
    row = "260105-1,已确认,卫衣,1,雾蓝,A1,,,,无售后,59,0,1"
    path = pdd(tmp_path / "a.csv", row, at=datetime(2026, 1, 5, tzinfo=UTC))
    (result,) = import_files(store, [path], wish=Wish(statuses={"已确认": ChannelStatus.PAID}))
    assert result.new == 1


def test_an_unknown_channel_is_refused(store: Store) -> None:
    with pytest.raises(UnknownChannelError):
        import_files(store, FILES[:1], wish=Wish(channel="ebay"))


def test_cases_before_their_orders_say_so(store: Store) -> None:
    (early,) = import_files(store, [SAMPLES / "douyin_aftersale.csv"])
    assert [one.row for one in early.rejected] == [2]
    import_files(store, [SAMPLES / "douyin_orders.csv"])
    (late,) = import_files(store, [SAMPLES / "douyin_aftersale.csv"])
    assert (late.updated, late.rejected) == (1, ())


def test_the_time_in_a_name_is_when_the_export_was_made(tmp_path: Path) -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    for name in ("orders_20260105103000.csv", "orders_2026-01-05_10-30-00.csv", "导出202601051030.csv"):
        (tmp_path / name).write_text("x")
        assert made_at(tmp_path / name, now) == datetime(2026, 1, 5, 2, 30, tzinfo=UTC)
    plain = pdd(tmp_path / "orders.csv", at=datetime(2026, 1, 5, tzinfo=UTC))
    assert made_at(plain, now) == datetime(2026, 1, 5, tzinfo=UTC)
    (tmp_path / "order-20269999999999.csv").write_text("x")
    assert made_at(tmp_path / "order-20269999999999.csv", now) == now
