"""What a SKU has, where, and how much of it may be sold (rows A29 B22).

Per warehouse: available = on hand - paid - held for exchange. For the whole network: sellable = the sum of
available - ceil(factor x deposit frozen), factor 0.3 by default; the worst case takes every deposit as converted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.stock.safety import watched
from station.store import catalogue, safety, stock
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx
    from station.store.rows import Row


class UnknownSkuError(UserError):
    """No SKU has this code."""

    code = "UNKNOWN_SKU"


class UnknownWarehouseError(UserError):
    """No warehouse has this code."""

    code = "UNKNOWN_WAREHOUSE"


class StockQuantityError(UserError):
    """The quantity cannot be true."""

    code = "STOCK_QUANTITY"


@dataclass(frozen=True, slots=True)
class SkuStock:
    """A SKU's stock as people see it."""

    sku: str
    name: str
    spec: str
    shelves: tuple[stock.Shelf, ...]
    frozen: int
    factor_permille: int
    places: Mapping[str, str]  # names of the warehouses by code
    safety: int = 0

    @property
    def sellable(self) -> int:
        """What the network may still promise."""
        return self._left(self.factor_permille)

    @property
    def worst_case(self) -> int:
        """What is left when every deposit is paid in full."""
        return self._left(1000)

    def _left(self, permille: int) -> int:
        share = -(-permille * self.frozen // 1000)
        return sum(shelf.available for shelf in self.shelves) - share


def show(tx: Tx, sku: str) -> SkuStock:
    """Return the stock of a SKU, found by its code or a barcode.

    Raises:
        UnknownSkuError: no SKU has this code.
    """
    row = find_sku(tx, sku)
    level = safety.levels(tx, [row.code])[row.code]
    spec = " ".join(part for part in (row.color, row.size, row.model) if part)
    shelves = tuple(stock.shelves(tx, [row.code]))
    names = stock.warehouse_names(tx)
    return SkuStock(row.code, row.name, spec, shelves, level.frozen, level.factor_permille, names, level.safety)


def find_sku(tx: Tx, sku: str) -> Row[Any]:
    """Return the row of a SKU, found by its code or a barcode.

    Raises:
        UnknownSkuError: no SKU has this code.
    """
    row = catalogue.by_codes(tx, [sku]).get(sku) or next(iter(catalogue.by_barcode(tx, sku)), None)
    if row is None:
        raise UnknownSkuError(
            _("No SKU has the code {sku}").format(sku=sku[:64]), _("check the code, or import the catalogue first")
        )
    return row


def set_on_hand(tx: Tx, sku: str, warehouse: str, *, qty: int, actor: str, reason: str = "count") -> SkuStock:
    """Write the counted quantity of a SKU in a warehouse.

    Raises:
        UnknownSkuError: no SKU has this code.
        UnknownWarehouseError: no warehouse has this code.
        StockQuantityError: negative, absurd, or less than what is locked.
    """
    before = show(tx, sku)
    if warehouse not in stock.warehouse_names(tx):
        raise UnknownWarehouseError(
            _("No warehouse has the code {warehouse}").format(warehouse=warehouse),
            _("known warehouses: {names}").format(names=" ".join(stock.warehouse_names(tx))),
        )
    shelf = next((one for one in stock.shelves(tx, [before.sku], for_update=True) if one.warehouse == warehouse), None)
    locked = shelf.paid + shelf.held if shelf else 0
    if not locked <= qty <= 10_000_000:
        raise StockQuantityError(
            _("{qty} cannot be the stock: {locked} are locked for orders").format(qty=qty, locked=locked),
            _("count again, or release orders first"),
        )
    delta = qty - (shelf.on_hand if shelf else 0)
    if delta:
        with watched(tx, [before.sku]):
            stock.change(tx, (before.sku, warehouse), on_hand=delta)
        stock.add_move(tx, (before.sku, warehouse), column="on_hand", delta=delta, reason=reason, actor=actor)
    return show(tx, before.sku)
