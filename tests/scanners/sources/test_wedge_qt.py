"""Scans are taken, typing is given back: decided on event times, whatever the pace of the window."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from scanners.keyboard import LAYOUTS, Key
from scanners.sources.base import Lamp, SourceState, start
from scanners.sources.wedge_qt import KeyDecoder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanners.events import Frame

ENTER, J, M, B, C, BRACKET = 28, 36, 50, 48, 46, 27


def keys(text: str, gaps: float | Iterable[float], *, start: float = 0.0, layout: str = "us") -> list[Key]:
    table = LAYOUTS[layout]
    plain = {mark: code for code, mark in table.plain.items()} | {"\r": ENTER, "\t": 15, " ": 57}
    shifted = {mark: code for code, mark in table.shift.items()}
    pace = iter([gaps] * len(text)) if isinstance(gaps, float) else iter(gaps)
    made, at = [], start
    for mark in text:
        made.append(Key(plain.get(mark) or shifted[mark], at, shift=mark not in plain))
        at += next(pace, 0.0)
    return made


class Bench:
    """Does with keys what the window's filter does."""

    def __init__(self, decoder: KeyDecoder | None = None) -> None:
        self.decoder = decoder or KeyDecoder()
        self.held: list[Key] = []
        self.typed: list[Key] = []
        self.frames: list[Frame] = []

    def feed(self, *pressed: Key) -> Bench:
        for key in pressed:
            answer = self.decoder.press(key)
            self._settle(answer.give_back, answer.frame)
            if not answer.keep:
                self.typed.append(key)
            elif self.decoder.holding > len(self.held):
                self.held.append(key)
            assert self.decoder.holding == len(self.held)
        return self

    def quiet(self) -> Bench:
        answer = self.decoder.quiet()
        self._settle(answer.give_back, answer.frame)
        assert self.held == []
        return self

    def _settle(self, give_back: int, frame: Frame | None) -> None:
        self.typed += self.held[:give_back]
        del self.held[:give_back]
        if frame is not None:
            self.frames.append(frame)
            self.held.clear()

    @property
    def texts(self) -> list[str]:
        return [frame.raw.decode() for frame in self.frames]


@pytest.mark.parametrize("gap", [0.0, 0.001, 0.008, 0.03, 0.034])
@pytest.mark.parametrize("end", ["\r", "\t"])
def test_a_burst_with_an_end_key_is_a_scan(gap: float, end: str) -> None:
    bench = Bench().feed(*keys("SF1234-qaZW/%$+" + end, gap))
    assert bench.texts == ["SF1234-qaZW/%$+"]
    assert bench.typed == []
    assert bench.frames[0].terminator == ("CR" if end == "\r" else "TAB")


def test_a_stumble_inside_a_scan_is_forgiven() -> None:
    assert Bench().feed(*keys("SF12345678\r", [0.005] * 4 + [0.095] + [0.005] * 6)).texts == ["SF12345678"]


def test_a_gap_over_100_ms_is_typing() -> None:
    bench = Bench().feed(*keys("SF1234\r", [0.005] * 3 + [0.15] + [0.005] * 3)).quiet()
    assert bench.frames == []
    assert [key.code for key in bench.typed] == [key.code for key in keys("SF1234\r", 0.0)]


def test_a_short_burst_is_typing() -> None:
    bench = Bench().feed(*keys("12345\r", 0.002))
    assert bench.frames == []
    assert len(bench.typed) == 6


def test_a_held_key_is_typing() -> None:
    repeats = [Key(30, at / 100, repeat=at > 0) for at in range(20)]
    bench = Bench().feed(*repeats, Key(ENTER, 0.2)).quiet()
    assert bench.frames == []
    assert bench.typed == [*repeats, Key(ENTER, 0.2)]


def test_slow_typing_comes_back_before_the_burst_is_long() -> None:
    bench = Bench().feed(*keys("abcdefgh", 0.09))
    assert len(bench.typed) >= 5


def test_typing_never_becomes_a_scan() -> None:
    """Thousands of lines at 30 to 120 words a minute, with rolled keys: none is a scan, no key is lost."""
    rng = random.Random(7)
    for _line in range(3000):
        mean = 60 / (rng.uniform(30, 120) * 5)
        text = "".join(rng.choice("abcdefgh1234 -") for _ in range(rng.randint(1, 24))) + "\r"
        line = keys(text, [max(0.02, rng.lognormvariate(0, 0.45) * mean) for _ in text])
        bench = Bench().feed(*line).quiet()
        assert bench.frames == []
        assert bench.typed == line


def test_back_to_back_scans_stay_apart() -> None:
    bench = Bench().feed(*keys("".join(f"SF{n:08d}\r" for n in range(200)), 0.002))
    assert bench.texts == [f"SF{n:08d}" for n in range(200)]


@pytest.mark.parametrize("second", [Key(ENTER, 0.1), Key(J, 0.1, ctrl=True), Key(15, 0.1)])
def test_cr_lf_sent_as_two_keys_is_one_end(second: Key) -> None:
    bench = Bench().feed(*keys("SF123456\r", 0.01), second)
    assert bench.texts == ["SF123456"]
    assert bench.typed == []


def test_enter_pressed_by_hand_after_a_scan_is_typing() -> None:
    late = Key(ENTER, 0.5)
    assert Bench().feed(*keys("SF123456\r", 0.01), late).typed == [late]


def test_stx_etx_and_separators_come_as_ctrl_keys() -> None:
    code = keys("0101234", 0.005, start=0.01)
    gs = Key(BRACKET, 0.045, ctrl=True)
    rest = keys("10A", 0.005, start=0.05)
    bench = Bench().feed(Key(B, 0.0, ctrl=True), *code, gs, *rest, Key(C, 0.07, ctrl=True))
    assert bench.texts == ["0101234\x1d10A"]
    assert bench.frames[0].terminator == "ETX"


def test_shortcuts_pass_at_once_and_give_back_what_was_held() -> None:
    copy = Key(C, 0.05, ctrl=True)
    a = Key(30, 0.0)
    assert Bench().feed(a, copy).typed == [a, copy]
    assert Bench().feed(Key(59, 0)).typed == [Key(59, 0)]


def test_a_very_fast_burst_without_end_key_is_a_scan() -> None:
    bench = Bench().feed(*keys("SF1234567890", 0.004)).quiet()
    assert bench.texts == ["SF1234567890"]
    assert bench.frames[0].terminator == "idle"


def test_two_unended_bursts_are_two_scans() -> None:
    bench = Bench().feed(*keys("SF1234567890", 0.004), *keys("SF9999999999", 0.004, start=1.0)).quiet()
    assert bench.texts == ["SF1234567890", "SF9999999999"]


def test_typing_just_before_a_scan_is_given_back() -> None:
    bench = Bench().feed(*keys("ab", 0.15), *keys("SF123456\r", 0.005, start=0.45))
    assert bench.texts == ["SF123456"]
    assert len(bench.typed) == 2


def test_prefix_and_suffix() -> None:
    bench = Bench(KeyDecoder(prefix="~", suffix="##"))
    bench.feed(*keys("~A1##", 0.005), *keys("\r", 0.0, start=0.025))
    assert bench.texts == ["A1"]
    assert bench.typed == []


def test_alt_codes_write_chinese() -> None:
    decoder = KeyDecoder()
    bench = Bench(decoder)
    keypad = {"7": 71, "8": 72, "9": 73, "4": 75, "5": 76, "6": 77, "1": 79, "2": 80, "3": 81, "0": 82}
    at = 0.0
    for mark in "打包台打包台":
        for digit in str(int.from_bytes(mark.encode("gbk"), "big")):
            at += 0.004
            bench.feed(Key(keypad[digit], at, alt=True))
        decoder.alt_up()
    bench.feed(Key(ENTER, at + 0.004))
    assert bench.texts == ["打包台打包台"]


def test_an_endless_burst_is_cut_and_marked() -> None:
    bench = Bench().feed(*keys("1" * 5000 + "\r", 0.001), *keys("SF123456\r", 0.001, start=9.0))
    assert [(len(frame.raw), frame.complete) for frame in bench.frames] == [(4096, False), (904, False), (8, True)]


def test_modifiers_alone_decide_nothing() -> None:
    first, *rest = keys("SF123456\r", 0.005)
    assert Bench().feed(first, Key(42, 0.001, shift=True), *rest).texts == ["SF123456"]


def test_a_french_scanner() -> None:
    bench = Bench(KeyDecoder(layout="fr")).feed(*keys("SF123456\r", 0.005, layout="fr"))
    assert bench.texts == ["SF123456"]


def test_opened_by_address() -> None:
    states: list[SourceState] = []
    opened = start("wedge_qt://?layout=de&name=Left", on_frame=lambda _frame: None, on_state=states.append)
    assert opened.name == "Left"
    assert states == [SourceState("Left", Lamp.READY)]
    opened.close()
