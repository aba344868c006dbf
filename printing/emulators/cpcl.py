"""Ears for CPCL: one ``! offset 200 200 height copies`` session to its ``PRINT``; ``ESC h``.

From the CPCL programming manual: commands are lines; ``CG bytes height x y data`` (compressed graphics) is counted
binary, ``EG`` the same in hex, 1 = black; ``PAGE-WIDTH`` gives the sheet; ``FORM`` feeds to the next label. ``ESC h``
answers one byte: bit 0 busy, 1 paper out, 2 latch open, 3 battery low, 4 switched on since it was last asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from printing.emulators.base import DamagedLabelError, What, Word, darken, dots, paper

if TYPE_CHECKING:
    from PIL import Image

    from printing.emulators.base import Ears, Panel

_HEAD = re.compile(rb"! \d+ 200 200 (\d+) (\d+)\r?\n")
_COUNTED = re.compile(rb"(?:CG|COMPRESSED-GRAPHICS) (\d+) (\d+) (\d+) (\d+) ")
_HEX = re.compile(r"(?:EG|EXPANDED-GRAPHICS) (\d+) (\d+) (\d+) (\d+) ([0-9A-Fa-f]+)")
_PLAIN = re.compile(r"(?:PAGE-WIDTH \d+|CONTRAST [0-3]|TONE -?\d+|SPEED [0-5]|FORM|PRINT|)")


class Cpcl:
    """CPCL."""

    def hear(self, stream: bytes) -> tuple[list[Word], int]:
        """Read line by line; counted data is skipped, never searched."""
        words: list[Word] = []
        begin = at = 0
        while at < len(stream):
            if stream[at] == 0x1B:
                if len(stream) < at + 2:
                    break
                words.append(Word(What.QUESTION, stream[at : at + 2]))
                begin, at = (at + 2, at + 2) if begin == at else (begin, at + 2)
                continue
            end = _line_end(stream, at)
            if end is None:
                break
            if stream[at:end].strip() == b"PRINT":
                words.append(Word(What.LABEL, stream[begin:end]))
                begin = end
            at = end
        return words, begin

    def answer(self, question: bytes, panel: Panel) -> bytes:
        """Answer ``ESC h``; other escapes say nothing."""
        if question != b"\x1bh":
            return b""
        busy = panel.printing or panel.waiting > 0
        return bytes([busy | panel.paper_out << 1 | panel.head_open << 2 | panel.restarted << 4])

    def picture(self, label: bytes) -> Image.Image:
        """Draw a session."""
        head = _HEAD.match(label.lstrip())
        if head is None or head[2] != b"1":
            raise DamagedLabelError("no session for one label")
        body = label.lstrip()[head.end() :]
        width = re.match(rb"PAGE-WIDTH (\d+)\r\n", body)
        if width is None:
            raise DamagedLabelError("no PAGE-WIDTH")
        sheet, at = paper(int(width[1]), int(head[1])), 0
        while at < len(body):
            end = _line_end(body, at)
            if end is None:
                raise DamagedLabelError("cut off")
            _draw(sheet, body[at:end])
            at = end
        return sheet


def _draw(sheet: Image.Image, line: bytes) -> None:
    counted = _COUNTED.match(line)
    if counted is not None:
        stride, height, x, y = (int(group) for group in counted.groups())
        rows = line[counted.end() : counted.end() + stride * height]
        darken(sheet, dots(stride, rows, black=1), (x, y))
        return
    text = line.decode("ascii").strip()
    drawn = _HEX.fullmatch(text)
    if drawn is not None:
        stride, height, x, y = (int(drawn[n]) for n in range(1, 5))
        rows = bytes.fromhex(drawn[5])
        if len(rows) != stride * height:
            raise DamagedLabelError("wrong count")
        darken(sheet, dots(stride, rows, black=1), (x, y))
    elif not _PLAIN.fullmatch(text):
        raise DamagedLabelError(f"not a command: {text[:20]!r}")


def _line_end(stream: bytes, at: int) -> int | None:
    found = _COUNTED.match(stream, at)
    if found is not None:
        at = found.end() + int(found[1]) * int(found[2])
        if at > len(stream):
            return None
    elif stream.startswith((b"CG ", b"COMPRESSED-GRAPHICS "), at) and stream.count(b" ", at, at + 60) < 5:
        return None  # its head is still to come
    end = stream.find(b"\n", at)
    return None if end < 0 else end + 1


ears: Ears = Cpcl()
