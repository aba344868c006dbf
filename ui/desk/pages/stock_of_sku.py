"""The stock of a SKU: per warehouse what lies there, what is taken, what is left; for the network what may be sold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from station.stock.show import SkuStock
    from station.store.engine import Store
    from station.store.stock import Shelf
    from ui.desk.page import Desk, Page


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    shelf: Shelf


class StockOfSku(QWidget):
    """Search box, one sentence, one row a warehouse."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.box = QLineEdit(placeholderText=_("SKU code or barcode"), clearButtonEnabled=True)
        self.name = named(QLabel(wordWrap=True), "title")
        self.sums = named(QLabel(wordWrap=True), "quiet")
        self.table = Table(_columns(), filtered=False, empty=_("Type or scan a SKU, press Enter"))
        self.setFocusProxy(self.box)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Stock of a SKU")), "title"))
        down.addWidget(self.box)
        down.addWidget(self.name)
        down.addWidget(self.sums)
        down.addWidget(self.table, 1)
        self.box.returnPressed.connect(self.look_up)

    def look_up(self) -> None:
        """Look the SKU up."""
        sku = self.box.text().strip()
        if sku:
            self._desk.ask(partial(_stock, sku=sku), then=self._show)

    def _show(self, found: SkuStock) -> None:
        self.name.setText(" · ".join(part for part in (found.sku, found.name, found.spec) if part))
        told = _("Sellable {sellable} · worst case {worst} · frozen by deposits {frozen} × {factor} %")
        self.sums.setText(
            told.format(
                sellable=found.sellable,
                worst=found.worst_case,
                frozen=found.frozen,
                factor=f"{found.factor_permille / 10:g}",
            )
        )
        self.table.show_rows([_Row(found.places.get(one.warehouse, one.warehouse), one) for one in found.shelves])
        self.box.selectAll()


def _stock(store: Store, sku: str) -> SkuStock:
    from station.stock.show import show

    with store.read() as tx:
        return show(tx, sku)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Warehouse"), lambda row: row.place, wide=True),
        Column(_("On hand"), lambda row: row.shelf.on_hand),
        Column(_("Paid"), lambda row: row.shelf.paid),
        Column(_("Held for exchange"), lambda row: row.shelf.held),
        Column(_("Quarantine"), lambda row: row.shelf.quarantine),
        Column(_("Available"), lambda row: row.shelf.available),
    )


class _Page:
    @property
    def order(self) -> int:
        return 40

    @property
    def title(self) -> str:
        return _("Stock of a SKU")

    def make(self, desk: Desk) -> QWidget:
        return StockOfSku(desk)


page: Page = _Page()
