"""The items of the open order, below each other; the expected row is always in sight.

An exchange of one item for one other stands side by side: what comes back left, what is sent right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from station.packing.view import ItemRow, RowState
from ui.widgets.item_row import FULL, HALO, ItemRowCard
from ui.widgets.item_tile import ItemTile
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme.tokens import Look
    from ui.widgets.painted import Painted

_TILE = 520  # height of one side of an exchange
_SMALLEST = 104  # a row is never lower than this (at full size): below it we scroll


class ItemList(ScrollColumn):
    """Shows item rows; reuses the row widgets, so only changed rows repaint.

    Signals:
        ticked: the expected row, which has no barcode, was clicked.
    """

    ticked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.gap = 4
        self.rows: tuple[ItemRow, ...] = ()
        self._pair = False

    def show_rows(self, rows: tuple[ItemRow, ...], *, exchange: bool = False) -> None:
        """Show these rows."""
        pair = exchange and [row.state is RowState.OLD for row in rows] == [True, False]
        if pair != self._pair:
            self._pair, kept = pair, self.cards
            self.cards = []
            for card in kept:
                card.hide()
                card.deleteLater()
        while len(self.cards) < len(rows):
            new = (ItemTile if pair else ItemRowCard)(self._look, self)
            new.ticked.connect(self.ticked)
            new.show()
            self.cards.append(new)
        while len(self.cards) > len(rows):
            gone = self.cards.pop()
            gone.hide()
            gone.deleteLater()
        self.rows = rows
        expected = None
        for card, row in zip(self.cards, rows, strict=True):
            if isinstance(card, ItemRowCard):
                card.show_row(row, exchange=exchange)
            if row.state is RowState.EXPECTED and expected is None:
                expected = card
        self.arrange(expected)

    def arrange(self, keep_visible: Painted | None = None) -> None:
        """Place the rows, or the two sides of an exchange."""
        if not self._pair:
            super().arrange(keep_visible)
            return
        wide, high = self.width() // 2, min(self.height(), self.px(_TILE))
        for place, card in enumerate(self.cards):
            card.setGeometry(place * wide, 0, wide, high)

    def height_of(self, card: Painted) -> int:
        """Return the row height: full when they fit, shrinking down to the smallest."""
        count = max(1, len(self.cards))
        room = (self.height() - self.px(self.gap) * (count - 1)) // count
        halo = 2 * self.px(HALO)
        return max(self.px(_SMALLEST) + halo, min(self.px(FULL) + halo, room))
