"""The two symbol readers behind one face: zxing-cpp for everything, zbar for bars only.

zxing-cpp gives bytes and the AIM identifier; its text comes from the bytes (UTF-8, then GB 18030), which reads every
Chinese QR code of the test set where the readers' own guesses fail. zbar is never asked for QR codes: it guesses
their encoding wrong. OpenCV's own detector is left out: it invents EAN codes (44 of 1,014 pictures).
Texts are as printed: UPC-E in its 8 digits, Codabar without its start and stop letters. ``decode`` runs them.
"""

from __future__ import annotations

import atexit
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from scanners import symbology

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Gray = NDArray[np.uint8]

Box = tuple[tuple[int, int], ...]

_ZBAR_NAMES = {
    "EAN13": ("EAN-13", "]E0"),
    "EAN8": ("EAN-8", "]E4"),
    "UPCA": ("EAN-13", "]E0"),
    "UPCE": ("UPC-E", "]E0"),
    "CODE128": ("Code 128", "]C0"),
    "CODE39": ("Code 39", "]A0"),
    "CODE93": ("Code 93", "]G0"),
    "CODABAR": ("Codabar", "]F0"),
    "I25": ("ITF", "]I0"),
}
_SHORTEST = {"ITF": 6, "Codabar": 4, "Code 39": 3, "Code 93": 2}  # shorter ones are read out of any stripes
_FULL_ASCII = {
    "$": "".join(map(chr, range(1, 27))),
    "%": "\x1b\x1c\x1d\x1e\x1f;<=>?[\\]^_{|}~\x7f\x00@`",
    "/": "!\"#$%&'()*+,-./0123456789:",
    "+": "abcdefghijklmnopqrstuvwxyz",
}
RETAIL = frozenset({"EAN-13", "EAN-8", "UPC-E", "UPC-A"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol of a picture.

    Attributes:
        format: name of the symbology, such as ``QR Code``.
        text: what is printed.
        symbology_identifier: AIM identifier.
        box: its four corners in pixels of the picture, clockwise from the top left of the symbol.
        raw: the bytes in the symbol.
    """

    format: str
    text: str
    symbology_identifier: str
    box: Box
    raw: bytes

    @property
    def key(self) -> tuple[str, str]:
        """What makes two reads the same code."""
        return ("EAN" if self.format in RETAIL else self.format, self.text)


def zxing(gray: Gray, *, rotate: bool = True, thorough: bool = False) -> list[Symbol]:
    """Read with zxing-cpp; ``thorough`` also tries smaller and inverted pictures and rarer symbologies."""
    import zxingcpp

    bench, rare, _doubtful = _formats()
    found = zxingcpp.read_barcodes(
        gray,
        formats=rare if thorough else bench,
        try_rotate=rotate,
        try_downscale=thorough,
        try_invert=thorough,
    )
    return _plausible([_of_zxing(barcode) for barcode in found])


def second_opinion(gray: Gray, *, rotate: bool) -> list[Symbol]:
    """Read retail codes and ITF with zxing-cpp's other way to tell black from white."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        gray,
        formats=_formats()[2],
        try_rotate=rotate,
        try_downscale=False,
        try_invert=False,
        binarizer=zxingcpp.Binarizer.GlobalHistogram,
    )
    return _plausible([_of_zxing(barcode) for barcode in found])


def zbar(gray: Gray) -> list[Symbol]:
    """Read bars with zbar; nothing where its library is missing on this machine."""
    reader = _zbar()
    if reader is None:
        return []
    decode, kinds = reader
    height, width = gray.shape
    return _plausible([_of_zbar(one) for one in decode((gray.tobytes(), width, height), symbols=kinds)])


def has_zbar() -> bool:
    """Tell whether zbar's library is on this machine."""
    return _zbar() is not None


@cache
def _formats() -> tuple[Any, Any, Any]:
    import zxingcpp

    kind = zxingcpp.BarcodeFormat
    bench = [
        kind.Code128,
        kind.Code39,
        kind.Code93,
        kind.EANUPC,
        kind.ITF,
        kind.Codabar,
        kind.QRCode,
        kind.DataMatrix,
    ]
    rare = [*bench, kind.Aztec, kind.PDF417, kind.DataBarExp, kind.MicroQRCode]
    doubtful = [kind.EANUPC, kind.ITF]
    return zxingcpp.BarcodeFormats(bench), zxingcpp.BarcodeFormats(rare), zxingcpp.BarcodeFormats(doubtful)


atexit.register(_formats.cache_clear)  # else the binding reports them as leaked at exit


@cache
def _zbar() -> tuple[Any, list[Any]] | None:
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):  # zbar's own library is a system package
        return None
    return pyzbar.decode, [pyzbar.ZBarSymbol[name] for name in _ZBAR_NAMES]


def _of_zxing(barcode: Any) -> Symbol:
    raw = bytes(barcode.bytes)
    name = str(barcode.format)
    if name not in RETAIL:
        name = str(barcode.symbology)
    text = _kanji(raw) if name == "QR Code" else symbology.text_of(raw)
    if name == "UPC-E":
        text = dict(barcode.extra or {}).get("UPCE", text)
    if name == "Codabar":
        text = text.strip("ABCD")
    place = barcode.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    box = tuple((int(corner.x), int(corner.y)) for corner in corners)
    return Symbol(name, text, str(barcode.symbology_identifier), box, raw)


def _kanji(raw: bytes) -> str:
    """Return the text of a QR code; some makers write Chinese in the code's Shift-JIS mode, which nothing marks."""
    text = symbology.text_of(raw)
    if text.isascii() or raw == text.encode():
        return text
    try:
        other = raw.decode("shift_jis")
    except UnicodeDecodeError:
        return text
    return other if _everyday(other) > _everyday(text) else text


def _everyday(text: str) -> float:
    """Return the share of characters that everyday Chinese (GB 2312) has."""
    return sum(bool(character.encode("gb2312", "ignore")) for character in text) / max(1, len(text))


def _of_zbar(one: Any) -> Symbol:
    name, identifier = _ZBAR_NAMES[one.type]
    raw = bytes(one.data)
    text = raw.decode("ascii", "replace")
    if one.type == "UPCA":
        text = "0" + text
    if name == "Code 39":
        text = _full_ascii(text)
    if name == "Codabar":
        text = text.strip("ABCD")
    left, top, width, height = one.rect
    box = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    return Symbol(name, text, identifier, box, raw)


def _full_ascii(text: str) -> str:
    """Expand Code 39's pairs (``+A`` is ``a``), as zxing-cpp does, when every shift mark forms one."""
    out, letters = "", iter(text)
    for letter in letters:
        if letter not in _FULL_ASCII:
            out += letter
            continue
        place = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(next(letters, "?"))
        if not 0 <= place < len(_FULL_ASCII[letter]):
            return text
        out += _FULL_ASCII[letter][place]
    return out


def _plausible(symbols: list[Symbol]) -> list[Symbol]:
    return [one for one in symbols if one.text and len(one.text) >= _SHORTEST.get(one.format, 1)]
