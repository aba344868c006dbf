"""The demo shop's catalogue and stock: ``data/skus.csv`` through the real SKU import, counted into two warehouses.

Hoodies, trousers, shirts and socks in colours and sizes, frames, mugs, pillow cases, brake pads by model year, gift
articles whose names stand in sellers' notes, two bundles, bubble wrap, and the codes of the handwritten slip. One mug
has no stock at all and one brake pad a single piece. Called by ``shop.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from station.catalogue.reading import knows, read_skus
from station.cells import fen
from station.intake.skus import put_skus
from station.intake.tables import read_table
from station.stock.show import set_on_hand
from station.store import stock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.rows import Row
    from station.store.engine import Store, Tx

FILE = Path(__file__).parent / "data" / "skus.csv"
WAREHOUSES = (("HZ1", "杭州一仓"), ("YW2", "义乌二仓"))
_PRICE = "售价"


@dataclass(frozen=True, slots=True)
class Goods:
    """One article as the shop offers it on its channels."""

    code: str
    name: str
    family: str
    color: str
    size: str
    model: str
    price_fen: int

    @property
    def spec(self) -> str:
        """The spec as most platforms write it: ``雾蓝,130``."""
        return ",".join(part for part in (self.color, self.size, self.model) if part)


def put(store: Store) -> Mapping[str, Goods]:
    """Write SKUs, warehouses and counted stock; return what the shop offers, by code."""
    rows = read_table(FILE, knows=knows).rows
    reading = read_skus(rows)
    put_skus(store, reading.skus)
    store.write(lambda tx: _count(tx, rows))
    prices = {row.text("商家编码"): row.text(_PRICE) for row in rows}
    return {
        sku.code: Goods(
            sku.code, sku.name, sku.family, sku.color, sku.size, sku.model, fen(prices[sku.code], _PRICE) or 0
        )
        for sku in reading.skus
        if prices[sku.code]
    }


def _count(tx: Tx, rows: tuple[Row, ...]) -> None:
    for rank, (code, name) in enumerate(WAREHOUSES, 1):
        stock.add_warehouse(tx, code, name, rank=rank)
    for row in rows:
        for code, _name in WAREHOUSES:
            if row.text(code):
                set_on_hand(tx, row.text("商家编码"), code, qty=int(row.text(code)), actor="2001")
