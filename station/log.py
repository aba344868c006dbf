"""The rotating log: one event a line, ``key=value``, ids yes, people never.

What people wrote never gets through: of an error only its kind, its code and the places in the program are told, never
its words (they quote what they failed on: a name, a street, a file called after somebody); of other values everything
that is not plain ASCII is starred, and mobile numbers too. Only sentences marked ``Ours`` keep their Chinese. Libraries
speak from warnings on, their long numbers starred. ``uncaught`` does the same for what nobody caught, which otherwise
goes to stderr with all its words, and from there into the journal of a service.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import time
import traceback
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Any

from station.errors import StationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)[- ]?\d{4}[- ]?\d{2}(\d{2})(?!\d)")
_WORDS = re.compile(r"[^\x00-\x7f]+")
_LONG = re.compile(r"\d{7,}")
_OURS = frozenset({"packbench", "station", "printing", "scanners", "ui", "qt", "__main__"})
_ErrorInfo = tuple[type[BaseException], BaseException, "TracebackType | None"] | tuple[None, None, None]


class Ours(str):
    """A sentence of the program's own: it may stand in the log as it is (what ``_`` gave, without values of people)."""

    __slots__ = ()


class Discreet(logging.Formatter):
    """Formats a line that names nobody."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and below it the kinds and places of an error."""
        said = logging.makeLogRecord({**record.__dict__, "msg": _said(record), "args": None, "exc_text": None})
        return super().format(said)

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802 - logging's name
        """Return kinds and places, never words."""
        return told(ei[1]) if ei[1] is not None else ""


def told(error: BaseException) -> str:
    """Return what may be written down of an error: kinds, codes and places, of what caused it too."""
    return "\n".join(_links(error, "", set()))


def start(folder: Path, *, level: int = logging.INFO) -> Path:
    """Write the log to ``folder/packbench.log`` (5 files of 5 MB) and return that path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "packbench.log"
    handler = RotatingFileHandler(path, maxBytes=5_000_000, backupCount=5, encoding="utf-8", delay=True)
    handler.setFormatter(Discreet("%(asctime)sZ %(levelname)s %(name)s %(message)s"))
    handler.addFilter(lambda record: _is_ours(record) or record.levelno >= logging.WARNING)
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one, RotatingFileHandler)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(level)
    return path


def uncaught() -> None:
    """Write errors nobody caught into the log and to stderr without their words; for the process of the program."""
    logging.raiseExceptions = False  # else a broken log line prints its values
    sys.excepthook = lambda _kind, error, _trace: _tell(error)
    sys.unraisablehook = lambda given: _tell(given.exc_value)
    threading.excepthook = lambda given: _tell(given.exc_value)


def _tell(error: BaseException | None) -> None:
    if error is None or isinstance(error, SystemExit):
        return
    logging.getLogger("packbench").critical("uncaught", exc_info=error)
    if sys.stderr is not None:  # a windowed program has none
        sys.stderr.write(f"{told(error)}\n")


def _links(error: BaseException, word: str, seen: set[int]) -> Iterator[str]:
    """Give the lines of an error, of the errors in a group, and of what it came from, hidden (``from None``) or not."""
    if id(error) in seen:
        return
    seen.add(id(error))
    yield f"{word}{_kind(error)}"
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"  at {_WORDS.sub('*', frame.f_globals.get('__name__', '?'))}:{line} {frame.f_code.co_name}"
    for one in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
        yield from _links(one, "with ", seen)
    before = error.__cause__ or error.__context__
    if before is not None:
        yield from _links(before, "from ", seen)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    facts = {
        "code": error.code if isinstance(error, StationError) else None,
        "errno": error.errno if isinstance(error, OSError) else None,
        "sqlstate": getattr(error, "sqlstate", None),
        "sqlite": getattr(error, "sqlite_errorname", None),
    }
    return " ".join([name, *(f"{key}={value}" for key, value in facts.items() if value is not None)])


def _said(record: logging.LogRecord) -> str:
    ours = _is_ours(record)
    template = str(_safe(record.msg, ours=ours))
    given: Any = record.args
    try:
        if isinstance(given, dict):
            return template % {key: _safe(value, ours=ours) for key, value in given.items()}
        return template % tuple(_safe(value, ours=ours) for value in given) if given else template
    except (TypeError, ValueError, KeyError):
        return template


def _safe(value: Any, *, ours: bool) -> Any:
    if value is None or isinstance(value, (int, float, Ours)):
        return value
    if isinstance(value, BaseException):
        return _kind(value)
    if not isinstance(value, str):
        return type(value).__name__
    text = _WORDS.sub("*", _PHONE.sub(r"\1******\2", value))
    return text if ours else _LONG.sub("*", text)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in _OURS
