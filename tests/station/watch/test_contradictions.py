"""Facts that cannot both be true become one ticket each, and end when they agree again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.orders.states import State
from station.stock import lock
from station.store import orders as master
from station.tickets.tickets import open_tickets
from station.watch.contradictions import watcher
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store, Tx


def _titles(store: Store) -> list[str]:
    with store.read() as tx:
        tickets = [one for one in open_tickets(tx, kind="exception") if (one.sku or "").startswith("facts:")]
    return sorted(one.title.partition("：")[2] for one in tickets)


def test_each_contradiction_is_one_ticket(store: Store) -> None:
    shop.build(store)
    ids = shop.put(store, *(shop.order(f"69{place:017d}") for place in range(6)))
    now = store.clock.now()

    def contradict(tx: Tx) -> None:
        master.set_order(tx, ids[0], state=State.REVIEWED, label_printed_at=now)
        master.set_order(tx, ids[1], state=State.SHIPPED, shipped_at=now, waybill_no="SF1")
        master.add_hold(tx, ids[1], hold_id="x", reason="风控", rule=None, by="test")
        master.set_order(tx, ids[2], state=State.SHIPPED, shipped_at=now)
        lock.release_order(tx, ids[3])
        master.set_order(tx, ids[3], state=State.CANCELLED, packed_at=now)
        master.set_order(tx, ids[4], state=State.SHIPPED, shipped_at=now - timedelta(days=90))

        master.set_order(tx, ids[5], label_printed_at=now)  # its stock is locked, nobody fetched it

    store.write(contradict)
    assert store.write(watcher.look) == 5
    assert store.write(watcher.look) == 0
    assert len(_titles(store)) == 5
    store.write(lambda tx: master.close_hold(tx, ids[1], "x", by="2001"))
    store.write(lambda tx: master.set_order(tx, ids[2], waybill_no="SF2"))
    store.write(lambda tx: master.set_order(tx, ids[5], state=State.PICKING))
    assert store.write(watcher.look) == 3
    assert len(_titles(store)) == 2
