"""A demo shop in an empty store, through the same use cases as a real one, and the exports of the tour beside it.

The same clock makes the same shop: everything drawn by lot comes from one seed. Nobody in it exists. The exports are
written but not imported; that is the tour's first step. Called by the ``demo`` command and the tour.
"""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from station.store import choices, waybills
from ui.demo import catalogue, history, people, today, waiting
from ui.demo.history import CARRIER, Maker, delivered, put_complaint
from ui.demo.numbers import waybill
from ui.demo.stories import Stories

if TYPE_CHECKING:
    from datetime import datetime

    from station.clock import Clock
    from station.store.engine import Store, Tx
    from ui.demo.people import Person

COMPLAINT = "盒子压扁了，里面的东西也坏了"
EXCHANGE_TEXT = "小了，想换 130 的，颜色要雾蓝"
_SEED = 20261122
_DATA = Path(__file__).parent / "data"
_CROWD = 260
_WAYBILLS = range(100_001, 100_301)
_COMPLAINED_SERIAL = 951


def build(store: Store, folder: Path, clock: Clock) -> Stories:
    """Fill an empty store and write the exports into the folder; return where each story begins."""
    rng = random.Random(_SEED)  # noqa: S311 invented people, no secrets
    now = clock.now()
    crowd = people.crowd(rng, _CROWD)
    regulars, tour, complained = crowd[:180], crowd[181:], crowd[180]
    store.write(_furnish)
    maker = Maker(catalogue.put(store), rng)
    history.put(store, maker, regulars, now=now)
    store.write(lambda tx: _complain(tx, maker, complained, now))
    waiting.put(store, maker, regulars, now=now)
    written = today.write(folder, maker.goods, tour, complained=complained, now=now)
    return Stories(
        packer=people.PACKER,
        lead=people.LEAD,
        imports=written.files,
        ordinary=written.ordinary,
        complained=written.complained,
        refunded=written.refunded,
        no_lock=written.no_lock,
        exchange=written.exchange,
        exchange_text=EXCHANGE_TEXT,
        slip=_DATA / "slip.jpg",
        slip_truth=_DATA / "slip.json",
    )


def _furnish(tx: Tx) -> None:
    people.add_staff(tx)
    waybills.add(tx, CARRIER, [waybill(serial) for serial in _WAYBILLS])
    choices.put(tx, "sender", "小象童装 杭州一仓 0571-00000000")
    choices.put(tx, "return_address", "浙江省杭州市余杭区五常街道演示路1号 退货组")


def _complain(tx: Tx, maker: Maker, person: Person, now: datetime) -> None:
    past = maker.order(
        "taobao", person, [("MK-0350-WH", 2)], created=now - timedelta(days=33), serial=_COMPLAINED_SERIAL
    )
    put_complaint(tx, delivered(past, serial=_COMPLAINED_SERIAL), COMPLAINT, days=1)
