"""PDF: vector bars at the printer's dots, the Chinese font inside, one page of the label's size."""

import base64
import re
import zlib

from PIL import Image, ImageDraw

from printing.label import Area, Code128, Label, Text
from printing.languages.pdf import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings
from tests.printing.reading import codes

_DPMM = 8
_UNIT = 72 / 25.4 / _DPMM


def _page(pdf: bytes) -> str:
    streams = re.findall(rb"/ASCII85Decode /FlateDecode[^>]*>>\s*stream\s*(.*?)endstream", pdf, re.DOTALL)
    pages = [zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True)) for stream in streams]
    return next(page for page in pages if b" re" in page).decode("latin-1")


def _bars(pdf: bytes, height: float) -> Image.Image:
    """Draw the filled black rectangles of a page at the printer's dots."""
    picture = Image.new("L", (round(76 * _DPMM), round(height * _DPMM)), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, wide, high in re.findall(r"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re", _page(pdf)):
        left, bottom = float(x) / _UNIT, -float(y) / _UNIT
        box = (left, bottom - float(high) / _UNIT, left + float(wide) / _UNIT - 1, bottom - 1)
        pen.rectangle([round(edge) for edge in box], fill=0)
    return picture


def test_codes_stand_at_whole_dots_and_are_read_back() -> None:
    label = Label(76, 30, (Code128(Area(0, 2, 76, 20), "SF1400000000000"),))
    for found in codes(_bars(language.encode(label, PrinterSettings()), 30)):
        assert found == {"SF1400000000000"}


def test_page_has_the_size_of_the_label() -> None:
    kind, fields = samples.samples()["exchange"]
    pdf = language.encode(base.draw(kind, fields), PrinterSettings())
    assert b"/MediaBox [ 0 0 215.4331 368.5039 ]" in pdf
    assert pdf.count(b"/Type /Page\n") == 1


def test_chinese_font_is_embedded_as_a_subset() -> None:
    kind, fields = samples.samples()["exchange"]
    pdf = language.encode(base.draw(kind, fields), PrinterSettings())
    assert b"/FontFile2" in pdf
    assert len(pdf) < 200_000


def test_same_label_same_bytes() -> None:
    label = Label(40, 10, (Text(Area(1, 1, 38, 8), "换货", pt=12, bold=True, strike=True),))
    assert language.encode(label, PrinterSettings()) == language.encode(label, PrinterSettings())


def test_rare_and_unknown_characters_do_not_stop_it() -> None:
    label = Label(40, 10, (Text(Area(1, 1, 38, 8), "䶮😀 王", pt=12, inverse=True),))
    assert language.encode(label, PrinterSettings()).startswith(b"%PDF")
