"""Ears for TSPL, held against our encoder, a public driver's byte layout and broken labels."""

import pytest

from printing import raster, status
from printing.emulators.base import DamagedLabelError, Panel, What
from printing.emulators.tspl import ears
from printing.languages.tspl import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings
from printing.status import Problem

_HEAD = b"SIZE 2 mm,1 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nCLS\r\n"


@pytest.mark.parametrize("name", sorted(samples.samples()))
def test_every_label_comes_back_dot_for_dot(name: str) -> None:
    kind, fields = samples.samples()[name]
    label = base.draw(kind, fields)
    (word,), taken = ears.hear(language.encode(label, PrinterSettings(density=8, speed=4)))
    assert taken
    drawn = raster.draw(label, 8)
    assert ears.picture(word.data).crop((0, 0, drawn.width, drawn.height)).tobytes() == drawn.picture().tobytes()


def test_data_that_looks_like_commands_is_data() -> None:
    data = b"\r\nPRINT 9,9\r\n\x1b!?"
    data += b"\xff" * (-len(data) % 2)
    label = _HEAD + b"BITMAP 0,0,2,%d,0," % (len(data) // 2) + data + b"\r\nPRINT 1,1\r\n"
    for cut in range(len(label)):
        assert ears.hear(label[:cut])[0] == []
    (word,), taken = ears.hear(label + b"\x1b!?")[0][:1], ears.hear(label)[1]
    assert (word.what, taken) == (What.LABEL, len(label))


def test_a_label_that_broke_off_is_left_behind_and_prints_nothing() -> None:
    whole = _HEAD + b"BITMAP 0,0,2,40,0," + bytes(80) + b"\r\nPRINT 1,1\r\n"
    words, _taken = ears.hear(whole[:-60] + status.TSPL.rest + b"\x1b!?" + status.TSPL.rest + b"\x1b!?" + whole)
    assert [word.what for word in words] == [What.QUESTION, What.QUESTION, What.LABEL]
    assert words[-1].data == whole
    idle, _taken = ears.hear(status.TSPL.rest + b"\x1b!?" + whole)
    assert [word.what for word in idle] == [What.QUESTION, What.LABEL]
    assert idle[-1].data == whole


def test_modes_of_the_manual() -> None:
    bitmap = b"BITMAP 0,0,1,1,%d,\x0f\r\nPRINT 1,1\r\n"
    assert list(ears.picture(_HEAD + bitmap % 0).tobytes()) == [0] * 4 + [255] * 4
    assert list(ears.picture(_HEAD + bitmap % 1).tobytes()) == [0] * 4 + [255] * 4


def test_status_byte_is_read_by_our_status() -> None:
    (word,), _taken = ears.hear(b"\x1b!?")
    assert word.what is What.QUESTION
    told = Panel(paper_out=True, head_open=True, ribbon_out=True, paused=True, printing=True)
    found = status.parse_tspl(ears.answer(word.data, told))
    assert set(found.problems) == {Problem.PAPER_OUT, Problem.HEAD_OPEN, Problem.RIBBON_OUT, Problem.PAUSED}
    assert found.pending == 1


@pytest.mark.parametrize(
    "broken", [b"CLS\r\nPRINT 1,1\r\n", _HEAD + b"TEXT 1\r\nBITMAP 0,0,1,1,0,\x00\r\nPRINT 1,1\r\n"]
)
def test_other_commands_are_not_drawn(broken: bytes) -> None:
    with pytest.raises(DamagedLabelError):
        ears.picture(broken)
