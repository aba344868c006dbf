"""Reads back the pictures of a ZPL format: what the emulator puts on its paper.

Understands what ``languages/zpl`` writes (``^PW ^LL ^FO ^GFA`` with ``:Z64:`` data or plain hex) and checks the CRC; a
format with other drawing commands is kept as bytes, without a picture. Independent renderers (zplkit, zpl-renderer-js)
check the same bytes in the tests.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from PIL import Image

_COMMAND = re.compile(rb"\^(PW|LL|LH|FO|GFA|FS|XA|XZ|JZ|MD|PR)([^^]*)")
_LONGEST_SIDE = 8000


class NotOurZplError(ValueError):
    """The format draws with commands this reader does not know, or its data is damaged."""


def picture(zpl: bytes) -> Image.Image:
    """Return the label of one format, black on white.

    Raises:
        NotOurZplError: it cannot be drawn here.
    """
    body = zpl.strip()
    if _COMMAND.sub(b"", body).strip():
        raise NotOurZplError("unknown commands")
    commands = [(match[1].decode("ascii"), match[2].decode("ascii").strip()) for match in _COMMAND.finditer(body)]
    given = dict(commands)
    try:
        paper = Image.new("1", (_side(given["PW"]), _side(given["LL"])), 0)
        place = (0, 0)
        for name, value in commands:
            if name == "FO":
                x, y = value.split(",")[:2]
                place = (int(x), int(y))
            elif name == "GFA":
                ink = _graphic(value)
                paper.paste(1, place, ink)
    except (KeyError, ValueError, zlib.error) as error:
        raise NotOurZplError("damaged format") from error
    return paper.convert("L").point(lambda value: 255 - value)


def _side(value: str) -> int:
    side = int(value)
    if not 0 < side <= _LONGEST_SIDE:
        raise ValueError("size out of range")
    return side


def _graphic(value: str) -> Image.Image:
    _sent, size, stride, data = value.removeprefix(",").split(",", 3)
    if data.startswith(":Z64:"):
        coded, _colon, crc = data.removeprefix(":Z64:").partition(":")
        if binascii.crc_hqx(coded.encode("ascii"), 0) != int(crc, 16):
            raise ValueError("wrong CRC")
        unpacker = zlib.decompressobj()
        rows = unpacker.decompress(base64.b64decode(coded, validate=True), int(size))
    else:
        rows = bytes.fromhex(data)
    if len(rows) != int(size):
        raise ValueError("wrong size")
    return Image.frombytes("1", (int(stride) * 8, len(rows) // int(stride)), rows)
