"""The log: one line an event, nobody's name, phone or street ever, one file at a time."""

from __future__ import annotations

import ast
import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from station import log
from station.errors import UserError
from tests.source import program, tree

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
NAME, PHONE, STREET = "欧阳娜娜", "13812345678", "测试路8号3单元"
LATIN = "Lindqvist 5th Avenue"
logger = logging.getLogger("packbench.test")

# What our own lines may tell. A new key is added here by somebody who thought about what stands behind it.
KEYS = {
    *("bytes", "channel", "code", "count", "errno", "error", "from", "gateway", "job", "key", "kind", "ms", "name"),
    *("order", "orders", "outcome", "printer", "rule", "status", "step", "text", "to", "to_fetch", "tries", "try"),
    *("version", "why"),
}


def test_an_event_is_one_line_with_utc_time(tmp_path: Path) -> None:
    path = log.start(tmp_path / "logs")
    logger.info("label sent order=%s ms=%d", "a1", 12)
    assert path.read_text().rstrip().endswith("Z INFO packbench.test label sent order=a1 ms=12")


def _plain() -> None:
    raise ValueError(f"no number: {NAME} {PHONE} {STREET} {LATIN}")


def _chained() -> None:
    try:
        _plain()
    except ValueError as error:
        raise KeyError(NAME, LATIN) from error


def _hidden() -> None:
    try:
        _plain()
    except ValueError:
        raise RuntimeError(STREET) from None


def _handled() -> None:
    try:
        _hidden()
    except RuntimeError:
        (Path(NAME) / LATIN).read_bytes()


def _grouped() -> None:
    raise ExceptionGroup(NAME, [ValueError(LATIN), ExceptionGroup(PHONE, [KeyError(STREET)])])


def _noted() -> None:
    error = UserError(NAME, LATIN, code="SAID")
    error.add_note(STREET)
    raise error


def _looped() -> None:
    first, second = ValueError(NAME), KeyError(LATIN)
    first.__cause__, second.__cause__ = second, first
    raise first


@pytest.mark.parametrize("fail", [_plain, _chained, _hidden, _handled, _grouped, _noted, _looped])
def test_an_error_tells_its_kind_and_place_and_no_word_of_anybody(tmp_path: Path, fail: Callable[[], None]) -> None:
    path = log.start(tmp_path)
    try:
        fail()
    except Exception as error:
        kind = type(error).__name__
        logger.exception("bug")
        logger.warning("refused why=%s", error)
        logger.warning(error)
        logging.getLogger("foreign.library").critical("failed: %s", [error], exc_info=error)
    written = path.read_text(encoding="utf-8")
    assert written.count(kind) >= 4
    assert fail.__name__ in written
    assert not [word for word in (NAME, PHONE, STREET, *LATIN.split()) if word in written]


def test_values_keep_ids_and_lose_people(tmp_path: Path) -> None:
    path = log.start(tmp_path)
    logger.info("refused order=%s by=%s phone=%s", "2139999999999012345", NAME, PHONE)
    logger.info("refused phone=%s", "138 1234 5678")
    logger.info("given %(order)s %(name)s", {"order": "A1", "name": {"name": NAME}})
    logger.info("said text=%s", log.Ours("缺货：请补货"))
    broken = logging.LogRecord("station", logging.INFO, "", 1, "%d of", (NAME,), None)
    assert log.Discreet().format(broken) == "%d of"
    written = path.read_text(encoding="utf-8")
    assert "order=2139999999999012345 by=* phone=138******78" in written
    assert "given A1 dict" in written
    assert "text=缺货：请补货" in written
    assert not [word for word in (NAME, PHONE, "1234 5678") if word in written]


def test_libraries_speak_from_warnings_on_without_long_numbers(tmp_path: Path) -> None:
    path = log.start(tmp_path)
    foreign = logging.getLogger("httpx")
    foreign.info("GET https://shop.example/?token=abc&phone=13812345678")
    foreign.warning("no answer of %s for 6917926768823643751 %s", "shop.example", NAME)
    assert path.read_text().partition("httpx ")[2].rstrip() == "no answer of shop.example for * *"


def test_what_nobody_caught_is_told_without_its_words(tmp_path: Path) -> None:
    words = f"""
import pathlib, sys, threading
from station import log
log.start(pathlib.Path(sys.argv[1]))
log.uncaught()
def fail():
    raise ValueError({NAME!r} + {LATIN!r})
thread = threading.Thread(target=fail)
thread.start()
thread.join()
class Last:
    def __del__(self):
        fail()
Last()
fail()
"""
    done = subprocess.run(
        [sys.executable, "-c", words, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    written = done.stderr + (tmp_path / "packbench.log").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert written.count("ValueError") == 6
    assert not [word for word in (NAME, *LATIN.split()) if word in written]


def test_our_own_lines_say_only_what_is_listed() -> None:
    wrong = []
    for path in program():
        for call in ast.walk(tree(path)):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
                continue
            name, owner = call.func.attr, call.func.value
            if not (isinstance(owner, ast.Name) and owner.id in {"log", "logger"}) or name in {"start", "uncaught"}:
                continue
            place = 1 if name == "log" else 0
            said = call.args[place]
            template = said.value if isinstance(said, ast.Constant) else None
            if not isinstance(template, str) or set(re.findall(r"(\w+)=%", template)) - KEYS:
                wrong.append(f"{path.name}:{call.lineno}")
    assert not wrong, "a constant English sentence, with keys of KEYS only"


def test_a_second_start_moves_the_log_and_keeps_other_listeners(tmp_path: Path) -> None:
    first, second = log.start(tmp_path / "a"), log.start(tmp_path / "b")
    logger.info("once")
    assert not first.exists()
    assert second.read_text().count("once") == 1
