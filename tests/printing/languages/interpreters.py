"""Readers of TSPL, ESC/POS, CPCL and ZPL's commands, written from the manuals: back to black and white, strict."""

from __future__ import annotations

import re

from PIL import Image


def _picture(stride: int, rows: bytes, *, black: int) -> Image.Image:
    picture = Image.frombytes("1", (stride * 8, len(rows) // stride), rows).convert("L")
    return picture.point(lambda value: 255 - value) if black else picture


def tspl(data: bytes) -> tuple[list[str], Image.Image]:
    """Return the commands before the bitmap and the bitmap: 0 bits are black."""
    found = re.search(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,", data)
    assert found is not None
    stride, height = int(found[3]), int(found[4])
    rows = data[found.end() : found.end() + stride * height]
    assert data[found.end() + stride * height :] == b"\r\nPRINT 1,1\r\n"
    return data[: found.start()].decode("ascii").split("\r\n"), _picture(stride, rows, black=0)


def escpos(data: bytes) -> Image.Image:
    """Return all bands under each other: 1 bits are black."""
    assert data.startswith(b"\x1b@")
    at, rows, stride = 2, b"", 0
    while data[at : at + 4] == b"\x1dv0\x00":
        stride, height = (
            int.from_bytes(data[at + 4 : at + 6], "little"),
            int.from_bytes(data[at + 6 : at + 8], "little"),
        )
        assert height <= 256
        rows += data[at + 8 : at + 8 + stride * height]
        at += 8 + stride * height
    assert data[at:] == b"\x1dVB\x00"
    return _picture(stride, rows, black=1)


def cpcl(data: bytes) -> tuple[list[str], Image.Image]:
    """Return the commands before the picture and the picture: 1 bits are black."""
    found = re.search(rb"CG (\d+) (\d+) 0 0 ", data)
    assert found is not None
    stride, height = int(found[1]), int(found[2])
    rows = data[found.end() : found.end() + stride * height]
    assert data[found.end() + stride * height :] in (b"\r\nFORM\r\nPRINT\r\n", b"\r\nPRINT\r\n")
    return data[: found.start()].decode("ascii").split("\r\n"), _picture(stride, rows, black=1)


def zpl_commands(data: bytes) -> list[str]:
    """Return the names of a format's commands; everything must be a command and its data."""
    text = data.decode()
    assert text.startswith("^XA")
    assert text.endswith("^XZ\r\n")
    assert "~" not in text
    names = [part[:2] for part in text.rstrip().split("^")[1:]]
    assert all(_ZPL.fullmatch(name) for name in names)
    assert names.count("XA") == names.count("XZ") == 1
    return names


_ZPL = re.compile("XA|XZ|JZ|PW|LL|LH|LS|LT|MD|PR|CI|FO|FT|FH|FD|FS|FR|GF|GB|A@|BY|BC")


def zpl_fields(data: bytes) -> list[str]:
    """Return what the text fields say: each under ^FH, its escapes undone."""
    names = zpl_commands(data)
    assert names.count("FD") == names.count("FH")
    found = re.findall(r"\^FT\d+,\d+\^A@N,\d+,\d+,E:SIMSUN\.TTF(?:\^FR)?\^FH\^FD([^^]*)\^FS", data.decode())
    return [re.sub("_([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), words) for words in found]
