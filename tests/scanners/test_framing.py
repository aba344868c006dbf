"""Bytes become frames: every byte once, every end understood, partials marked and never joined."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.framing import Framer, Framing

CODES = st.lists(st.binary(min_size=1, max_size=30).filter(lambda b: not set(b) & set(b"\r\n\t\x02\x03")), max_size=8)
ENDS = st.sampled_from([b"\r", b"\n", b"\r\n", b"\t"])


def texts(framer: Framer, *chunks: bytes, gap: float = 0.001) -> list[bytes]:
    frames = []
    for number, chunk in enumerate(chunks):
        frames += framer.feed(chunk, number * gap)
    assert all(frame.complete for frame in frames)
    return [frame.raw for frame in frames]


@pytest.mark.parametrize(
    ("end", "name"), [(b"\r", "CR"), (b"\n", "LF"), (b"\r\n", "CRLF"), (b"\t", "TAB"), (b"\r\r\n", "CR")]
)
def test_each_terminator_ends_one_frame(end: bytes, name: str) -> None:
    frames = Framer("s").feed(b"SF1" + end + b"SF2" + end, 1.0)
    assert [(frame.raw, frame.terminator) for frame in frames] == [(b"SF1", name), (b"SF2", name)]


def test_crlf_torn_between_two_reads_is_one_end() -> None:
    assert texts(Framer("s"), b"SF1\r", b"\nSF2\r", b"\n") == [b"SF1", b"SF2"]


def test_stx_etx_keeps_line_ends_inside() -> None:
    frames = Framer("s").feed(b"\x02a\r\nb\tc\x03\r\n\x02d\x03", 0)
    assert [(frame.raw, frame.terminator) for frame in frames] == [(b"a\r\nb\tc", "ETX"), (b"d", "ETX")]


def test_stx_without_etx_ends_with_cr_after_silence() -> None:
    framer = Framer("s")
    assert framer.feed(b"\x02SF1\r", 0) == []
    [frame] = framer.tick(0.1)
    assert (frame.raw, frame.terminator, frame.complete) == (b"SF1", "CR", True)


def test_stx_as_a_mere_prefix_back_to_back() -> None:
    frames = Framer("s").feed(b"\x02SF1\r\x02SF2\r\n\x02", 0)
    assert [(frame.raw, frame.terminator) for frame in frames] == [(b"SF1", "CR"), (b"SF2", "CRLF")]
    assert all(frame.complete for frame in frames)


def test_a_lost_etx_leaves_a_marked_partial() -> None:
    frames = Framer("s").feed(b"\x02SF1\x02SF2\x03", 0)
    assert [(frame.raw, frame.complete) for frame in frames] == [(b"SF1", False), (b"SF2", True)]


def test_silence_ends_a_read_of_a_scanner_without_terminator() -> None:
    framer = Framer("s")
    assert framer.feed(b"SF", 0) == framer.feed(b"1", 0.05) == framer.tick(0.12) == []
    [frame] = framer.tick(0.13)
    assert (frame.raw, frame.terminator, frame.complete, frame.last) == (b"SF1", "idle", True, 0.05)
    assert framer.due() is None


def test_silence_is_seen_even_when_nobody_ticked() -> None:
    frames = Framer("s").feed(b"SF1", 0) + (framer := Framer("s")).feed(b"SF1", 0) + framer.feed(b"SF2", 0.2)
    assert [frame.raw for frame in frames] == [b"SF1"]


def test_silence_inside_a_frame_of_a_scanner_with_terminator_marks_a_partial() -> None:
    framer = Framer("s")
    framer.feed(b"SF1\rSF", 0)
    assert framer.tick(0.2) == []  # a slow line is waited for
    [partial] = framer.tick(0.6)
    [whole] = framer.feed(b"SF3\r", 2)
    assert (partial.raw, partial.complete) == (b"SF", False)
    assert (whole.raw, whole.complete) == (b"SF3", True)


def test_a_scanner_set_to_no_terminator_later_is_understood_again() -> None:
    framer = Framer("s")
    framer.feed(b"SF1\r", 0)
    for moment in (1, 2):
        framer.feed(b"SF", moment)
        assert [frame.complete for frame in framer.tick(moment + 0.5)] == [False]
    framer.feed(b"SF3", 3)
    assert [frame.complete for frame in framer.tick(3.08)] == [True]


def test_an_unplugged_partial_is_marked_and_never_joined() -> None:
    framer = Framer("s")
    framer.feed(b"SF12", 0)
    [partial] = framer.cut()
    [whole] = framer.feed(b"SF12345\r", 0.01)
    assert (partial.raw, partial.complete, partial.terminator) == (b"SF12", False, "")
    assert whole.raw == b"SF12345"


def test_an_endless_frame_is_cut_at_the_limit_and_its_rest_stays_a_partial() -> None:
    frames = Framer("s").feed(b"x" * 9000 + b"\rSF1\r", 0)
    assert [(len(frame.raw), frame.complete) for frame in frames] == [
        (4096, False),
        (4096, False),
        (808, False),
        (3, True),
    ]


def test_a_frame_of_exactly_the_limit_is_whole() -> None:
    [frame] = Framer("s").feed(b"x" * 4096 + b"\r", 0)
    assert frame.complete
    assert len(frame.raw) == 4096


def test_prefix_and_suffix_are_taken_off() -> None:
    assert texts(Framer("s", Framing(prefix=b"~", suffix=b"##")), b"~SF1##SF2##") == [b"SF1", b"SF2"]
    assert texts(Framer("s", Framing(prefix=b"~", suffix=b"#\r")), b"~SF#1#\r") == [b"SF#1"]


def test_no_silence_rule_waits_for_ever() -> None:
    framer = Framer("s", Framing(idle=None))
    assert framer.feed(b"SF", 0) == framer.tick(1e9) == []
    assert framer.due() is None


@given(CODES, ENDS, st.lists(st.integers(0, 300), max_size=10))
def test_where_the_chunks_break_does_not_matter(codes: list[bytes], end: bytes, cuts: list[int]) -> None:
    stream = b"".join(code + end for code in codes)
    edges = sorted({0, len(stream), *(cut % (len(stream) + 1) for cut in cuts)})
    pieces = [stream[left:right] for left, right in pairwise(edges)]
    assert texts(Framer("s"), *pieces) == codes


@given(st.lists(st.tuples(st.binary(max_size=50), st.floats(0, 2)), max_size=20))
def test_noise_loses_no_byte_and_respects_the_limit(pieces: list[tuple[bytes, float]]) -> None:
    framer, frames, now = Framer("s", Framing(limit=16)), [], 0.0
    for data, gap in pieces:
        now += gap
        frames += framer.feed(data, now)
    frames += framer.cut()
    assert all(0 < len(frame.raw) <= 16 for frame in frames)
    assert all(frame.first <= frame.last for frame in frames)
    kept = b"".join(frame.raw for frame in frames)
    sent = b"".join(data for data, _gap in pieces)
    marks = bytes.maketrans(b"", b"")
    assert kept.translate(marks, b"\r\n\t\x02\x03") == sent.translate(marks, b"\r\n\t\x02\x03")
