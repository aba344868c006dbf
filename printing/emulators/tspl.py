"""Ears for TSPL: lines of commands, ``BITMAP`` with counted binary data, ``PRINT``, ``ESC ! ?`` and ``ESC ! R``.

From the TSPL/TSPL2 programming manual: ``SIZE w mm,h mm`` names the sheet (the bitmap tells the head's dots), ``CLS``
empties the picture buffer, ``BITMAP x,y,bytes,height,mode,data`` with mode 0 overwrite, 1 OR, 2 XOR where a 0 bit is a
black dot, ``PRINT m,n`` puts it on paper. ``ESC ! ?`` answers one byte at once, ``ESC ! R`` drops what waits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PIL import ImageChops

from printing.emulators.base import DamagedLabelError, What, Word, dots, paper

if TYPE_CHECKING:
    from PIL import Image

    from printing.emulators.base import Ears, Panel

_BITMAP = re.compile(rb"BITMAP (\d+),(\d+),(\d+),(\d+),([012]),")
_SIZE = re.compile(r"SIZE ([\d.]+) mm, ?([\d.]+) mm")
_PLAIN = re.compile(
    r"(?:GAP [\d.]+ mm, ?[\d.]+ mm|DENSITY \d+|SPEED [\d.]+|DIRECTION [01](?:,[01])?|REFERENCE 0,0|CLS)"
)
_KNOWN = re.compile(rb"SIZE|GAP|DENSITY|SPEED|DIRECTION|REFERENCE|CLS|BITMAP|PRINT")
_STATUS, _RESET = b"\x1b!?", b"\x1b!R"


class Tspl:
    """TSPL."""

    def hear(self, stream: bytes) -> tuple[list[Word], int]:
        """Read line by line; a bitmap's data is skipped by its count, never searched."""
        words: list[Word] = []
        begin = at = 0
        while at < len(stream):
            if stream[at] == 0x1B:
                order = stream[at : at + 3]
                if len(order) < 3:
                    break
                words.append(Word(What.QUESTION if order == _STATUS else What.CLEAR, order))
                begin, at = (at + 3, at + 3) if begin == at else (begin, at + 3)
                continue
            end = _line_end(stream, at)
            if end is None:
                break
            if stream.startswith(b"SIZE", at):
                begin = at  # a sheet begins anew: CLS forgets what was cut off before it
            elif begin == at and stream[at:end].strip() and not _KNOWN.match(stream, at):
                begin = end  # a line that is no command is passed over
            elif stream[at:end].startswith(b"PRINT"):
                words.append(Word(What.LABEL, stream[begin:end]))
                begin = end
            at = end
        return words, begin

    def answer(self, question: bytes, panel: Panel) -> bytes:
        """Answer ``ESC ! ?`` with its byte of bits."""
        busy = panel.printing or panel.waiting > 0
        flags = (panel.head_open, False, panel.paper_out, panel.ribbon_out, panel.paused, busy)
        return bytes([sum(flag << bit for bit, flag in enumerate(flags))])

    def picture(self, label: bytes) -> Image.Image:
        """Draw what stands between ``CLS`` and ``PRINT``."""
        found = _BITMAP.search(label)
        if found is None:
            raise DamagedLabelError("no BITMAP")
        x, y, stride, height, mode = (int(group) for group in found.groups())
        data = label[found.end() : found.end() + stride * height]
        if len(data) != stride * height or label[found.end() + len(data) :].strip() not in (b"PRINT 1,1", b"PRINT 1"):
            raise DamagedLabelError("BITMAP is not followed by PRINT")
        _check(label[: found.start()].decode("ascii"))
        sheet, drawn = paper(stride * 8 + x, height + y), dots(stride, data, black=0)
        if mode == 0:
            sheet.paste(drawn, (x, y))
            return sheet
        below = sheet.crop((x, y, *sheet.size))
        mixed = ImageChops.darker(below, drawn) if mode == 1 else ImageChops.difference(below, drawn)
        sheet.paste(mixed, (x, y))
        return sheet


def _line_end(stream: bytes, at: int) -> int | None:
    found = _BITMAP.match(stream, at)
    if found is not None:
        data_end = found.end() + int(found[3]) * int(found[4])
        at = data_end
        if at > len(stream):
            return None
    elif stream.startswith(b"BITMAP", at) and stream.count(b",", at, at + 60) < 5:
        return None  # its head is still to come
    end = stream.find(b"\n", at)
    return None if end < 0 else end + 1


def _check(head: str) -> None:
    lines = [line for line in head.replace("\r", "").split("\n") if line]
    if not lines or not _SIZE.fullmatch(lines[0]) or "CLS" not in lines:
        raise DamagedLabelError("SIZE or CLS is missing")
    if unknown := [line for line in lines[1:] if not _PLAIN.fullmatch(line)]:
        raise DamagedLabelError(f"not a command: {unknown[0][:20]!r}")


ears: Ears = Tspl()
