"""What stands on a bench's scale, and what it says of the open order.

The scale tells each new weight and 0 when it is emptied; the last one is kept. A weight told when everything is
scanned is judged at once. A box that stood there before, because it is packed on the scale, counts as soon as the
last piece is scanned and it weighs right, and is looked at again when its label is scanned: standing there too light
it names what is missing. Before that nothing is judged and nothing sounds. ``session.py`` calls it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.packing import weigh
from station.packing.close import ready
from station.packing.facts import known
from station.packing.show import Said
from station.packing.view import Alarm, Result
from station.people.audit import record
from station.store import choices, packing
from station.text import _

if TYPE_CHECKING:
    from station.packing.facts import Known
    from station.store.engine import Tx


def told(tx: Tx, code: str, bench: packing.Bench, found: Known | None, *, grams: int) -> Said:
    """Take what the scale says and return what the bench says."""
    choices.put(tx, _key(bench.station), str(grams))
    if bench.operator_no is None:
        return Said(code, "weight")
    if found is None or found.halted or found.changed or not ready(tx, found.row.order_id):
        return Said(code, "weight", message=_("{g} g: scan every item first").format(g=grams) if grams else "")
    if not grams:
        kept = found.session.weight_g if found.session is not None else None
        return Said(code, "weight", alarm=weigh.wrong(tx, found.row.order_id, kept))
    alarm = _keep(tx, found, bench, grams)
    if alarm is not None:
        packing.count(tx, bench.station, stopped=1)
        return Said(code, "weight", Result.WRONG, alarm, alarm.title)
    return Said(code, "weight", message=_("{g} g on the scale").format(g=grams), sound="right")


def wrong(tx: Tx, found: Known, bench: packing.Bench) -> Alarm | None:
    """Return the alarm for the open order's box: by the weight it was told, else by what stands on the scale now."""
    order_id = found.row.order_id
    if found.session is not None and found.session.weight_g is not None:
        return weigh.wrong(tx, order_id, found.session.weight_g)
    grams = _standing(tx, order_id, bench)
    return weigh.wrong(tx, order_id, grams) or (_keep(tx, found, bench, grams) if grams else None)


def settled(tx: Tx, found: Known, bench: packing.Bench) -> Known:
    """Keep the weight of a box that stands on the scale and weighs right, once its last piece is scanned."""
    grams = _standing(tx, found.row.order_id, bench)
    if not grams or weigh.wrong(tx, found.row.order_id, grams) is not None:
        return found
    _keep(tx, found, bench, grams)
    return known(tx, found.row.order_id, bench.station) or found


def _standing(tx: Tx, order_id: str, bench: packing.Bench) -> int | None:
    """Return what stands on the scale when the order is whole and its weight is known."""
    grams = int(choices.get(tx, _key(bench.station), "0"))
    return grams if grams and ready(tx, order_id) and weigh.expected(tx, order_id) is not None else None


def _keep(tx: Tx, found: Known, bench: packing.Bench, grams: int) -> Alarm | None:
    order_id, alarm = found.row.order_id, weigh.wrong(tx, found.row.order_id, grams)
    packing.set_session(tx, order_id, weight_g=grams)
    detail = {"g": grams, "right": alarm is None}
    record(tx, bench.station, actor=bench.operator_no or "", action="weighed", order_id=order_id, detail=detail)
    return alarm


def _key(station: str) -> str:
    return f"on_scale:{station}"
