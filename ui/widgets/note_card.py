"""A card with a coloured bar: a hint with its reason and its answers, or what an exchange is about.

The sentence is large, the reason quiet. Only the first open blocking hint carries answers: the same two barcodes of
the bench card answer it. A hint that was answered shrinks to its sentence and the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent

from ui.widgets import ink
from ui.widgets.icons import Icon, draw_icon
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted, paint_card

_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Note:
    """What a card says, already translated.

    Attributes:
        tone: palette colour of the bar: attention, exchange, stop, go.
        answers: pairs of command word and text; the first is the expected one.
        must: why it must be answered; "" when it need not.
        done: the answer that was given; "" while open.
        icon: the shape beside that answer.
    """

    tone: str
    title: str
    why: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    must: str = ""
    done: str = ""
    icon: Icon = Icon.CHECK


class NoteCard(Painted):
    """Paints one note.

    Signals:
        answered: an answer was clicked; carries the command word.
    """

    answered = Signal(str)
    shown: Note | None = None

    def show_note(self, shown: Note) -> None:
        """Show this note."""
        if shown != self.shown:
            self.shown = shown
            self.changed(" ".join((shown.title, shown.why, shown.must, shown.done)))

    def wanted_height(self, width: int) -> int:
        """Return the height for this width."""
        note = self.shown
        if note is None:
            return 0
        title, why = self._title(note, width), self._why(note, width)
        high = self.px(20) * 2 + len(title) * self._title_ink(note).line_height
        if why:
            high += self.px(4) + len(why) * self._why_ink().line_height
        if note.must and note.answers:
            high += self._must_ink().line_height + self.px(4)
        if note.answers:
            high += self.px(12) + self.px(58)
        return round(high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which answer was clicked."""
        for box, word in self._buttons():
            if box.contains(event.position()):
                self.answered.emit(word)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar, sentence, reason and answers."""
        note = self.shown
        if note is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_card(painter, box, fill=self.palette_.card, line=self.palette_.line, radius=self.px(16), thick=self.px(2))
        self._bar(painter, box, note)
        if note.done:
            self._done(painter, box, note)
        left = QRectF(self.px(36), self.px(20), self._room(self.width()), 0)
        size = self._title_ink(note)
        top = ink.draw_lines(
            painter,
            left,
            self._title(note, self.width()),
            size,
            colour=self.palette_.quiet if note.done else self.palette_.ink,
        )
        left.moveTop(top + self.px(4))
        top = ink.draw_lines(painter, left, self._why(note, self.width()), self._why_ink(), colour=self.palette_.quiet)
        if note.must and note.answers:
            left.moveTop(top + self.px(4))
            ink.draw_lines(painter, left, (note.must,), self._must_ink(), colour=self.palette_.stop_words)
        self._answers(painter, note)
        painter.end()

    def _bar(self, painter: QPainter, box: QRectF, note: Note) -> None:
        whole, strip = QPainterPath(), QPainterPath()
        whole.addRoundedRect(box, self.px(16), self.px(16))
        strip.addRect(QRectF(0, 0, self.px(15), box.height()))
        colour: str = getattr(self.palette_, note.tone)
        painter.fillPath(whole.intersected(strip), QColor(colour))

    def _done(self, painter: QPainter, box: QRectF, note: Note) -> None:
        size = Ink(self.px(24), 700)
        wide = ink.width(note.done, size)
        place = QRectF(box.right() - wide - self.px(24), self.px(20), wide, self.px(42))
        colour = self.palette_.go_words if note.tone == "go" else self.palette_.attention_words
        ink.draw(painter, place, note.done, size, colour=colour)
        side = self.px(28)
        spot = QRectF(place.left() - side - self.px(8), place.center().y() - side / 2, side, side)
        draw_icon(painter, note.icon, spot, colour)

    def _answers(self, painter: QPainter, note: Note) -> None:
        size = Ink(self.px(25), 700)
        words = dict(note.answers)
        for number, (box, word) in enumerate(self._buttons()):
            main = number == 0 and word not in ("CANT", "WHY")
            ground = self.palette_.ink if main else self.palette_.card
            colour = self.palette_.card if main else self.palette_.ink
            paint_card(painter, box, fill=ground, line=self.palette_.ink, radius=self.px(10), thick=self.px(3))
            ink.draw(painter, box, words[word], size, colour=colour, align=_CENTRE)

    def _buttons(self) -> list[tuple[QRectF, str]]:
        note = self.shown
        if note is None:
            return []
        size = Ink(self.px(25), 700)
        left: float = self.px(36)
        boxes = []
        for word, text in note.answers:
            wide = ink.width(text, size) + self.px(44)
            boxes.append((QRectF(left, self.height() - self.px(78), wide, self.px(58)), word))
            left += wide + self.px(12)
        return boxes

    def _room(self, width: int) -> float:
        return width - self.px(36) - self.px(24)

    def _title_ink(self, note: Note) -> Ink:
        return Ink(self.px(28 if note.done else 36), 700)

    def _must_ink(self) -> Ink:
        return Ink(self.px(22), 700)

    def _why_ink(self) -> Ink:
        return Ink(self.px(22))

    def _title(self, note: Note, width: int) -> tuple[str, ...]:
        room = self._room(width)
        if note.done:
            room -= ink.width(note.done, Ink(self.px(24), 700)) + self.px(60)
        return ink.wrap(note.title, self._title_ink(note), room=room, limit=2 if note.done else 3)

    def _why(self, note: Note, width: int) -> tuple[str, ...]:
        if note.done or not note.why:
            return ()
        return ink.wrap(note.why, self._why_ink(), room=self._room(width), limit=4)
