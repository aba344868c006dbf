"""ZPL: small, strict, and drawn by others exactly as we draw it."""

import base64
import re
import zlib

import pytest

from printing import raster, zpl_picture
from printing.label import Area, Label, Rule, Text
from printing.languages.zpl import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings
from tests.printing.reading import drawn_by_zplkit


@pytest.mark.parametrize("name", ["exchange", "waybill", "item", "badge"])
@pytest.mark.parametrize("dpmm", [8, 12])
def test_other_renderers_draw_the_same_dots(name: str, dpmm: int) -> None:
    kind, fields = samples.samples()[name]
    label = base.draw(kind, fields)
    ours = raster.draw(label, dpmm).picture()
    zpl = language.encode(label, PrinterSettings(dpmm=dpmm))
    assert drawn_by_zplkit(zpl, ours.width, ours.height, dpi=300 if dpmm == 12 else 203).tobytes() == ours.tobytes()
    assert zpl_picture.picture(zpl).tobytes() == ours.tobytes()


def test_a_waybill_is_at_most_20_kilobytes() -> None:
    for name in ("exchange", "waybill"):
        kind, fields = samples.samples()[name]
        assert len(language.encode(base.draw(kind, fields), PrinterSettings())) <= 20_000


def test_bytes_of_a_small_label() -> None:
    label = Label(2, 1, (Rule(Area(0, 0, 1, 1)),))
    zpl = language.encode(label, PrinterSettings())
    found = re.fullmatch(
        rb"\^XA\^PW16\^LL8\^LH0,0\^FO0,0\^GFA,16,16,2,:Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})\^FS\^XZ\r\n", zpl
    )
    assert found is not None
    assert zlib.decompress(base64.b64decode(found[1])) == b"\xff\x00" * 8  # the deflated bytes vary with zlib's version
    assert int(found[2], 16) == _crc16_ccitt(found[1])


def _crc16_ccitt(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte << 8
        for _bit in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def test_text_from_outside_cannot_become_a_command() -> None:
    evil = "^XA^FDx^FS~JA~HS^XZ\r\n\x1b\x00"
    label = Label(76, 20, (Text(Area(1, 1, 70, 10), evil),))
    zpl = language.encode(label, PrinterSettings())
    commands = re.findall(rb"[\^~]([A-Z]{2})", zpl)
    assert set(commands) == {b"XA", b"PW", b"LL", b"LH", b"FO", b"GF", b"FS", b"XZ"}
    assert zpl.count(b"^XA") == 1
    assert b"~" not in zpl


def test_tuning_and_no_reprint_are_written_when_set() -> None:
    zpl = language.encode(Label(2, 1, ()), PrinterSettings(density=5, speed=4, reprints=False))
    assert zpl.startswith(b"^XA^JZN^MD5^PR4^PW16")


def test_one_label_a_job() -> None:
    kind, fields = samples.samples()["exchange"]
    zpl = language.encode(base.draw(kind, fields), PrinterSettings(reprints=False))
    assert b"^PQ" not in zpl
    assert zpl.count(b"^XZ") == 1
