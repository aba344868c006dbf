"""What printers answer, in our words."""

import pytest

from printing import status
from printing.status import Problem, Status


def _hs(line1: str, line2: str) -> bytes:
    return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in (line1, line2, "1234,0"))


GOOD = _hs("030,0,0,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000")


def test_good_zebra_is_ready_and_idle() -> None:
    assert status.parse_zpl(GOOD) == Status()
    assert status.ZPL.complete(GOOD)
    assert not status.ZPL.complete(GOOD[:40])


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (_hs("030,1,0,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000"), Problem.PAPER_OUT),
        (_hs("030,0,1,1245,000,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000000,1,000"), Problem.PAUSED),
        (_hs("030,0,0,1245,000,0,0,0,000,0,0,0", "000,0,1,0,0,2,4,0,00000000,1,000"), Problem.HEAD_OPEN),
        (_hs("030,0,0,1245,000,0,0,0,000,0,0,0", "000,0,0,1,0,2,4,0,00000000,1,000"), Problem.RIBBON_OUT),
        (_hs("030,0,0,1245,000,0,0,0,000,0,0,1", "000,0,0,0,0,2,4,0,00000000,1,000"), Problem.TOO_HOT),
    ],
)
def test_zebra_problems(answer: bytes, problem: Problem) -> None:
    assert status.parse_zpl(answer).problems == (problem,)
    assert status.explain(problem)


def test_waiting_formats_and_remaining_labels_are_pending() -> None:
    answer = _hs("030,0,0,1245,002,0,0,0,000,0,0,0", "000,0,0,0,0,2,4,0,00000001,1,000")
    assert status.parse_zpl(answer).pending == 3


@pytest.mark.parametrize(
    "answer", [b"", b"\x02nonsense\x03", b"HTTP/1.1 400 Bad Request", GOOD[:30], b"\x02\xff\x03" * 3]
)
def test_noise_is_no_answer(answer: bytes) -> None:
    with pytest.raises(ValueError, match=r"not|invalid|codec"):
        status.parse_zpl(answer)


def test_tspl_byte() -> None:
    assert status.parse_tspl(b"\x00") == Status()
    assert status.parse_tspl(b"\x20").pending == 1
    assert status.parse_tspl(b"\x05").problems == (Problem.PAPER_OUT, Problem.HEAD_OPEN)


def test_escpos_bytes() -> None:
    assert status.parse_escpos(b"\x12\x12\x12\x12") == Status()
    assert status.parse_escpos(b"\x12\x32\x12\x72").problems == (Problem.PAPER_OUT,)
    with pytest.raises(ValueError, match=r"not|invalid|codec"):
        status.parse_escpos(b"\x00\x00\x00\x00")
