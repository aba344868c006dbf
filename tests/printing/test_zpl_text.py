"""A printer's own font: the same layout in few bytes, bars of the same modules, nothing outside its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from printing import printer, raster
from printing.label import Area, Code128, Frame, Label, Rule, Text
from printing.languages.zpl import language
from printing.layouts import base, samples
from printing.settings import PrinterAddressError, PrinterSettings
from tests.printing.languages.interpreters import zpl_fields
from tests.printing.reading import codes, drawn_by_zplkit

_OWN = PrinterSettings(font="E:SIMSUN.TTF")


@pytest.mark.parametrize("name", ["exchange", "waybill", "item", "badge", "transfer", "slip_receipt"])
def test_all_but_the_letters_are_the_rasters_dots(name: str) -> None:
    kind, fields = samples.samples()[name]
    label = base.draw(kind, fields)
    silent = replace(label, elements=tuple(one for one in label.elements if not isinstance(one, Text)))
    ours = raster.draw(silent, 8).picture()
    theirs = drawn_by_zplkit(language.encode(silent, _OWN), ours.width, ours.height)
    assert theirs.tobytes() == ours.tobytes()
    wanted = {one.data for one in label.elements if hasattr(one, "data")}
    assert all(found == wanted for found in codes(theirs))


@pytest.mark.parametrize(
    "data", ["SF1400000000000", "69012345678922", "A1B22C333D4444", "a>b_c~d^e", "00", "7K4-29M 1234567", "%CMD%YES%1"]
)
def test_bars_have_the_dots_of_the_raster(data: str) -> None:
    label = Label(100, 20, (Code128(Area(0, 2, 100, 15), data, least=2),))
    ours = raster.draw(label, 8).picture()
    assert drawn_by_zplkit(language.encode(label, _OWN), ours.width, ours.height).tobytes() == ours.tobytes()


def test_every_word_of_the_label_is_said() -> None:
    kind, fields = samples.samples()["exchange"]
    said = "\n".join(zpl_fields(language.encode(base.draw(kind, fields), _OWN)))
    for words in ("【换货】", "雾蓝 130", "EX7K429MX", "571-K12-08"):
        assert words in said


def test_a_line_is_pressed_together_rather_than_leave_its_area() -> None:
    area = Area(2, 2, 30, 6)
    for words in ("雾" * 12, "W" * 18, "ij" * 30):
        zpl = language.encode(Label(40, 10, (Text(area, words, pt=14, min_pt=8),)), _OWN).decode()
        px, wide = (int(part) for part in zpl.split("^A@N,")[1].split(",")[:2])
        assert px * 0.6 <= wide <= px
        assert "^FT16," in zpl


def test_reversed_and_struck_words_and_lines() -> None:
    words = Text(Area(1, 1, 18, 5), "换货", pt=12, bold=True, inverse=True, strike=True)
    label = Label(40, 20, (words, Rule(Area(0, 10, 40, 0.375)), Frame(Area(1, 12, 20, 5))))
    zpl = language.encode(label, replace(_OWN, offset_x=4, offset_y=-3)).decode()
    assert zpl.startswith("^XA^PW320^LL160^LH0,0^LS-4^LT-3^CI28^FO8,8^GB144,40,40^FS")
    assert "^FR^FH^FD换货^FS" in zpl
    assert zpl.count("换货") == 1, "a second stroke would turn white dots black again"
    assert "^FO0,80^GB320,3,3^FS^FO8,96^GB160,40,2^FS" in zpl


def test_a_waybill_takes_seconds_at_9600_baud() -> None:
    kind, fields = samples.samples()["exchange"]
    label = base.draw(kind, fields)
    assert len(language.encode(label, _OWN)) < 3500 < 12_000 < len(language.encode(label, PrinterSettings()))


def test_the_font_is_named_in_the_printers_address() -> None:
    assert printer.parse("zpl+serial_port://COM3?baud=9600&font=e:simsun.ttf").settings.font == "E:SIMSUN.TTF"
    for wrong in ("simsun", "E:A^XZ.TTF", "E:../X.TTF"):
        with pytest.raises(PrinterAddressError, match=r"字体"):
            printer.parse(f"zpl+tcp://10.0.0.9?font={wrong}")


def test_bars_of_one_code_set_are_a_command_others_a_picture() -> None:
    for data, wanted in (
        ("EX7K429MX", "^FD>:EX7K429MX^FS"),
        ("690123456789", "^FD>;690123456789^FS"),
        ("SF1400", "^GFA"),
    ):
        label = Label(100, 20, (Code128(Area(0, 2, 100, 15), data, least=2),))
        assert wanted in language.encode(label, _OWN).decode()
