"""A piece is not on the shelf: stock is right at once, with reason and picture, and nobody else is promised it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.orders.ids import short_code
from station.packing import session
from station.people.codes import command_code
from station.stock.check import violations
from station.stock.moves import moves_of
from station.stock.show import show
from station.store import packing, photos
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.store.engine import Store

SKU = "WY-CW-120"
PICTURE = b"\xff\xd8 an empty shelf"


def test_a_short_pick_is_an_adjustment_with_reason_and_picture(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order(qty=3))
    bench.scan(short_code(order_id))
    bench.scan(SKU)
    session.scan(store, command_code("SHORT"), station="1", picture=PICTURE)
    with store.read() as tx:
        found, last, pictures = show(tx, SKU), moves_of(tx, SKU)[-1], packing.photos(tx, order_id)
        assert violations(tx) == ()
    assert (found.shelves[0].on_hand, found.shelves[0].paid, found.sellable) == (8, 0, 8)
    assert (last.delta, last.after, last.reason, last.actor) == (-2, 8, "short", "1001")
    assert (last.order, last.photo) == (short_code(order_id), photos.digest(PICTURE))
    assert pictures == [PICTURE]


def test_without_a_camera_it_is_posted_all_the_same(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order(qty=3))
    bench.scan(short_code(order_id))
    bench.say("SHORT")
    with store.read() as tx:
        last = moves_of(tx, SKU)[-1]
        assert (last.delta, last.photo, packing.photos(tx, order_id)) == (-3, "", [])
