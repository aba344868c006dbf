"""Ears for ZPL: words of the stream, answers, pictures."""

import pytest

from printing import status
from printing.emulators.base import DamagedLabelError, Panel, What
from printing.emulators.zpl import ears
from printing.status import Problem


def test_formats_and_questions_are_told_apart_and_the_rest_is_kept() -> None:
    stream = b"^XA^FDa^FS^XZ\r\n~HS\r\n~JA^XA^FDb"
    words, taken = ears.hear(stream)
    assert [word.what for word in words] == [What.LABEL, What.QUESTION, What.CLEAR]
    assert stream[taken:] == b"^XA^FDb"


def test_a_format_begun_anew_forgets_what_was_cut_off() -> None:
    words, _taken = ears.hear(b"^XA^FDhalf^XA^FDwhole^FS^XZ")
    assert [word.data for word in words] == [b"^XA^FDwhole^FS^XZ"]


def test_answers_are_read_by_our_status() -> None:
    told = Panel(paper_out=True, head_open=True, ribbon_out=True, paused=True, waiting=2, printing=True)
    found = status.parse_zpl(ears.answer(b"~HS", told))
    assert set(found.problems) == {Problem.PAPER_OUT, Problem.HEAD_OPEN, Problem.RIBBON_OUT, Problem.PAUSED}
    assert found.pending == 3
    assert b"1 00000000 00010007" in ears.answer(b"~HQES", told)


def test_what_it_cannot_draw_it_says() -> None:
    with pytest.raises(DamagedLabelError):
        ears.picture(b"^XA^PW100^LL100^FO10,10^A@N,30,30,E:X.TTF^FDhello^FS^XZ")
