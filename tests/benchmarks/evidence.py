"""The evidence page of one parcel among 100,000, found by its waybill: ``benchmark evidence``.

One parcel is packed for real; what that left in the store is copied to every other order of the shop, with a waybill
number of its own. Measured from the number to the finished PDF.
"""

from __future__ import annotations

import random
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from sqlalchemy import BigInteger, Text, cast, func, insert, literal, select, type_coerce

from printing.evidence import pdf
from station.orders.find import one
from station.packing import session
from station.packing.evidence import evidence
from station.people.codes import badge_code
from station.settings import Settings
from station.store import packing, prints
from station.store.engine import open_store
from station.store.schema import packing as packing_tables
from station.store.schema.orders import order_codes as codes
from station.store.schema.orders import orders as master
from station.store.schema.people import audit
from station.store.schema.prints import print_jobs
from tests.benchmarks.fill import fill

if TYPE_CHECKING:
    from sqlalchemy import Table

    from station.store.engine import Store, Tx

COPIED = (packing_tables.pack_sessions, packing_tables.pack_lines, packing_tables.pack_steps, print_jobs)


def measure(orders: int = 100_000, samples: int = 50) -> dict[str, Any]:
    """Return the figures."""
    with tempfile.TemporaryDirectory() as home:
        store = open_store(Settings(Path(home), f"sqlite:///{home}/evidence.db", "1"))
        try:
            packed = _packed(store, fill(store, orders)[0])
            store.write(lambda tx: _copy(tx, packed))
            return {"parcels": orders, **_measured(store, orders, samples)}
        finally:
            store.close()


def _packed(store: Store, code: str) -> str:
    session.scan(store, badge_code("1001"), station="1")
    shown = session.scan(store, code, station="1")
    if shown.order is None:
        raise AssertionError(shown.message)
    order_id, item = shown.order.order_id, shown.items[0].barcode
    for _each in range(shown.items[0].wanted):
        session.scan(store, item, station="1")
    outbox = prints.PrintOutbox(store, "1", "benchmark")
    job = outbox.claim("waybill")
    if job is None:
        raise AssertionError("no label was asked for")
    outbox.sending(job.job_id, "0" * 64)
    outbox.sent(job.job_id, watched=False)
    with store.read() as tx:
        label = prints.of_order(tx, order_id)[-1].code
    if session.scan(store, str(label), station="1").sound != "all_done":
        raise AssertionError("not packed")
    return order_id


def _copy(tx: Tx, packed: str) -> None:
    others = select(master.c.order_id, master.c.short_code).where(master.c.order_id != packed).subquery()
    for table in COPIED:
        _copy_rows(tx, table, packed, others, {"order_id": others.c.order_id})
    last = tx.execute(select(func.max(audit.c.seq))).scalar() or 0
    number = last + func.row_number().over(order_by=[others.c.order_id, audit.c.seq])
    _copy_rows(tx, audit, packed, others, {"order_id": others.c.order_id, "seq": number})
    waybill = literal("SF0").concat(cast(type_coerce(others.c.short_code, BigInteger), Text))
    rows = select(waybill, literal("waybill"), others.c.order_id)
    tx.execute(insert(codes).from_select(["code", "kind", "order_id"], rows))


def _copy_rows(tx: Tx, table: Table, packed: str, others: Any, own: dict[str, Any]) -> None:
    columns = [own.get(column.name, column) for column in table.columns]
    rows = select(*columns).select_from(table.join(others, literal(1) == literal(1))).where(table.c.order_id == packed)
    tx.execute(insert(table).from_select([column.name for column in table.columns], rows))


def _measured(store: Store, orders: int, samples: int) -> dict[str, Any]:
    chance = random.Random(6)
    with store.read() as tx:
        numbers = [row for row in tx.execute(select(codes).where(codes.c.kind == "waybill")) if row.code[:3] == "SF0"]
    chosen = chance.sample(numbers, min(samples + 1, orders - 1))
    photo = BytesIO()
    Image.effect_noise((800, 600), 40).convert("RGB").save(photo, "JPEG")
    wall, cpu = [], []
    for waybill, order_id in ((row.code, row.order_id) for row in chosen):
        store.write(lambda tx, order_id=order_id: packing.add_photo(tx, order_id, "1", photo.getvalue()))  # type: ignore[misc]
        began, worked = time.perf_counter(), time.process_time()
        with store.read() as tx:
            found = evidence(tx, one(tx, waybill).order_id)
        if not pdf(found) or not found.photos:
            raise AssertionError("an empty page")
        cpu.append((time.process_time() - worked) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    first = wall.pop(0)  # the PDF library loads
    del cpu[0]
    wall.sort()
    cpu.sort()
    most = len(wall) - 1
    return {
        "n": len(wall),
        "first_ms": round(first, 1),
        "p50_ms": round(wall[most // 2], 1),
        "p99_ms": round(wall[most * 99 // 100], 1),
        "cpu_p50_ms": round(cpu[most // 2], 1),
        "cpu_p99_ms": round(cpu[most * 99 // 100], 1),
    }
