"""CPCL: the raster as counted graphics."""

from printing import raster
from printing.label import Area, Label, Rule, Text
from printing.languages.cpcl import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings
from tests.printing.languages.interpreters import cpcl
from tests.printing.reading import codes


def test_bytes_of_a_small_label() -> None:
    label = Label(2, 1, (Rule(Area(0, 0, 1, 1)),))
    assert language.encode(label, PrinterSettings()) == (
        b"! 0 200 200 8 1\r\nPAGE-WIDTH 16\r\nCG 2 8 0 0 " + b"\xff\x00" * 8 + b"\r\nFORM\r\nPRINT\r\n"
    )


def test_the_dots_are_the_rasters_dots() -> None:
    kind, fields = samples.samples()["waybill"]
    label = base.draw(kind, fields)
    _commands, picture = cpcl(language.encode(label, PrinterSettings()))
    assert picture.tobytes() == raster.draw(label, 8).picture().tobytes()
    assert all(found == {"YT8800000000001", "7K429MX"} for found in codes(picture))


def test_text_from_outside_is_only_dots() -> None:
    label = Label(76, 20, (Text(Area(1, 1, 70, 10), "\r\nPRINT\r\n! 0 200 200 9 9\r\n"),))
    commands, _picture = cpcl(language.encode(label, PrinterSettings(density=2, speed=3, gap=0)))
    assert commands == ["! 0 200 200 160 1", "PAGE-WIDTH 608", "CONTRAST 2", "SPEED 3", ""]
