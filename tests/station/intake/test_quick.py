"""One pasted line becomes an order: every way clerks write goods and quantities, and nothing guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.intake.entry import EntryRefusedError, take_back
from station.intake.quick import enter_quick, read
from station.settings import Settings
from station.store import orders as master
from station.store import stock
from station.store.engine import open_store
from tests import shop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.intake.quick import Quick
    from station.store.engine import Store

WHO = "张三 13812345678 浙江省绍兴市柯桥区齐贤街道万商路188号"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a shop that is only read from."""
    folder = tmp_path_factory.mktemp("quick")
    opened = open_store(Settings(folder, f"sqlite:///{folder / 'packbench.db'}", "1"))
    shop.build(opened)
    yield opened
    opened.close()


def _read(store: Store, text: str) -> Quick:
    with store.read() as tx:
        return read(tx, text)


@pytest.mark.parametrize(
    ("goods", "expected"),
    [
        ("WY-CW-120 x12", [("WY-CW-120", 12)]),
        ("WY-CW-120x12", [("WY-CW-120", 12)]),
        ("wy-cw-120 ×2", [("WY-CW-120", 2)]),
        ("WY-CW-120*3件", [("WY-CW-120", 3)]),
        ("WY-CW-120 * 3", [("WY-CW-120", 3)]),
        ("WY-CW-120 5件", [("WY-CW-120", 5)]),
        ("5件 WY-CW-120", [("WY-CW-120", 5)]),
        ("2xWY-CW-120", [("WY-CW-120", 2)]),
        ("WY-CW-120 4", [("WY-CW-120", 4)]),
        ("WY-CW-120", [("WY-CW-120", 1)]),
        ("ＷＹ－ＣＷ－１２０　ｘ１２", [("WY-CW-120", 12)]),
        ("SOCK:3双", [("SOCK", 3)]),
        ("6900000000042 x 6", [("SOCK", 6)]),
        ("WY-CW-120 x2，SOCK x10", [("WY-CW-120", 2), ("SOCK", 10)]),
        ("WY-CW-120x2+SOCKx3", [("WY-CW-120", 2), ("SOCK", 3)]),
        ("WY-CW-120 x2\nWY-FB-130 x1", [("WY-CW-120", 2), ("WY-FB-130", 1)]),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_goods_are_found_before_or_behind_the_person(
    known: Store, goods: str, expected: list[tuple[str, int]], first: bool
) -> None:
    quick = _read(known, f"{goods} {WHO}" if first else f"{WHO} {goods}")
    assert [(item.sku, item.qty) for item in quick.items] == expected
    place = quick.address
    assert (place.name, place.phone, place.province, place.city, place.district, place.town) == (
        "张三", "13812345678", "浙江省", "绍兴市", "柯桥区", "齐贤街道",
    )  # fmt: skip
    assert place.detail == "万商路188号"


@pytest.mark.parametrize("detail", ["3-2-501", "A座1203室", "18号楼2单元", "B12栋 302"])
def test_doors_are_not_goods(known: Store, detail: str) -> None:
    quick = _read(known, f"李四 13900001111 广东省深圳市南山区科技路1号 {detail} SOCK x2")
    assert [(item.sku, item.qty) for item in quick.items] == [("SOCK", 2)]
    assert quick.address.detail.replace(" ", "").endswith(detail.replace(" ", ""))


def test_an_unknown_code_is_kept_to_correct_and_never_becomes_an_order(store: Store) -> None:
    shop.build(store)
    quick = _read(store, f"{WHO} WY-CW-12O x2 备注：周五前到")
    (item,) = quick.items
    assert (item.written, item.sku, item.qty, quick.note) == ("WY-CW-12O", "", 2, "周五前到")
    assert "WY-CW-120" in item.near
    with pytest.raises(EntryRefusedError, match="WY-CW-12O"):
        store.write(lambda tx: enter_quick(tx, quick, actor="2001", station="1"))


@pytest.mark.parametrize("text", ["SOCK x1", "张三 13812345678 SOCK x1", "浙江省绍兴市柯桥区万商路 SOCK x1", WHO, ""])
def test_what_is_missing_is_told(store: Store, text: str) -> None:
    shop.build(store)
    quick = _read(store, text)
    with pytest.raises(EntryRefusedError):
        store.write(lambda tx: enter_quick(tx, quick, actor="2001", station="1"))


def test_an_entered_order_locks_stock_like_any_other(store: Store) -> None:
    shop.build(store)
    quick = _read(store, f"{WHO} WY-CW-120 x3 备注 需防潮膜")
    order_id = store.write(lambda tx: enter_quick(tx, quick, actor="2001", station="1"))
    with store.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert (row.channel, row.source, row.state) == ("manual", "phone", "allocated")
        assert [(one.sku, one.qty) for one in stock.live(tx, order_id)] == [("WY-CW-120", 3)]
        assert master.recipient(tx, order_id)["phone"] == "13812345678"


def test_a_slip_of_the_hand_is_taken_back_until_somebody_packs_it(store: Store) -> None:
    shop.build(store)
    quick = _read(store, f"{WHO} WY-CW-120 x3")
    order_id = store.write(lambda tx: enter_quick(tx, quick, actor="2001", station="1"))
    store.write(lambda tx: take_back(tx, order_id, actor="2001", station="1"))
    with store.read() as tx:
        assert stock.live(tx, order_id) == []
        assert sum(shelf.paid for shelf in stock.shelves(tx, ["WY-CW-120"])) == 0
    (sold,) = shop.put(store, shop.order())
    for gone in (order_id, sold):
        with pytest.raises(EntryRefusedError):
            store.write(lambda tx, gone=gone: take_back(tx, gone, actor="2001", station="1"))  # type: ignore[misc]


@settings(max_examples=60)
@given(text=st.text(max_size=300))
def test_any_text_is_read(known: Store, text: str) -> None:
    quick = _read(known, text + " SOCK x2")
    assert all(item.qty >= 0 for item in quick.items)
