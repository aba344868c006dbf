"""Ears for CPCL, held against our encoder, the manual's examples and broken labels."""

import pytest

from printing import raster
from printing.emulators.base import DamagedLabelError, Panel, What
from printing.emulators.cpcl import ears
from printing.languages.cpcl import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings


@pytest.mark.parametrize("name", sorted(samples.samples()))
def test_every_label_comes_back_dot_for_dot(name: str) -> None:
    kind, fields = samples.samples()[name]
    label = base.draw(kind, fields)
    (word,), _taken = ears.hear(language.encode(label, PrinterSettings(density=2, speed=4)))
    drawn = raster.draw(label, 8)
    assert ears.picture(word.data).crop((0, 0, drawn.width, drawn.height)).tobytes() == drawn.picture().tobytes()


def test_the_manuals_hex_picture_and_counted_picture_are_the_same() -> None:
    head = b"! 0 200 200 20 1\r\nPAGE-WIDTH 16\r\n"
    expanded = head + b"EG 2 2 0 5 F0F00F0F\r\nPRINT\r\n"
    counted = head + b"CG 2 2 0 5 \xf0\xf0\x0f\x0f\r\nFORM\r\nPRINT\r\n"
    assert ears.picture(expanded).tobytes() == ears.picture(counted).tobytes()
    assert ears.picture(counted).getpixel((0, 5)) == 0


def test_data_that_looks_like_commands_is_data() -> None:
    data = b"\r\nPRINT\r\n\x1bh\r\n"
    label = b"! 0 200 200 20 1\r\nPAGE-WIDTH 8\r\nCG 1 %d 0 0 " % len(data) + data + b"\r\nFORM\r\nPRINT\r\n"
    for cut in range(len(label)):
        assert ears.hear(label[:cut])[0] == []
    assert [word.what for word in ears.hear(label)[0]] == [What.LABEL]


def test_status_byte_is_the_manuals() -> None:
    (word,), _taken = ears.hear(b"\x1bh")
    assert ears.answer(word.data, Panel(paper_out=True, restarted=True)) == b"\x12"
    assert ears.answer(word.data, Panel(head_open=True, waiting=1)) == b"\x05"


@pytest.mark.parametrize("broken", [b"PRINT\r\n", b"! 0 200 200 20 2\r\nPAGE-WIDTH 8\r\nPRINT\r\n"])
def test_other_sessions_are_not_drawn(broken: bytes) -> None:
    with pytest.raises(DamagedLabelError):
        ears.picture(broken)
