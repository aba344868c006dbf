"""The bench page: paints one ``BenchView``, each part in its place, only what changed.

Places are LOOKS' sizes at 1920x1080, scaled with the window. The page decides nothing: clicks become ``wanted`` with
a command word or a choice, like the keys and the barcodes of the bench card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent

from station.packing.view import BenchView, Step, Verdict
from station.text import _
from ui.bench import words
from ui.theme.tokens import Look, look_for
from ui.widgets.alarm_overlay import AlarmOverlay
from ui.widgets.banner import Banner, Trouble
from ui.widgets.choice_list import ChoiceList
from ui.widgets.item_list import ItemList
from ui.widgets.key_button import KeyButton
from ui.widgets.label_sheet import LabelSheet
from ui.widgets.next_step import NextStepBar
from ui.widgets.note_column import NoteColumn
from ui.widgets.painted import Painted
from ui.widgets.quiet_button import QuietButton
from ui.widgets.start_steps import StartSteps
from ui.widgets.story_sheet import StorySheet
from ui.widgets.top_bar import TopBar, TopBarText
from ui.widgets.verdict_band import VerdictBand
from ui.widgets.watermark import Watermark

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.widgets.lamp import Lamp


class BenchPage(Painted):
    """Arranges the painted parts.

    Signals:
        wanted: a button was pressed; carries a command word.
        chosen: one of several orders was picked; carries its place.
        label_wanted: somebody wants to see the order's label.
    """

    wanted = Signal(str)
    chosen = Signal(int)
    label_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.top = TopBar(look, self)
        self.band = VerdictBand(look, self)
        self.banner = Banner(look, self)
        self.items = ItemList(look, self)
        self.notes = NoteColumn(look, self)
        self.choices = ChoiceList(look, self)
        self.start = StartSteps(look, self)
        self.next_step = NextStepBar(look, self)
        self.alarm = AlarmOverlay(look, self)
        self.story = StorySheet(look, self)
        self.see_label = QuietButton(look, _("See the label (Ctrl+L)"), self)
        self.label = LabelSheet(look, self)
        self.keys = [KeyButton(look, name, word=word, key=key, parent=self) for name, word, key in _keys()]
        for key in self.keys:
            key.pressed.connect(self.wanted)
        self.notes.answered.connect(self.wanted)
        self.choices.chosen.connect(self.chosen)
        self.items.ticked.connect(self._on_ticked)
        self.alarm.put_away.connect(self.alarm.hide)
        self.story.put_away.connect(self.story.hide)
        self.see_label.pressed.connect(self.label_wanted)
        self.label.put_away.connect(self.label.hide)
        self.watermark = Watermark(look, self)
        self._view: BenchView | None = None
        for part in (self.watermark, self.banner, self.choices, self.start, self.alarm, self.story, self.label):
            part.hide()

    def show_view(self, view: BenchView, *, clock: str, lamps: tuple[Lamp, ...]) -> None:
        """Paint this view."""
        self._view = view
        self.show_bar(clock=clock, lamps=lamps)
        self.band.show_band(words.band(view))
        self.items.setVisible(bool(view.items))
        self.items.show_rows(view.items, exchange=view.verdict is Verdict.EXCHANGE)
        self.notes.show_notes(words.notes(view))
        self.choices.setVisible(view.step is Step.CHOOSE_ORDER)
        self.choices.show_choices(view.choices)
        self.start.setVisible(not view.items and not view.choices and view.verdict is None)
        self.start.show_steps(words.steps(view))
        self.next_step.show_step(words.step_text(view), words.aside(view), refused=words.refused(view))
        self.watermark.setVisible(view.training)
        self.label.hide()
        alarm = words.alarm(view)
        if alarm is None:
            self.alarm.hide()
        else:
            self.alarm.show_alarm(alarm, words.alarm_note(alarm))
        covered = alarm is not None and self.alarm.covers_all
        self.see_label.setVisible(view.order is not None and bool(view.items) and not covered)
        self.story.show_story(view.story, asks=view.step is Step.GIVE_REASON)
        self._arrange()

    def show_bar(self, *, clock: str, lamps: tuple[Lamp, ...]) -> None:
        """Repaint the top bar only."""
        view = self._view
        station = _("Bench {name}").format(name=view.station) if view else ""
        self.top.show_text(
            TopBarText(station, view.operator if view else "", words.count(view) if view else "", clock, lamps)
        )

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show or hide the strip that tells of a broken part."""
        self.banner.show_trouble(trouble)
        self.banner.setVisible(trouble is not None)
        self._arrange()

    def use(self, look: Look) -> None:
        """Change theme or size everywhere."""
        self.set_look(look)
        for part in self.findChildren(Painted):
            part.set_look(look)
        self._arrange()

    def _on_ticked(self) -> None:
        self.wanted.emit("YES")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale with the window."""
        self.use(look_for(self.width(), self.height(), self.palette_))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper behind the cards."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.palette_.paper))
        painter.end()

    def _arrange(self) -> None:
        wide, high, margin, gap = self.width(), self.height(), self.px(28), self.px(24)
        bar, band, foot = self.px(64), self.px(196), self.px(100)
        self.top.setGeometry(0, 0, wide, bar)
        self.band.setGeometry(0, bar, wide, band)
        top = bar + band + self.px(22)
        if self.banner.shown is not None:
            self.banner.setGeometry(margin, top, wide - 2 * margin, self.px(92))
            top += self.px(92) + self.px(16)
        bottom = high - foot - self.px(16)
        area = QRect(margin, top, wide - 2 * margin, max(1, bottom - self.px(18) - top))
        self._arrange_area(area, gap)
        key, between = self.px(112), self.px(12)
        keys = len(self.keys) * (key + between) - between
        self.next_step.setGeometry(margin, bottom, wide - 2 * margin - keys - gap, foot)
        for number, button in enumerate(self.keys):
            button.setGeometry(wide - margin - keys + number * (key + between), bottom, key, foot)

    def _arrange_area(self, area: QRect, gap: int) -> None:
        halo = self.px(5)  # rows carry their ring inside: line their cards up with the margin
        left = round(area.width() * 0.612)
        has_items = bool(self.items.rows)
        self.items.setGeometry(area.left() - halo, area.top() - halo, left + 2 * halo, area.height() + halo)
        start = area.left() + left + gap if has_items else area.left()
        self._arrange_notes(QRect(start, area.top(), area.right() - start + 1, area.height()))
        self.choices.setGeometry(area)
        self.start.setGeometry(area)
        self.story.setGeometry(area)
        self.label.setGeometry(area)
        if self.alarm.isVisible():
            high = area.height() if self.alarm.covers_all else min(area.height(), self.px(350))
            spread = self.px(10)
            self.alarm.setGeometry(area.left() - spread, area.top() - spread, area.width() + 2 * spread, high)
        self.items.arrange()
        self.watermark.setGeometry(self.rect())
        self.watermark.raise_()

    def _arrange_notes(self, column: QRect) -> None:
        high = self.px(50) if self.see_label.isVisibleTo(self) else 0
        wide = min(column.width(), self.see_label.wide)
        self.see_label.setGeometry(column.right() - wide + 1, column.bottom() - high + 1, wide, high)
        self.notes.setGeometry(column.adjusted(0, 0, 0, -(high + self.px(10)) if high else 0))


def _keys() -> tuple[tuple[str, str, str], ...]:
    return (
        ("UNDO", _("Undo"), "F2"),
        ("SHORT", _("Short"), "F4"),
        ("REPRINT", _("Reprint"), "F6"),
        ("HOLD", _("Hold"), "F8"),
        ("HELP", _("Help"), "F9"),
    )
