"""House rules a linter cannot hold: size, names, mirrored tests, one clock, one catalogue, one palette, a light start.

Each rule says where to go instead. Exceptions stand here by file with their reason, never in the code they excuse.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.source import ROOT, calls, defines, everything, literals, place, program, tree

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 400
EXTENSIONS = {  # room -> what one of its files defines (STYLE: one file per kind of thing)
    "station/channels": "channel",
    "station/hints": "rule",
    "station/carriers": "carrier",
    "station/notices": "gateway",
    "printing/languages": "language",
    "printing/layouts": "layout",
    "printing/transports": "transport",
    "scanners/sources": "source",
    "ui/commands": "command",
}
CATCH_ALL = {
    "main.py": "a bug ends in a sentence and a log entry",
    "ui/jobs.py": "a bug in a job reaches the window, not the console",
    "station/store/together.py": "carries any error to the callers who wait for it",
    "station/store/writer.py": "carries any error to the caller who waits for it",
}
MAY_SLEEP = {
    "installer/translate.py": "waits for the catalogue's lock; no window there",
    "station/store/engine.py": "backs off between tries on a database server, never in the GUI thread",
    "station/store/writer.py": "the writer's own thread",
}
MAY_SLEEP_ROOMS = ("scanners/sources/", "printing/transports/", "printing/spooler.py")  # device threads
WALL_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.localtime"}
CHINESE_DATA = (  # rooms that hold Chinese as data: column names, keyword tables, invented people
    "station/address/",
    "station/carriers/",
    "station/catalogue/",
    "station/channels/",
    "station/orders/",
    "station/returns/",
    "station/slips/",
    "ui/demo/",
    "printing/layouts/samples.py",
)
HAN = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"[\u3400-\u9fff].*[。，！？；]|[。，！？；].*[\u3400-\u9fff]", re.DOTALL)
PATTERN = re.compile(r"[|\[\]\\]|\(\?")  # a regular expression is data, nobody reads it to a packer
ENGLISH = re.compile(r"[A-Za-z]{2}")
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\brgba?\(")
HEAVY = {"cv2", "numpy", "onnxruntime", "rapidocr", "reportlab"}


def test_no_file_is_longer_than_one_can_read() -> None:
    found = [f"{place(path)} {n}" for path in everything() if (n := path.read_text().count("\n")) > LONGEST]
    assert not found, _list("split what does not change together", found)


def test_the_door_is_small_and_nobody_comes_in_by_it() -> None:
    assert (ROOT / "main.py").read_text().count("\n") <= 120
    importers = [place(path) for path in program() if "main" in _imported(path)]
    assert importers == []
    assert {name.split(".")[0] for name in _imported(ROOT / "main.py")} & {"printing", "scanners"} == set()


def test_every_module_says_what_it_is_for() -> None:
    empty = [
        path for path in everything() if path.name == "__init__.py" and "tests" in path.parts and not tree(path).body
    ]
    found = [place(path) for path in everything() if path not in empty and not ast.get_docstring(tree(path))]
    assert not found, _list("say it in three to ten lines at the top", found)


@pytest.mark.parametrize(("room", "thing"), EXTENSIONS.items())
def test_every_extension_has_its_mirrored_test(room: str, thing: str) -> None:
    files = [path for path in (ROOT / room).glob("*.py") if defines(path, thing)]
    untested = [
        place(path)
        for path in files
        if not any((ROOT / "tests" / room / f"test_{name}.py").exists() for name in {path.stem, path.stem.rstrip("_")})
    ]
    assert not untested, _list(f"write tests/{room}/test_<name>.py", untested)


@pytest.mark.parametrize("path", [path for path in program() if path.name != "__init__.py"], ids=place)
def test_names_of_files_say_what_is_in_them(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools"}
    assert not path.stem.endswith(("_utils", "_helpers", "_manager"))


def test_only_door_and_worker_catch_everything() -> None:
    found = [
        f"{place(path)}:{node.lineno}"
        for path in program()
        if place(path) not in CATCH_ALL
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and not _raises_again(node)
    ]
    assert not found, _list("catch what can happen; main.py and ui/jobs.py catch the rest", found)


def test_nobody_sleeps_but_device_threads() -> None:
    found = [
        f"{place(path)}:{call.lineno}"
        for path in program()
        if place(path) not in MAY_SLEEP and not place(path).startswith(MAY_SLEEP_ROOMS)
        for name, call in calls(path)
        if name in {"time.sleep", "sleep"} or name.endswith(("QThread.msleep", "processEvents"))
    ]
    assert not found, _list("wait for an event or a timer instead", found)


def test_one_clock_tells_the_time() -> None:
    found = [
        f"{place(path)}:{call.lineno} {name}"
        for path in program()
        if place(path) != "station/clock.py"
        for name, call in calls(path)
        if name.removeprefix("datetime.") in WALL_CLOCK or name in WALL_CLOCK
    ]
    assert not found, _list("take a station.clock.Clock", found)


def test_colours_come_from_the_theme() -> None:
    found = [
        f"{place(path)}:{line} {text[:60]!r}"
        for path in program()
        if place(path).startswith("ui/") and not place(path).startswith("ui/theme/")
        for line, text in literals(path)
        if COLOUR.search(text)
    ]
    found += [
        f"{place(path)}:{call.lineno} {name}"
        for path in program()
        if place(path).startswith("ui/") and not place(path).startswith("ui/theme/")
        for name, call in calls(path)
        if name.endswith(("QColor", "QColor.fromRgb")) and call.args and all(_plain(value) for value in call.args)
    ]
    assert not found, _list("name the colour in ui/theme", found)


def test_chinese_sentences_live_in_the_catalogue() -> None:
    found = [
        f"{place(path)}:{line} {text[:40]!r}"
        for path in program()
        if not place(path).startswith(CHINESE_DATA)
        for line, text in literals(path)
        if not PATTERN.search(text) and (SENTENCE.search(text) or len(HAN.findall(text)) > 14)
    ]
    assert not found, _list('write _("English") and add its Chinese with installer.translate', found)


def test_what_is_translated_is_one_whole_english_sentence() -> None:
    found = []
    for path in program():
        for name, call in calls(path):
            if name in {"_", "ngettext", "text._", "text.ngettext"}:
                said = call.args[: 2 if name.endswith("ngettext") else 1]
                if not all(isinstance(one, ast.Constant) and ENGLISH.search(str(one.value)) for one in said):
                    found.append(f"{place(path)}:{call.lineno} {ast.unparse(call)[:60]}")
    assert not found, _list("the catalogue is keyed by literal English", found)


def test_no_error_speaks_chinese_past_the_catalogue() -> None:
    found = [
        f"{place(path)}:{node.lineno}"
        for path in program()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        for value in ast.walk(node.exc)
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and _chinese(value.value)
    ]
    assert not found, _list('errors carry _("English")', found)


def test_the_window_starts_light() -> None:
    """The window must be there at once: OCR, cv2, PDF and numbers are loaded when they are needed."""
    if not (ROOT / "ui/commands/run.py").exists():
        return  # no window yet, nothing to weigh
    assert _loaded_by("import ui.commands.run") & (HEAVY | {"PySide6", "sqlalchemy"}) == set()


def test_the_command_line_starts_without_qt() -> None:
    """``--help`` loads every command; what a command needs it imports when it runs."""
    everything_loaded = (
        "from station import registry; from importlib import import_module\n"
        "for name in registry.names('ui.commands'): import_module(f'ui.commands.{name}')"
    )
    assert _loaded_by(everything_loaded) & (HEAVY | {"PySide6"}) == set()


def _list(rule: str, found: list[str]) -> str:
    return "\n  ".join([rule, *found])


def _loaded_by(statement: str) -> set[str]:
    report = f"{statement}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    child = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(child.stdout.split())


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def _catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(kind) in {"Exception", "BaseException"} for kind in kinds)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _chinese(text: str) -> bool:
    """Return whether the text is Chinese, not English that quotes a Chinese word."""
    return bool(HAN.search(text)) and not ENGLISH.search(text)


def _plain(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str | int)
