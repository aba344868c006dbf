"""Ears for ZPL II: ``^XA … ^XZ`` formats, ``~HS``, ``~HQES``, ``~JA`` (ZPL II programming guide).

``~`` commands are carried out when received, even while labels wait, so ``~HS`` counts what is in the buffer.
Pictures are read by ``printing/zpl_picture.py``: graphics and the native text of ``languages/zpl_text.py``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from printing.emulators.base import DamagedLabelError, What, Word
from printing.zpl_picture import NotOurZplError, picture

if TYPE_CHECKING:
    from PIL import Image

    from printing.emulators.base import Ears, Panel

# a ^XA inside a format begins anew: what was cut off before it is gone
_WORD = re.compile(rb"~HS|~HQES|~JA|\^XA(?:(?!\^XA).)*?\^XZ", re.DOTALL)


class Zpl:
    """ZPL II."""

    def hear(self, stream: bytes) -> tuple[list[Word], int]:
        """Find formats and ``~`` commands."""
        words, end = [], 0
        for found in _WORD.finditer(stream):
            end = found.end()
            word = found[0]
            what = What.LABEL if word.startswith(b"^") else What.CLEAR if word == b"~JA" else What.QUESTION
            words.append(Word(what, word))
        return words, end

    def answer(self, question: bytes, panel: Panel) -> bytes:
        """Answer ``~HS`` with its three lines or ``~HQES`` with its error bits."""
        return _host_status(panel) if question == b"~HS" else _errors(panel)

    def picture(self, label: bytes) -> Image.Image:
        """Draw a format."""
        try:
            return picture(label)
        except NotOurZplError as error:
            raise DamagedLabelError(str(error)) from error


def _host_status(panel: Panel) -> bytes:
    lines = (
        f"030,{panel.paper_out:d},{panel.paused:d},1245,{panel.waiting:03d},0,0,0,000,0,0,0",
        f"000,0,{panel.head_open:d},{panel.ribbon_out:d},0,2,4,0,{panel.printing:08d},1,000",
        "1234,0",
    )
    return b"".join(b"\x02" + line.encode("ascii") + b"\x03\r\n" for line in lines)


def _errors(panel: Panel) -> bytes:
    bits = panel.paper_out | panel.ribbon_out << 1 | panel.head_open << 2 | panel.paused << 16
    text = f"\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         {int(bits > 0)} 00000000 {bits:08X}\r\n"
    return f"\x02{text}   WARNINGS:       0 00000000 00000000\r\n\x03".encode("ascii")


ears: Ears = Zpl()
