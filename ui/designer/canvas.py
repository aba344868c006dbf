"""The label under the hands: the raster that prints, dot for dot, with the part worked on framed.

Mouse: press chooses, drag moves, the corner resizes. Keys: arrows one dot, with Shift 1 mm; with Ctrl they resize. The
canvas changes nothing itself: it says what is wanted, ``window.py`` does it. While a part is dragged only its frame
moves; the picture follows from the worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from station.text import _
from ui.designer.editing import at_dots, part_at
from ui.theme.tokens import LIGHT

if TYPE_CHECKING:
    from printing.layouts.design import Design
    from printing.raster import Raster

_CORNER = 14  # px
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Canvas(QWidget):
    """Shows a label and hears what is to be done with its parts.

    Signals:
        part_chosen: a part was pressed; carries its place, -1 beside all.
        moved: (mm right, mm down) for the part worked on.
        resized: (mm wider, mm taller).
    """

    part_chosen = Signal(int)
    moved = Signal(float, float)
    resized = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Label"))
        self._design: Design | None = None
        self._picture = QImage()
        self._chosen = -1
        self._bad: frozenset[int] = frozenset()
        self._dpmm, self._zoom = 8, 1.0
        self._pressed: QPointF | None = None
        self._resizing = False
        self._dragged = (0.0, 0.0)

    @property
    def dot(self) -> float:
        """Millimetres of one dot."""
        return 1 / self._dpmm

    def show_design(self, design: Design, *, chosen: int, bad: frozenset[int]) -> None:
        """Show where the parts are, the one worked on, and those something is wrong with."""
        self._design, self._chosen, self._bad = design, chosen, bad
        self._fit()

    def show_raster(self, raster: Raster) -> None:
        """Show what prints."""
        rows = bytes(byte ^ 0xFF for byte in raster.rows)  # QImage: 1 is white
        mono = QImage(rows, raster.width, raster.height, raster.stride, QImage.Format.Format_Mono)
        self._picture = mono.convertToFormat(QImage.Format.Format_Grayscale8)
        self.update()

    def look(self, *, dpmm: int, zoom: float) -> None:
        """Choose the printer's dots a millimetre, and pixels a dot."""
        self._dpmm, self._zoom = dpmm, zoom
        self._fit()

    def frame_of(self, place: int) -> QRectF:
        """Return where a part is on the screen; tests press there."""
        if self._design is None:
            return QRectF()
        part, px = self._design.parts[place], self._px
        return QRectF(part.x * px, part.y * px, part.w * px, part.h * px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the raster, then the frames."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=self._zoom < 1)
        if not self._picture.isNull():
            painter.drawImage(QRectF(self.rect()), self._picture)
        for place in self._bad:
            self._frame(painter, self.frame_of(place), LIGHT.stop, 2)
        if self._chosen >= 0:
            at = self._dragged_frame()
            self._frame(painter, at, LIGHT.exchange, 2)
            painter.fillRect(self._corner(at), QColor(LIGHT.exchange))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the corner of the part worked on, or choose the part under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton or self._design is None:
            return
        at = event.position()
        self._resizing = self._chosen >= 0 and self._corner(self.frame_of(self._chosen)).contains(at)
        self._pressed, self._dragged = at, (0.0, 0.0)
        if not self._resizing:
            self.part_chosen.emit(part_at(self._design, at.x() / self._px, at.y() / self._px))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the frame follow, dot by dot."""
        if self._pressed is None or self._chosen < 0:
            return
        by = event.position() - self._pressed
        self._dragged = (at_dots(by.x() / self._px, self._dpmm), at_dots(by.y() / self._px, self._dpmm))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say how far it went."""
        dragged, self._dragged, self._pressed = self._dragged, (0.0, 0.0), None
        if any(dragged):
            (self.resized if self._resizing else self.moved).emit(*dragged)
        self._resizing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows: one dot; Shift: 1 mm; Ctrl: size instead of place."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        by = 1.0 if shift else self.dot
        sized = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        (self.resized if sized else self.moved).emit(step[0] * by, step[1] * by)

    @property
    def _px(self) -> float:
        """Pixels of a millimetre."""
        return self._dpmm * self._zoom

    def _fit(self) -> None:
        if self._design is not None:
            self.setFixedSize(round(self._design.width * self._px), round(self._design.height * self._px))
        self.update()

    def _dragged_frame(self) -> QRectF:
        at = self.frame_of(self._chosen)
        right, down = self._dragged[0] * self._px, self._dragged[1] * self._px
        return at.adjusted(0, 0, right, down) if self._resizing else at.translated(right, down)

    def _corner(self, at: QRectF) -> QRectF:
        side = min(_CORNER, max(6.0, at.width() / 3))
        return QRectF(at.right() - side / 2, at.bottom() - side / 2, side, side)

    def _frame(self, painter: QPainter, at: QRectF, colour: str, width: int) -> None:
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(at)
