"""Ears for ESC/POS: ``ESC @``, raster bands ``GS v 0``, cut ``GS V``, ``DLE EOT n`` at once, ``GS r n`` in its turn.

From Epson's ESC/POS command reference: ``GS v 0 m xL xH yL yH data`` prints a band of counted rows, 1 = black, bands
follow each other down the roll; ``GS V 66 n`` feeds and cuts: the end of our label. ``DLE EOT`` is a real-time command:
it is answered ahead of the buffer, so only ``GS r`` proves that the bands before it were carried out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.emulators.base import DamagedLabelError, What, Word, dots, paper

if TYPE_CHECKING:
    from PIL import Image

    from printing.emulators.base import Ears, Panel

_INIT, _BAND, _CUT, _ASK, _TURN = b"\x1b@", b"\x1dv0", b"\x1dVB", b"\x10\x04", b"\x1dr"
_LENGTH = {_INIT: 2, _CUT: 4, _ASK: 3, _TURN: 3}


class EscPos:
    """ESC/POS."""

    def hear(self, stream: bytes) -> tuple[list[Word], int]:
        """Read command by command; unknown bytes are printed text to such a printer and are kept in the label."""
        words: list[Word] = []
        begin = at = 0
        while at < len(stream):
            command, end = _command(stream, at)
            if end > len(stream):
                break
            if command == _CUT:
                words.append(Word(What.LABEL, stream[begin:end]))
                begin = end
            elif command in (_ASK, _TURN):
                what = What.QUESTION if command == _ASK else What.IN_TURN
                words.append(Word(what, stream[at:end]))
                begin = end if begin == at else begin
            at = end
        return words, begin

    def answer(self, question: bytes, panel: Panel) -> bytes:
        """Answer ``DLE EOT`` 1 to 4 and ``GS r 1``."""
        stopped = panel.paper_out or panel.head_open or panel.paused
        if question.startswith(_TURN):
            return bytes([0x0C * panel.paper_out])
        return {
            1: bytes([0x12 | stopped << 3]),
            2: bytes([0x12 | panel.head_open << 2 | panel.paper_out << 5 | panel.paused << 6]),
            3: bytes([0x12 | panel.paused << 5]),
            4: bytes([0x12 | 0x60 * panel.paper_out]),
        }.get(question[2], b"")

    def picture(self, label: bytes) -> Image.Image:
        """Draw the bands under each other."""
        if not label.startswith(_INIT):
            raise DamagedLabelError("ESC @ is missing")
        at, rows, stride = len(_INIT), b"", 1
        while not label.startswith(_CUT, at):
            command, end = _command(label, at)
            if command != _BAND or end > len(label) or label[at + 3] != 0:
                raise DamagedLabelError("not a band")
            stride = int.from_bytes(label[at + 4 : at + 6], "little")
            rows += label[at + 8 : end]
            at = end
        return dots(stride, rows, black=1) if rows else paper(8, 1)


def _command(stream: bytes, at: int) -> tuple[bytes, int]:
    """Return the command that begins here and where it ends; the end lies outside when it is not complete."""
    if stream.startswith(_BAND, at):
        if len(stream) < at + 8:
            return _BAND, len(stream) + 1
        size = int.from_bytes(stream[at + 4 : at + 6], "little") * int.from_bytes(stream[at + 6 : at + 8], "little")
        return _BAND, at + 8 + size
    for command, length in _LENGTH.items():
        if stream.startswith(command, at):
            return command, at + length
    incomplete = stream[at] in (0x1B, 0x1D, 0x10) and len(stream) - at < 3
    return b"", len(stream) + 1 if incomplete else at + 1


ears: Ears = EscPos()
