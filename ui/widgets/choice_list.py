"""Several orders wear the number that was scanned: a packer picks one by its key.

Each row shows the key, short code, channel and number, the masked customer and the promise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from station.packing.view import OrderHead
    from ui.theme.tokens import Look

_CENTRE = Qt.AlignmentFlag.AlignCenter
_HEIGHT = 132


class ChoiceRow(Painted):
    """Paints one order to choose.

    Signals:
        chosen: it was clicked; carries its place, from 0.
    """

    chosen = Signal(int)
    shown: OrderHead | None = None
    place = 0

    def show_choice(self, shown: OrderHead, place: int) -> None:
        """Show this order under the key ``place + 1``."""
        if (shown, place) != (self.shown, self.place):
            self.shown, self.place = shown, place
            self.changed(f"{place + 1} {shown.short_code} {shown.channel} {shown.channel_no}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that it was chosen."""
        self.chosen.emit(self.place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint key, code and the rest."""
        head = self.shown
        if head is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, fill=self.palette_.card, line=self.palette_.line, radius=self.px(16), thick=self.px(2))
        side = self.px(76)
        key = QRectF(self.px(28), box.center().y() - side / 2, side, side)
        paint_card(painter, key, fill=self.palette_.ink, radius=self.px(14))
        ink.draw(painter, key, str(self.place + 1), Ink(self.px(48), 900), colour=self.palette_.card, align=_CENTRE)
        left = key.right() + self.px(30)
        room = box.right() - left - self.px(28)
        code = QRectF(left, self.px(16), room, self.px(54))
        ink.draw(painter, code, head.short_code, Ink(self.px(42), 700, mono=True), colour=self.palette_.ink)
        channel = f"{head.channel} {head.channel_no}"
        at = QRectF(left + self.px(330), self.px(16), room - self.px(330), self.px(54))
        ink.draw(painter, at, channel, Ink(self.px(32), 700), colour=self.palette_.ink)
        rest = " · ".join(part for part in (head.customer, head.promise) if part)
        ink.draw(
            painter, QRectF(left, self.px(74), room, self.px(42)), rest, Ink(self.px(26)), colour=self.palette_.quiet
        )
        painter.end()


class ChoiceList(ScrollColumn):
    """Shows the orders to choose from.

    Signals:
        chosen: an order was clicked; carries its place, from 0.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.choices: tuple[OrderHead, ...] = ()

    def show_choices(self, choices: tuple[OrderHead, ...]) -> None:
        """Show these orders."""
        while len(self.cards) < len(choices):
            new = ChoiceRow(self._look, self)
            new.chosen.connect(self.chosen)
            new.show()
            self.cards.append(new)
        while len(self.cards) > len(choices):
            gone = self.cards.pop()
            gone.hide()
            gone.deleteLater()
        self.choices = choices
        for place, (card, choice) in enumerate(zip(self.cards, choices, strict=True)):
            if isinstance(card, ChoiceRow):
                card.show_choice(choice, place)
        self.arrange()

    def height_of(self, card: Painted) -> int:
        """All rows are alike."""
        return self.px(_HEIGHT)
