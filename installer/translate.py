"""Keeps the text catalogue: ``add`` one sentence, ``check`` that none is missing.

    python -m installer.translate add "Scan the order" "请扫描订单"
    python -m installer.translate check

``add`` takes a lock, so several people (or programs) may add at once. Sources are read with Babel.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "station" / "locale" / "zh_CN" / "LC_MESSAGES" / "packbench.po"
ROOMS = ("station", "printing", "scanners", "ui", "installer", "main.py")


def in_source() -> dict[Any, str]:
    """Return each message of the source with the first place it stands at."""
    found: dict[Any, str] = {}
    for name, line, message, _comments, _context in extract_from_dir(
        str(ROOT), method_map=[("**.py", "python")], directory_filter=_ours
    ):
        found.setdefault(message, f"{name}:{line}")
    return found


def problems() -> list[str]:
    """Return a line for each missing, fuzzy, stale or field-losing entry."""
    catalogue = _read()
    lines = []
    source = in_source()
    for message, place in sorted(source.items(), key=lambda item: item[1]):
        key = message[0] if isinstance(message, tuple) else message
        entry = catalogue.get(key)
        if entry is None or not entry.string or not all(_forms(entry.string)):
            lines.append(f"missing {place}: {key!r}")
        elif entry.fuzzy:
            lines.append(f"fuzzy {place}: {key!r}")
        elif any(_fields(key) ^ _fields(form) for form in _forms(entry.string)):
            lines.append(f"fields differ {place}: {key!r}")
    used = {message[0] if isinstance(message, tuple) else message for message in source}
    lines += [f"unused: {entry.id!r}" for entry in catalogue if entry.id and _key(entry.id) not in used]
    return lines


def add(english: str, chinese: str, *, plural: str | None = None) -> None:
    """Write one entry, replacing an older translation."""
    with _lock():
        catalogue = _read()
        message: Any = (english, plural) if plural else english
        catalogue.delete(english)
        catalogue.add(message, (chinese,) if plural else chinese)
        _write(catalogue)


def prune() -> int:
    """Drop entries no source uses and return how many."""
    with _lock():
        catalogue = _read()
        used = {_key(message) for message in in_source()}
        stale = [entry.id for entry in catalogue if entry.id and _key(entry.id) not in used]
        for message in stale:
            catalogue.delete(_key(message))
        _write(catalogue)
    return len(stale)


def _key(message: Any) -> str:
    return str(message[0]) if isinstance(message, tuple | list) else str(message)


def _forms(string: Any) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, tuple | list) else (string,)


def _fields(text: str) -> set[str]:
    from string import Formatter

    return {name.split(".")[0].split("[")[0] for _text, name, _spec, _conv in Formatter().parse(text) if name}


def _ours(path: str) -> bool:
    relative = Path(path).resolve().relative_to(ROOT)
    return not relative.parts or relative.parts[0] in ROOMS


def _read() -> Any:
    with PO.open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def _write(catalogue: Any) -> None:
    scratch = PO.with_suffix(".po.tmp")
    with scratch.open("wb") as stream:
        write_po(stream, catalogue, sort_output=True, no_location=True, width=110, omit_header=False)
    scratch.replace(PO)


@contextlib.contextmanager
def _lock() -> Iterator[None]:
    lock = PO.with_suffix(".lock")
    for _attempt in range(400):
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            time.sleep(0.05)
    else:
        raise TimeoutError(f"{lock.name} is held; delete it when nobody is adding")
    try:
        yield
    finally:
        lock.unlink()


def main(argv: list[str]) -> int:
    """Run one of add, check, prune."""
    parser = argparse.ArgumentParser(prog="translate", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    adding = verbs.add_parser("add")
    adding.add_argument("english")
    adding.add_argument("chinese")
    adding.add_argument("--plural")
    verbs.add_parser("check")
    verbs.add_parser("prune")
    given = parser.parse_args(argv)
    if given.verb == "add":
        add(given.english, given.chinese, plural=given.plural)
        return 0
    if given.verb == "prune":
        sys.stdout.write(f"{prune()} dropped\n")
        return 0
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
