"""The bench camera over a slip, live: the page outlined, taken by itself when sharp and still, or by any key.

Space, Enter, a foot pedal (a key) and any scan (it ends in Enter) take the picture now. Pictures come from
``scanners.cameras``, which scanning and evidence photos share. The slips page shows it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from scanners.cameras import Shot, Watch, Watcher, watch
from station.text import _
from ui.theme.tokens import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from scanners.slips.shutter import Sight

_LINE = 40
_PAUSE = 0.3  # seconds between two looks
_TAKE = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})


@dataclass(frozen=True, slots=True)
class _Seen:
    image: QImage
    sight: Sight


class SlipCamera(QWidget):
    """One camera.

    Signals:
        taken: a photo was taken; carries its bytes.
        seen: a picture was looked at; for the window's thread.
        told: the camera is there or not.
    """

    taken = Signal(bytes)
    seen = Signal(object)
    told = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(260)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("camera over the slip"))
        self.automatic = True
        self._watch: Watch | None = None
        self._looker: ThreadPoolExecutor | None = None
        self._busy = self._wanted = self._there = False
        self._last = float("-inf")
        self._now: _Seen | None = None
        self.seen.connect(self._on_seen)
        self.told.connect(self._on_told)

    def follow(self, place: str) -> None:
        """Look through this camera."""
        from scanners.slips.shutter import Shutter

        self.leave()
        self._shutter = Shutter()
        self._looker = ThreadPoolExecutor(1, thread_name_prefix="slip-camera")
        self._watch = watch(place, Watcher(self._on_shot, self.told.emit))
        self.show()
        self.setFocus()

    def leave(self) -> None:
        """Let the camera go."""
        if self._watch is not None:
            self._watch.close()
        if self._looker is not None:
            self._looker.shutdown()
        self._watch = self._looker = self._now = None
        self._busy, self._last = False, float("-inf")

    def take(self) -> None:
        """Take the next picture, whatever it shows."""
        self._wanted = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it by key or pedal."""
        if event.key() in _TAKE and not event.isAutoRepeat():
            self.take()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: let the camera go."""
        self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the view and the outline, or say what is missing."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(LIGHT.bar))
        painter.setPen(QColor(LIGHT.on_bar))
        if self._now is None:
            words = _("Waiting for the camera…") if self._there else _("The camera gives no picture")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        else:
            self._paint_view(painter, self._now)
        painter.end()

    def _paint_view(self, painter: QPainter, now: _Seen) -> None:
        size = now.image.size().scaled(self.width(), self.height() - _LINE, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect((self.width() - size.width()) // 2, 0, *size.toTuple())
        painter.drawImage(place, now.image)
        if not now.sight.corners:
            words = _("Lay the slip down flat, all four corners in view")
        else:
            words = _("Hold still, it takes itself") if now.sight.sharp else _("Not sharp: more light or further away")
            outline = QPolygonF(
                [
                    QPointF(place.left() + x * place.width(), place.top() + y * place.height())
                    for x, y in now.sight.corners
                ]
            )
            painter.setPen(QPen(QColor(LIGHT.lamp_good if now.sight.sharp else LIGHT.lamp_attention), 4))
            painter.drawPolygon(outline)
        line = QRect(0, self.height() - _LINE, self.width(), _LINE)
        painter.setPen(QColor(LIGHT.on_bar))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)

    def _on_shot(self, shot: Shot) -> None:
        looker = self._looker  # in the camera's thread; pictures that come while one is looked at are let go
        if looker is None or self._busy or shot.at - self._last < _PAUSE:
            return
        self._busy, self._last = True, shot.at
        looker.submit(self._look, shot)

    def _look(self, shot: Shot) -> None:
        from scanners.slips.shutter import as_photo

        sight = self._shutter.look(shot.colour, shot.at)
        if self._wanted or (sight.shoot and self.automatic):
            self._wanted = False
            self.taken.emit(as_photo(shot.colour))
        height, width, _colours = shot.colour.shape
        picture = QImage(shot.colour.tobytes(), width, height, width * 3, QImage.Format.Format_BGR888)
        self.seen.emit(_Seen(picture.copy(), sight))

    def _on_seen(self, seen: _Seen) -> None:
        self._busy = False
        if self._watch is not None:
            self._now = seen
            self.update()

    def _on_told(self, there: bool) -> None:
        self._there = there
        if not there:
            self._now = None
        self.update()
