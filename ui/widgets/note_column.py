"""Hints and the exchange case, below each other at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.widgets.note_card import Note, NoteCard
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from ui.widgets.painted import Painted


class NoteColumn(ScrollColumn):
    """Shows notes; reuses the cards.

    Signals:
        answered: an answer was clicked; carries the command word.
    """

    answered = Signal(str)

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these notes."""
        while len(self.cards) < len(notes):
            new = NoteCard(self._look, self)
            new.answered.connect(self.answered)
            new.show()
            self.cards.append(new)
        while len(self.cards) > len(notes):
            gone = self.cards.pop()
            gone.hide()
            gone.deleteLater()
        asking = None
        for card, note in zip(self.cards, notes, strict=True):
            if isinstance(card, NoteCard):
                card.show_note(note)
            if note.answers and asking is None:
                asking = card
        self.arrange(asking)

    def height_of(self, card: Painted) -> int:
        """Return what the note needs."""
        return card.wanted_height(self.width() - self.px(14)) if isinstance(card, NoteCard) else 0
