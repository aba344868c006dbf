"""The demo shop is a whole shop, and each story of the tour begins where it says."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from station.intake.files import import_files
from station.orders.find import one
from station.orders.states import ENDED, State
from station.packing.facts import Known, known
from station.packing.view import Verdict
from station.people import operators
from station.people.complaints import Kind
from station.people.roles import Role
from station.returns.intent import Wish
from station.returns.propose import propose
from station.store import catalogue, people, stock, waybills
from station.store.schema.orders import holds, orders
from station.store.schema.returns import after_sales
from tests.ui.demo.conftest import NOW, opened
from ui.demo.history import EMPTY
from ui.demo.shop import COMPLAINT, build

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.demo.conftest import Shop


def _known(shop: Shop, number: str) -> Known:
    with shop.store.read() as tx:
        found = known(tx, one(tx, number).order_id, "3")
    assert found is not None
    return found


def test_the_shop_is_a_whole_shop(shop: Shop) -> None:
    with shop.store.read() as tx:
        assert catalogue.count(tx) >= 60
        assert list(stock.warehouse_names(tx).values()) == ["杭州一仓", "义乌二仓"]
        left = waybills.left(tx)
        packer, lead = operators.by_no(tx, shop.stories.packer), operators.by_no(tx, shop.stories.lead)
    assert shop.orders_before >= 300
    assert sum(left.values()) > 100
    assert packer is not None
    assert packer.role == Role.PACKER
    assert lead is not None
    assert lead.role == Role.LEAD


def test_most_orders_are_history_and_some_forty_wait(shop: Shop) -> None:
    with shop.store.read() as tx:
        states = {
            row.state: row.n for row in tx.execute(select(orders.c.state, func.count().label("n")).group_by("state"))
        }
        channels = set(tx.execute(select(orders.c.channel).distinct()).scalars())
        oldest = tx.execute(select(func.min(orders.c.created_at))).scalar_one()
        late = tx.execute(
            select(func.count()).select_from(orders).where(orders.c.ship_by < NOW, orders.c.state.not_in(ENDED))
        ).scalar_one()
    gone = states[State.DELIVERED] + states[State.SHIPPED]
    assert gone > 250
    assert sum(states.values()) - gone - states[State.CANCELLED] >= 40
    assert {"taobao", "pinduoduo", "douyin", "jd", "manual"} <= channels
    assert timedelta(days=80) < NOW - oldest < timedelta(days=91)
    assert late >= 1


def test_every_reason_not_to_pack_is_there(shop: Shop) -> None:
    with shop.store.read() as tx:
        held = set(tx.execute(select(holds.c.hold_id)).scalars())
        wishes = {tuple(row) for row in tx.execute(select(after_sales.c.intent, after_sales.c.status))}
        statuses = set(tx.execute(select(orders.c.channel_status).where(orders.c.state == State.RECEIVED)).scalars())
        exchanges = tx.execute(select(orders.c.state).where(orders.c.exchange_of.is_not(None))).scalars().all()
    assert {"platform:risk", "platform:ship_hold", "breaker"} <= held
    assert {("仅退款", "open"), ("仅退款", "agreed"), ("换货", "open"), ("换货", "applied")} <= wishes
    assert {"unpaid", "deposit", "paid"} <= statuses
    assert exchanges == [State.ALLOCATED]


def test_nobody_is_held_by_the_breaker_but_the_buyer_of_the_burst(shop: Shop) -> None:
    with shop.store.read() as tx:
        held = select(holds.c.order_id).where(holds.c.hold_id == "breaker")
        buyers = tx.execute(select(orders.c.buyer_key).where(orders.c.order_id.in_(held))).scalars().all()
    assert len(buyers) == 6
    assert len(set(buyers)) == 1


def test_what_was_packed_here_left_the_shelves(shop: Shop) -> None:
    with shop.store.read() as tx:
        packed = tx.execute(
            select(orders.c.order_id, orders.c.locked_at, orders.c.packed_at, orders.c.shipped_at).where(
                orders.c.packed_at.is_not(None)
            )
        ).all()
        still_locked = [row for row in packed if stock.live(tx, row.order_id)]
    assert len(packed) >= 20
    assert still_locked == []
    assert all(row.locked_at < row.packed_at <= row.shipped_at for row in packed)


def test_the_exports_go_in_without_a_refused_row_and_twice_is_once(shop: Shop) -> None:
    assert [one.channel for one in shop.imported] == ["taobao", "taobao", "pinduoduo", "douyin"]
    assert [one.encoding for one in shop.imported] == ["gb18030", "gb18030", "utf-8-sig", "utf-8-sig"]
    assert [one.rejected for one in shop.imported] == [()] * 4
    assert all(8 <= one.orders <= 15 for one in shop.imported)
    assert [one.new for one in shop.imported] == [10, 0, 10, 9]
    assert [one.new + one.updated for one in shop.again] == [0] * 4


def test_the_ordinary_order_can_be_sent_with_its_gifts(shop: Shop) -> None:
    found = _known(shop, shop.stories.ordinary)
    assert found.ruling.verdict is Verdict.GO
    assert [line.name for line in found.lines if line.is_gift] == ["袜子", "贴纸"]
    assert len([line for line in found.lines if not line.is_gift]) >= 2
    assert all(line.sku for line in found.lines)


def test_the_complaining_buyer_is_the_one_of_a_historic_order(shop: Shop) -> None:
    found = _known(shop, shop.stories.complained)
    assert found.ruling.verdict is Verdict.GO
    with shop.store.read() as tx:
        told = people.complaints_of(tx, found.row.buyer_key)
    assert [(row.kind, row.words) for row in told] == [(Kind.PACKAGING, COMPLAINT)]
    assert told[0].order_id not in (None, found.row.order_id)


def test_the_refunded_order_is_stopped(shop: Shop) -> None:
    found = _known(shop, shop.stories.refunded)
    assert found.row.state == State.CANCELLED
    assert found.ruling.verdict is Verdict.STOP


def test_the_order_without_stock_has_no_lock_at_all(shop: Shop) -> None:
    found = _known(shop, shop.stories.no_lock)
    assert (found.row.state, found.row.channel_status) == (State.REVIEWED, "paid")
    assert [line.sku for line in found.lines] == [EMPTY]
    with shop.store.read() as tx:
        assert stock.live(tx, found.row.order_id) == []
    assert found.ruling.verdict is Verdict.STOP


def test_the_exchange_text_leads_to_exactly_one_sibling_with_stock(shop: Shop) -> None:
    found = _known(shop, shop.stories.exchange)
    with shop.store.read() as tx:
        wish = propose(tx, found.row.order_id, shop.stories.exchange_text)
        assert wish.choice is not None
        assert wish.choice.one is not None
        shelves = stock.shelves(tx, [wish.choice.one.code])
    assert wish.intent.intent is Wish.EXCHANGE
    assert wish.old is not None
    assert (wish.old.color, wish.old.size) == ("奶油白", "120")
    assert (wish.choice.one.color, wish.choice.one.size) == ("雾蓝", "130")
    assert sum(shelf.available for shelf in shelves) > 0


def test_the_codes_of_the_slip_are_in_stock_among_neighbours(shop: Shop) -> None:
    truth = json.loads(shop.stories.slip_truth.read_text(encoding="utf-8"))
    wanted = {item["code"]: item["qty"] for item in truth["items"]}
    assert shop.stories.slip.read_bytes()[:2] == b"\xff\xd8"
    with shop.store.read() as tx:
        shelves = stock.shelves(tx, wanted)
        heads = {code[:4] for code in wanted}
        near = [row.code for row in catalogue.everything(tx) if row.code[:4] in heads]
    for code, qty in wanted.items():
        assert sum(shelf.available for shelf in shelves if shelf.sku == code) >= qty
    assert len(near) > len(wanted)


def test_the_same_clock_makes_the_same_shop_at_any_time_of_day(tmp_path: Path) -> None:
    numbers = []
    for name in ("one", "two"):
        at = NOW + timedelta(days=40, hours=13)
        with opened(tmp_path / name, at) as store:
            stories = build(store, tmp_path / name / "exports", store.clock)
            numbers.append((stories.ordinary, [path.read_bytes() for path in stories.imports]))
            assert [one.rejected for one in import_files(store, stories.imports)] == [()] * 4
            with store.read() as tx:
                assert one(tx, stories.no_lock).state == State.REVIEWED
                assert one(tx, stories.ordinary).state == State.ALLOCATED
    assert numbers[0] == numbers[1]
