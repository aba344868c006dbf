"""Ears for ESC/POS, held against our encoder and against another driver's bytes (python-escpos)."""

import pytest
from escpos.printer import Dummy
from PIL import Image

from printing import raster, status
from printing.emulators.base import DamagedLabelError, Panel, What
from printing.emulators.escpos import ears
from printing.languages.escpos import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings
from printing.status import Problem


@pytest.mark.parametrize("name", sorted(samples.samples()))
def test_every_label_comes_back_dot_for_dot(name: str) -> None:
    kind, fields = samples.samples()[name]
    label = base.draw(kind, fields)
    (word,), _taken = ears.hear(language.encode(label, PrinterSettings()))
    found, drawn = ears.picture(word.data), raster.draw(label, 8).picture()
    height = min(found.height, drawn.height)
    crop = (0, 0, drawn.width, height)
    assert found.crop(crop).tobytes() == drawn.crop(crop).tobytes()
    assert drawn.crop((0, height, *drawn.size)).getextrema() in ((255, 255), None) or height == drawn.height


def test_another_drivers_bytes_are_the_same_and_draw_the_same() -> None:
    kind, fields = samples.samples()["slip_receipt"]
    label = base.draw(kind, fields)
    ours = language.encode(label, PrinterSettings())
    (word,), _taken = ears.hear(ours)
    drawn = ears.picture(word.data)
    driver = Dummy()
    driver.image(drawn.convert("1"), impl="bitImageRaster", fragment_height=256, center=False)
    theirs = bytes(driver.output)
    assert theirs == ours[len(b"\x1b@") : -len(b"\x1dVB\x00")]
    assert ears.picture(b"\x1b@" + theirs + b"\x1dVB\x00").tobytes() == drawn.tobytes()


def test_data_that_looks_like_commands_is_data() -> None:
    label = b"\x1b@\x1dv0\x00\x01\x00\x08\x00\x1dVB\x00\x1b@\x1dr\x1dVB\x00"
    for cut in range(len(label)):
        assert ears.hear(label[:cut])[0] == []
    assert [word.what for word in ears.hear(label)[0]] == [What.LABEL]


def test_status_bytes_are_read_by_our_status() -> None:
    words, _taken = ears.hear(status.ESCPOS.query)
    told = Panel(paper_out=True, head_open=True)
    answer = b"".join(ears.answer(word.data, told) for word in words)
    assert set(status.parse_escpos(answer).problems) == {Problem.PAPER_OUT, Problem.HEAD_OPEN}
    assert [word.what for word in ears.hear(b"\x1dr\x01")[0]] == [What.IN_TURN]


def test_text_is_not_drawn() -> None:
    with pytest.raises(DamagedLabelError):
        ears.picture(b"\x1b@hello\x1dVB\x00")
    assert ears.picture(b"\x1b@\x1dVB\x00").convert("L") == Image.new("L", (8, 1), 255)
