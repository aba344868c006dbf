"""What the camera sees, live, with the guide box: hold the code inside it.

Pictures come from ``scanners.cameras``, which scanning and photos share; only the newest is painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from scanners.cameras import Shot, Watch, Watcher, watch
from scanners.look import guide
from station.text import _
from ui.theme.tokens import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent


class Preview(QWidget):
    """Paints one camera.

    Signals:
        came: a picture is there; carries the ``Shot``.
        told: the camera is there or not.
    """

    came = Signal(object)
    told = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(220)
        self._watch: Watch | None = None
        self._share = 0.85
        self.image = QImage()
        self._there = False
        self._painted = True
        self.came.connect(self._on_shot)
        self.told.connect(self._on_told)

    def follow(self, place: str, share: float) -> None:
        """Show this camera."""
        self.leave()
        self._share = share
        self._watch = watch(place, Watcher(self._hand_over, self.told.emit))
        self.show()

    def leave(self) -> None:
        """Show none."""
        if self._watch is not None:
            self._watch.close()
        self._watch, self.image, self._painted = None, QImage(), True

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks: let the camera go."""
        self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and the guide box, or say that there is none."""
        self._painted = True
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(LIGHT.bar))
        if self.image.isNull():
            words = _("Waiting for the camera…") if self._there else _("The camera gives no picture")
            painter.setPen(QColor(LIGHT.on_bar))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            painter.end()
            return
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect((self.width() - size.width()) // 2, (self.height() - size.height()) // 2, *size.toTuple())
        painter.drawImage(place, self.image)
        left, top, right, bottom = guide(place.width(), place.height(), self._share)
        painter.setPen(QPen(QColor(LIGHT.lamp_good), 3))
        painter.drawRect(QRect(place.left() + left, place.top() + top, right - left, bottom - top))
        painter.end()

    def _hand_over(self, shot: Shot) -> None:
        if self._painted:  # in the camera's thread; pictures nobody has painted yet are not piled up
            self._painted = False
            self.came.emit(shot)

    def _on_shot(self, shot: Shot) -> None:
        height, width, _colours = shot.colour.shape
        picture = QImage(shot.colour.tobytes(), width, height, width * 3, QImage.Format.Format_BGR888)
        self.image = picture.copy()
        self.update()

    def _on_told(self, there: bool) -> None:
        self._there = there
        if not there:
            self.image, self._painted = QImage(), True
        self.update()
