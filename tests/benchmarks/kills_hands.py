"""The hands of ``kills.py``: a program that does a bit of everything at one bench until it is killed.

Each act is a use case of its room, as a window or command calls it. What was acknowledged is written, unbuffered, into
a file of the program: numbers of orders, heads of the audit chain, whole backups. ``kills.py`` holds the store to it.
"""

from __future__ import annotations

import contextlib
import json
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from station.clock import FixedClock
from station.errors import DeviceError, UserError
from station.hints import editing
from station.intake.restock import count
from station.orders.canonical import ChannelStatus
from station.orders.find import one
from station.orders.states import State
from station.packing import session
from station.packing.view import Step
from station.people.codes import badge_code, command_code
from station.returns import goods
from station.returns.exchange import apply_exchange
from station.returns.take_in import paste
from station.store import audit, backup, prints
from station.store import orders as master
from station.store.engine import open_store
from tests import shop
from tests.benchmarks.truth import BARCODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from pathlib import Path

    from station.settings import Settings
    from station.store.engine import Store, Tx

_ASKED = {
    Step.ANSWER_HINT: command_code("DONE"),
    Step.SEE_CHANGE: command_code("YES"),
    Step.PUT_BACK: command_code("PUTBACK"),
}
_WHEN = {"match": "all", "parts": [{"fact": "city", "op": "has", "value": "杭州"}]}
_AFTER = (State.PACKING, State.SHIPPED, State.DELIVERED)


def acks(home: Path, station: str) -> Path:
    """Return the file of what one program was told is done."""
    return home / f"acks-{station}.jsonl"


def acknowledged(home: Path) -> Iterator[tuple[str, str, list[object]]]:
    """Give station, kind and facts of everything that was acknowledged; a line cut off by a kill was not."""
    for path in home.glob("acks-*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):
                kind, *facts = json.loads(line)
                yield path.stem.removeprefix("acks-"), kind, facts


def work(settings: Settings, seed: int, told: Connection) -> None:
    """Do whatever, for ever."""
    store = _opened(settings)
    with contextlib.suppress(DeviceError):
        prints.PrintOutbox(store, settings.station, "kills").recover("waybill")
    told.send("now")
    with acks(settings.home, settings.station).open("a", encoding="utf-8", buffering=1) as file:
        hands = Hands(store, settings, random.Random(seed), lambda *facts: file.write(json.dumps(facts) + "\n"))
        while True:
            hands.anything()


def _opened(settings: Settings) -> Store:
    """Open the store; where four programs write one file on a busy machine it may not answer in time: again."""
    while True:
        with contextlib.suppress(DeviceError):
            return open_store(settings, clock=FixedClock(shop.NOW))


class Hands:
    """One program at one bench."""

    def __init__(
        self, store: Store, settings: Settings, chance: random.Random, ack: Callable[..., object] = lambda *_facts: None
    ) -> None:
        self._store = store
        self._home = settings.home
        self._station = settings.station
        self._chance = chance
        self._ack = ack

    def anything(self) -> None:
        """Do one thing, mostly what a shop does most."""
        acts = (self._intake, self._pack, self._print, self._return, self._stock, self._rule, self._back_up)
        act = self._chance.choices(acts, (5, 20, 8, 4, 2, 2, 1))[0]
        with contextlib.suppress(UserError, DeviceError):  # not now, or not in time: that is an answer, too
            act()
        with contextlib.suppress(DeviceError), self._store.read() as tx:
            self._ack("head", *audit.head(tx, self._station))

    def _intake(self) -> None:
        for _try in range(3):  # the first, its replay, what became of it
            number = f"69{self._station}{self._chance.randrange(10**6):016d}"
            code, qty = self._chance.choice(("WY-CW-120", "SOCK", "KIT")), self._chance.randint(1, 2)
            order = shop.order(number, code=code, qty=qty)
            shop.put(self._store, order)
            self._ack("order", number)
            if self._chance.random() < 0.2:
                shop.put(self._store, replace(order, status=ChannelStatus.CANCELLED))

    def _pack(self) -> None:
        view = session.current(self._store, self._station)
        waiting = next((row for row in view.items if row.state == "expected"), None)
        match view.step:
            case Step.LOGIN:
                code = badge_code(f"100{self._station}")
            case Step.SCAN_ITEM if waiting is not None:
                code = BARCODE.get(str(waiting.sku), command_code("YES"))
            case Step.SCAN_LABEL if view.order is not None:
                with self._store.read() as tx:
                    code = prints.of_order(tx, view.order.order_id)[-1].code
            case Step.WAIT_LABEL:
                return self._print()
            case step:
                code = _ASKED.get(step) or self._any([State.ALLOCATED, State.PACKING])[1]
        session.scan(self._store, code, station=self._station)
        return None

    def _print(self) -> None:
        outbox = prints.PrintOutbox(self._store, self._station, "kills")
        job = outbox.claim("waybill")
        if job is not None and outbox.sending(job.job_id, "0" * 64):
            outbox.sent(job.job_id, watched=False)

    def _return(self) -> None:
        order_id, _code = self._any(self._chance.choice(([State.ALLOCATED], _AFTER)))
        who = {"actor": "command", "station": self._station}

        def work(tx: Tx) -> None:
            told = self._chance.choice(("小了，想换 130 的", "质量不好，退货退款", "破了"))
            paste(tx, order_id, f"{told}{self._chance.randrange(9)}", **who)
            if self._chance.random() < 0.5:
                apply_exchange(tx, order_id, line_no=1, new_sku="WY-FB-130", text=told, **who)
            else:
                goods.receive(tx, order_id, actor="command", station=self._station)

        self._store.write(work)

    def _stock(self) -> None:
        sku, qty = self._chance.choice(("WY-CW-120", "SOCK", "WY-FB-130")), self._chance.randint(200, 900)
        self._store.write(lambda tx: count(tx, sku, "HZ1", qty=qty, actor="command", station=self._station))

    def _rule(self) -> None:
        who = {"by": "command", "station": self._station}
        with self._store.read() as tx:
            known = [kept.rule.rule_id for kept in editing.listing(tx)]
        if len(known) < 5:
            body = {"name": f"规则{self._chance.randrange(99)}", "sentence": "多放一层气泡膜", "when": _WHEN}
            self._store.write(lambda tx: editing.save(tx, body, **who))
        elif self._chance.random() < 0.5:
            rule = self._chance.choice(known)
            editing.rehearse(self._store, rule)
            self._store.write(lambda tx: editing.switch_on(tx, rule, by="command", station=self._station))
        else:
            self._store.write(lambda tx: editing.switch_off(tx, self._chance.choice(known), **who))

    def _back_up(self) -> None:
        name = f"kills-{self._station}-{time.monotonic_ns()}.packbench"
        backup.make(self._store.engine, self._store.vault, self._home / "backups" / name, now=shop.NOW)
        self._ack("backup", name)

    def _any(self, states: list[State] | tuple[State, ...]) -> tuple[str, str]:
        with self._store.read() as tx:
            codes = master.waiting(tx, states=states, limit=30)
            code = self._chance.choice(codes or ["NONE"])
            return one(tx, code).order_id, code
