"""Randomised packing sessions against an oracle that knows the truth: how many wrong parcels leave, how many get stuck.

A careless packer at bench 1 scans right and wrong things and commands in any order while the shop changes under their
hands: refunds, holds, other addresses, other items, cancellations, exchanges, labels that fail or may be out, the
program started anew or killed (SIGKILL) in the middle of a scan, the same scan handed on twice. The oracle keeps its
own account of what lies in the box and of what the paper on it says. A parcel is released wrongly when it closes with
other contents, an old label, or though the order must not leave. A session is stuck when a packer who does what the
bench says (and a lead who releases holds) cannot bring it to an end. Claim: 0 and 0 in 10,000 sessions
(``benchmark sessions``; ``--samples`` is the seed). A seeded few run in ``tests/station/packing``.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.clock import FixedClock
from station.errors import UserError
from station.orders.ids import short_code
from station.packing import session
from station.packing.view import Step, Verdict
from station.people.codes import badge_code, command_code
from station.settings import Settings
from station.store import orders as master
from station.store import packing, prints, scans
from station.store.engine import open_store
from tests import shop
from tests.benchmarks import sessions_hands as hands
from tests.benchmarks import sessions_shop
from tests.benchmarks.sessions_kill import killed
from tests.benchmarks.truth import BARCODE, GIFT, PACK_OF_3, Truth
from tests.station.packing.reads import read

if TYPE_CHECKING:
    from station.packing.view import BenchView
    from station.store.engine import Store

_PATIENCE = 60
_KNOWN = {barcode: sku for sku, barcode in BARCODE.items()} | {PACK_OF_3: "SOCK", command_code("YES"): GIFT}
_AT_WORK = (Step.SCAN_ITEM, Step.NAME_UNIT, Step.ANSWER_HINT, Step.SEE_CHANGE, Step.WAIT_LABEL, Step.SCAN_LABEL)
_ASIDE = (command_code("HOLD"), command_code("SHORT"))


def measure(orders: int = 10_000, samples: int = 1) -> dict[str, Any]:
    """Run so many sessions (``samples`` is the seed) and return the counts."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        shift = Shift(Settings(home, f"sqlite:///{home / 'packbench.db'}", "1"), samples)
        began = time.perf_counter()
        for number in range(orders):
            shift.session(number)
        shift.store.close()
        seconds = time.perf_counter() - began
    return {
        "n": orders,
        "per_second": round(orders / seconds, 1),
        "seed": samples,
        "wrong_parcels": len(shift.wrong),
        "stuck": len(shift.stuck),
        "examples": [*shift.wrong[:3], *shift.stuck[:3]],
        **{f"n_{name}": count for name, count in sorted(shift.counts.items())},
    }


class Shift:
    """One packer, one bench, one store, many orders."""

    view: BenchView
    truth: Truth

    def __init__(self, settings: Settings, seed: int) -> None:
        self.random = random.Random(seed)
        self.settings = settings
        self.clock = FixedClock(shop.NOW)
        self.store: Store = open_store(settings, clock=self.clock)
        shop.build(self.store, on_hand=1_000_000)
        self.store.write(sessions_shop.furnish)
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.stuck: list[str] = []
        self.log: list[str] = []
        self.view = session.scan(self.store, badge_code("1001"), station="1")

    def session(self, number: int) -> None:
        """Pack one order, badly, then bring it to an end."""
        self.log = []
        self.truth = sessions_shop.new_order(self.store, number, self.random)
        self.scan(short_code(self.truth.parcel_id))
        for _step in range(self.random.randint(0, 14)):
            if self._over():
                break
            hands.anything(self)
        self._end()

    def scan(self, code: str) -> None:
        """Scan, and keep the account of the box."""
        self.log.append(code)
        self.counts["scans"] += 1
        was_open, was_packed = self._open(), self._packed()
        self._give(code)
        self.truth.asked |= dict.fromkeys(self.view.print_jobs, self.truth.facts())
        if self._packed() and not was_packed:
            self._released(code)
        elif code in _ASIDE and was_open and not self._open():
            self.truth.held = True
        else:
            self._account(code)

    def _give(self, code: str) -> None:
        """Give a code to the bench; sometimes it is handed on twice, as after a power cut, or the program is killed."""
        luck = self.random.random()
        try:
            if luck > 0.05:
                self.view = session.scan(self.store, code, station="1")
                return
            (seq,) = self.store.write(lambda tx: scans.append(tx, "1", [read(code)]))
            if luck < 0.003:
                self.log.append("<killed>")
                killed(self.settings, code, seq=seq, after=self.random.random() * 0.02)
                self._anew()
                self.counts["killed"] += 1
            self.view = session.scan(self.store, code, station="1", seq=seq)
            session.scan(self.store, code, station="1", seq=seq)
            self.counts["handed_on_twice"] += 1
        except UserError:
            self.look()

    def look(self) -> None:
        """Look at the bench without a scan, as the window does by itself."""
        self.view = session.current(self.store, "1")

    def restart(self) -> None:
        """Start the program anew: the bench must show what it showed."""
        if self.random.random() < 0.5:
            self._anew()
        self.log.append("<restarted>")
        before, self.view = self.view, session.current(self.store, "1")
        if before.order is not None and self.view.order is not None and before.items != self.view.items:
            self._flaw("wrong", "a restart shows other items")
        self.counts["restarts"] += 1

    def _anew(self) -> None:
        self.store.close()
        self.store = open_store(self.settings, clock=self.clock)
        prints.PrintOutbox(self.store, "1", "test").recover("waybill")

    def change(self) -> None:
        """Something changes in the shop."""
        self.log.append(f"<{sessions_shop.change(self.store, self.truth, self.random)}>")
        self.counts["changes"] += 1

    def _account(self, code: str) -> None:
        """What the packer does with their hands after this answer."""
        truth, view = self.truth, self.view
        if view.order is None or view.order.order_id != truth.parcel_id or view.step not in _AT_WORK:
            return
        was, truth.counted = truth.counted, sum(row.scanned for row in view.items)
        more = truth.counted - was
        if truth.counted == 0:
            truth.box = []
        elif more < 0:
            truth.box.pop()
        elif more > 0:
            truth.box.append((_KNOWN.get(code, code), more))

    def _released(self, code: str) -> None:
        truth = self.truth
        self.counts["released"] += 1
        box: Counter[str] = Counter()
        for sku, qty in truth.box:
            box[sku] += qty
        if not truth.may_leave():
            self._flaw("wrong", "released though it must not leave")
        elif box != truth.contents():
            self._flaw("wrong", f"released with {dict(box)} for {dict(truth.contents())}")
        elif truth.paper.get(code, truth.facts()) != truth.facts():
            self._flaw("wrong", "released under an old label")

    def _open(self) -> bool:
        with self.store.read() as tx:
            return packing.bench(tx, "1").order_id is not None

    def _packed(self) -> bool:
        with self.store.read() as tx:
            row = master.head(tx, self.truth.parcel_id)
        return row is not None and row.packed_at is not None

    def _over(self) -> bool:
        """Whether the bench is free and the order has ended or must not go on."""
        if self.view.step in (Step.PUT_BACK, Step.LOGIN) or self._open():
            return False
        return self._packed() or self.truth.refunded or self.truth.cancelled

    def _end(self) -> None:
        """A packer who does as told, with a lead who releases holds, must come to an end."""
        for _step in range(_PATIENCE):
            if self._over():
                return
            if self.view.verdict is Verdict.STOP and self.view.step is Step.SCAN_ORDER and self.truth.held:
                sessions_shop.release(self.store, self.truth)
                self.counts["holds_released"] += 1
            if self.random.random() < 0.1:
                self.look()
            hands.right(self)
        self._flaw("stuck", f"{self.view.step} {self.view.verdict} {self.view.reason} {self.view.message}")
        self.store.write(lambda tx: packing.set_bench(tx, "1", order_id=None))
        self.look()

    def _flaw(self, kind: str, what: str) -> None:
        told = f"{self.truth.order.number}: {what}: {' '.join(self.log[-40:])}"
        (self.wrong if kind == "wrong" else self.stuck).append(told)
