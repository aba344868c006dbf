"""Damaged or foreign ZPL is refused, never drawn wrong."""

import pytest

from printing import zpl_picture
from printing.label import Area, Label, Rule
from printing.languages.zpl import language
from printing.settings import PrinterSettings
from printing.zpl_picture import NotOurZplError

_GOOD = language.encode(Label(2, 1, (Rule(Area(0, 0, 1, 1)),)), PrinterSettings())


def test_plain_hex_is_read_too() -> None:
    picture = zpl_picture.picture(b"^XA^PW8^LL2^FO0,0^GFA,2,2,1,F00F^FS^XZ")
    assert list(picture.tobytes()) == [0] * 4 + [255] * 8 + [0] * 4


@pytest.mark.parametrize(
    "zpl",
    [
        b"",
        b"^XA^PW8^LL2^FDtext^FS^XZ",
        b"^XA^FO0,0^GFA,2,2,1,F00F^FS^XZ",
        b"^XA^PW99999^LL2^XZ",
        b"^XA^PW8^LL2^FO0,0^GFA,3,3,1,F00F^FS^XZ",
        _GOOD.replace(b":Z64:e", b":Z64:f"),
        _GOOD[:60],
    ],
)
def test_damaged_formats_are_refused(zpl: bytes) -> None:
    with pytest.raises(NotOurZplError):
        zpl_picture.picture(zpl)
