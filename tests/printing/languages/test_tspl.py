"""TSPL: the raster, dot for dot, and nothing but the few commands every clone knows."""

from printing import raster
from printing.label import Area, Label, Rule, Text
from printing.languages.tspl import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings
from tests.printing.languages.interpreters import tspl
from tests.printing.reading import codes


def test_bytes_of_a_small_label() -> None:
    label = Label(2, 1, (Rule(Area(0, 0, 1, 1)),))
    assert language.encode(label, PrinterSettings(density=8, speed=4)) == (
        b"SIZE 2 mm,1 mm\r\nGAP 2 mm,0 mm\r\nDENSITY 8\r\nSPEED 4\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nCLS\r\n"
        b"BITMAP 0,0,2,8,0," + b"\x00\xff" * 8 + b"\r\nPRINT 1,1\r\n"
    )


def test_the_dots_are_the_rasters_dots() -> None:
    kind, fields = samples.samples()["exchange"]
    label = base.draw(kind, fields)
    _commands, picture = tspl(language.encode(label, PrinterSettings()))
    assert picture.tobytes() == raster.draw(label, 8).picture().tobytes()
    assert all(found == {"SF1400000000000", "WY2203FB130", "EX7K429MX"} for found in codes(picture))


def test_text_from_outside_is_only_dots() -> None:
    label = Label(76, 20, (Text(Area(1, 1, 70, 10), '"\r\nPRINT 99\r\nBITMAP 0,0,1,1,0,'),))
    commands, _picture = tspl(language.encode(label, PrinterSettings(gap=0)))
    assert commands == ["SIZE 76 mm,20 mm", "GAP 0 mm,0 mm", "DIRECTION 1", "REFERENCE 0,0", "CLS", ""]
