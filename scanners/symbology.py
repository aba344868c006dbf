"""A frame's bytes -> the code as the store should look it up.

Takes off the AIM symbology identifier (ISO/IEC 15424, ``]C1``), reads UTF-8 and then GB 18030, turns full-width
characters into ASCII, trims, reads GS1 element strings (GTIN, batch, serial, date; by biip) and knows command and
badge codes by their whole text. What a plain code is, order, waybill or SKU, only a look-up can tell: ``forms`` lists
other spellings worth a look, likeliest first. The journal calls ``read`` on each frame.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scanners.events import Frame, Kind, Scan
from station.people import codes

if TYPE_CHECKING:
    from datetime import datetime

    from biip import ParseResult

GS = "\x1d"
_AIM = re.compile(r"\](?=[A-Za-z])([A-Za-z])([0-9A-Za-z])")
_GS1_IDENTIFIERS = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"})
_VISIBLE_GS = re.compile(r"<GS>|\{GS\}|\[GS\]|\^\]|<FNC1>|\{FNC1\}")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_KEPT_CONTROLS = frozenset("\t\n\r\x1c\x1d\x1e\x1f")
_BRACKETED = re.compile(r"(?:\(\d{2,4}\)[^()]+)+")
_PARCEL = re.compile(r"([A-Z]{0,4}\d{8,20})-\d{1,4}-\d{1,4}(?:-\w*)?")
_CODABAR = re.compile(r"[A-D]([-0-9$:/.+]{3,})[A-D]")


def read(frame: Frame, *, at: datetime) -> Scan:
    """Return the scan of a frame that came at ``at``."""
    text = clean(text_of(frame.raw))
    symbology, text = split_identifier(text)
    gs1 = elements(text, symbology=symbology)
    text = _main_key(gs1) or text.replace(GS, "") if gs1 else text.strip(GS)
    return Scan(
        text=text,
        raw=frame.raw,
        kind=kind_of(text) if frame.complete else Kind.CODE,
        source=frame.source,
        at=at,
        symbology=symbology,
        gs1=gs1,
        forms=forms(text),
        complete=frame.complete,
    )


def text_of(raw: bytes) -> str:
    """Return the text of the bytes: UTF-8, else GB 18030, else with the odd bytes spelled out."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def clean(text: str) -> str:
    """Return the text half-width, trimmed and without control characters that cannot be part of a code."""
    text = text.translate(_FULL_WIDTH)
    text = "".join(c for c in text if c in _KEPT_CONTROLS or not (c < " " or "\x7f" <= c < "\xa0" or c == "\ufeff"))
    return text.strip(" \t\r\n\xa0\u200b")


def split_identifier(text: str) -> tuple[str, str]:
    """Return the AIM symbology identifier, or "", and the rest."""
    match = _AIM.match(text)
    if match is None:
        return "", text
    return match[0], text[match.end() :].strip(" \t\r\n")


def kind_of(text: str) -> Kind:
    """Return command or badge only for a whole, well-read reserved code; everything else is a code to look up."""
    reserved = codes.parse(text)
    return Kind(reserved[0]) if reserved else Kind.CODE


def elements(text: str, *, symbology: str = "") -> tuple[tuple[str, str], ...]:
    """Return the GS1 element strings as (application identifier, value); empty when the text is no GS1 text.

    Without a GS1 symbology identifier only marks that cannot be chance count: a separator, brackets or a digital link.
    """
    message = _gs1_text(text, symbology)
    if not message:
        return ()
    import biip

    result: ParseResult = biip.parse(message)
    if result.gs1_message is not None:
        return tuple((element.ai.ai, element.value) for element in result.gs1_message.element_strings)
    link = result.gs1_digital_link_uri
    if link is not None:
        return tuple((element.ai.ai, element.value) for element in link.element_strings)
    return ()


def forms(text: str) -> tuple[str, ...]:
    """Return the text and other spellings of the same code a look-up may try, likeliest first."""
    found = [text]
    upper = text.upper()
    if upper != text:
        found.append(upper)
    if match := _PARCEL.fullmatch(upper):
        found.append(match[1])  # JD's parcel code, others too: waybill, parcel number, parcels, route
    if match := _CODABAR.fullmatch(upper):
        found.append(match[1])  # start and stop letters of Codabar
    if text.isdecimal() and text.isascii():
        found += _retail_forms(text)
    return tuple(dict.fromkeys(found))


def _retail_forms(digits: str) -> list[str]:
    if not checked(digits):
        return []
    if len(digits) == 12:
        return ["0" + digits]  # UPC-A is an EAN-13 with a leading zero
    if len(digits) == 13 and digits[0] == "0":
        return [digits[1:]]
    if len(digits) == 14 and digits[0] == "0":
        return [digits[1:], *_retail_forms(digits[1:])]
    return []


def checked(digits: str) -> bool:
    """Tell whether the last digit is the GS1 check digit of the rest (EAN, UPC, GTIN-14, SSCC)."""
    if len(digits) not in (8, 12, 13, 14, 18):
        return False
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0


def _gs1_text(text: str, symbology: str) -> str:
    if symbology in _GS1_IDENTIFIERS:
        return symbology + _VISIBLE_GS.sub(GS, _unbracketed(text)).strip(GS)
    if text.lower().startswith(("http://", "https://")):
        return text if re.search(r"/(?:01|gtin|00|sscc)/\d{8,18}", text) else ""
    plain = _unbracketed(text)
    if plain != text or (GS in text and re.match(rf"{GS}?(?:0[012]\d{{14}}|00\d{{18}}|[1-9]\d)", text)):
        return "]C1" + plain.strip(GS)
    return ""


def _unbracketed(text: str) -> str:
    if not _BRACKETED.fullmatch(text):
        return text
    return GS.join(ai + value for ai, value in re.findall(r"\((\d{2,4})\)([^()]+)", text))


def _main_key(gs1: tuple[tuple[str, str], ...]) -> str:
    values = dict(gs1)
    gtin = values.get("01") or values.get("02")
    if gtin and checked(gtin):
        return gtin[6:] if gtin.startswith("000000") else gtin[1:] if gtin.startswith("0") else gtin
    return values.get("00", "")
