"""ESC/POS: the raster in bands, then the cut."""

from printing import raster
from printing.label import Area, Label, Rule
from printing.languages.escpos import language
from printing.layouts import base, samples
from printing.layouts.base import Paper
from printing.settings import PrinterSettings
from tests.printing.languages.interpreters import escpos
from tests.printing.reading import codes


def test_bytes_of_a_small_label() -> None:
    label = Label(2, 2, (Rule(Area(0, 0, 1, 1)),))
    assert language.encode(label, PrinterSettings()) == (
        b"\x1b@\x1dv0\x00\x02\x00\x08\x00" + b"\xff\x00" * 8 + b"\x1dVB\x00"
    )


def test_bands_are_the_raster_without_the_white_end() -> None:
    kind, fields = samples.samples()["slip_receipt"]
    label = base.draw(kind, fields, Paper(76, 130))
    picture = escpos(language.encode(label, PrinterSettings()))
    whole = raster.draw(label, 8).picture()
    assert picture.tobytes() == whole.crop((0, 0, *picture.size)).tobytes()
    assert whole.crop((0, picture.height, *whole.size)).getextrema() in ((255, 255), None) or (
        picture.height == whole.height
    )
    assert all(found == {"9H2T5QC"} for found in codes(picture))


def test_an_empty_label_only_cuts() -> None:
    assert language.encode(Label(2, 2, ()), PrinterSettings()) == b"\x1b@\x1dVB\x00"
