"""The test page shows what came: bytes, keys, framing, symbology, timing, and what it would be looked up as."""

from __future__ import annotations

from datetime import UTC, datetime

from scanners.events import Frame, Kind
from scanners.keyboard import Key
from station.people.codes import command_code
from ui.setup.scanners import trial

AT = datetime(2026, 11, 22, tzinfo=UTC)


def read(raw: bytes, **told: object) -> trial.Trial:
    options = {"terminator": "CR", **told}
    return trial.of(Frame("serial:1", raw, 1.0, 1.025, **options), (), at=AT)  # type: ignore[arg-type]  # test options


def test_a_gs1_code_is_taken_apart() -> None:
    shown = read(b"]C10109506000134352\x1d10ABC123")
    lines = dict(trial.details(shown))
    assert (shown.text, shown.milliseconds, shown.end) == ("9506000134352", 25, "CR")
    assert shown.symbology == "Code 128 (]C1)"
    assert "<1D>" in shown.raw
    assert " 1D 31 30 " in shown.raw
    assert lines["GS1"] == "(01) 09506000134352  (10) ABC123"


def test_noise_is_shown_not_run() -> None:
    shown = read(bytes(range(256)))
    assert "<00>" in shown.raw
    assert shown.raw.endswith("…")


def test_a_partial_says_so() -> None:
    shown = read(b"SF12", complete=False, terminator="")
    assert trial.kind(shown.scan) == "半截码：记下来，不执行"
    assert shown.end == "没有结束符"


def test_a_command_is_told_apart() -> None:
    assert read(command_code("UNDO").encode()).scan.kind is Kind.COMMAND
    assert read(b"SFUNDO1234").scan.kind is Kind.CODE


def test_keys_with_their_gaps() -> None:
    keys = [Key(31, 1.0, shift=True), Key(33, 1.004), Key(0, 1.1)]
    assert trial.pressed(keys) == "⇧31  33 +4  ? +96"
