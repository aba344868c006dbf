"""Looks for people in what a program leaves behind: every way a name, phone or street can be written into a file.

Each word is looked for as UTF-8, GBK and UTF-16 (both orders), as a JSON escape and as a web address writes it; in raw
bytes (freed pages and journals of a database too), in every cell of every table as it is stored, and inside what is
packed: zip (workbooks), gzip, the text of a PDF. Used by ``test_traces.py``.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np
import pypdfium2
from pysqlite3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_WINDOW = 4  # bytes: the shortest word, two characters in GBK
_SQLITE = b"SQLite format 3\0"
_PNG = b"\x89PNG\r\n\x1a\n"


def traces(folder: Path, words: Iterable[str]) -> list[str]:
    """Return ``file: word`` for each word found in each file below a folder, its name included."""
    forms = _forms(words)
    found = set()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = str(path.relative_to(folder))
        for inside, data in ((name, name.encode()), *_contents(name, path)):
            found |= {f"{inside}: {word}" for word in _search(data, forms)}
    return sorted(found)


def _forms(words: Iterable[str]) -> dict[bytes, str]:
    forms: dict[bytes, str] = {}
    for word in words:
        escaped = word.encode("ascii", "backslashreplace")
        named = "".join(f"&#{ord(sign)};" for sign in word).encode()
        forms |= dict.fromkeys((*(word.encode(one) for one in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")),), word)
        forms |= dict.fromkeys((escaped, quote(word).encode(), quote(word, encoding="gb18030").encode(), named), word)
    return forms


def _search(data: bytes, forms: dict[bytes, str]) -> Iterator[str]:
    """Give the words in these bytes: windows of four bytes that begin a word are looked at whole."""
    starts: dict[bytes, list[bytes]] = {}
    for form in forms:
        starts.setdefault(form[:_WINDOW], []).append(form)
    keys = np.array([int.from_bytes(start, "little") for start in starts if len(start) == _WINDOW], dtype=np.uint32)
    for offset in range(_WINDOW):
        usable = (len(data) - offset) // _WINDOW
        windows = np.frombuffer(data, dtype="<u4", count=usable, offset=offset) if usable > 0 else keys[:0]
        for place in np.flatnonzero(np.isin(windows, keys)):
            at = offset + int(place) * _WINDOW
            for form in starts[data[at : at + _WINDOW]]:
                if data.startswith(form, at) and not _inside_a_longer_number(data, at, form):
                    yield forms[form]


def _inside_a_longer_number(data: bytes, at: int, form: bytes) -> bool:
    """Eleven digits inside a waybill or order number are no phone."""
    return form.isdigit() and (data[at - 1 : at].isdigit() or data[at + len(form) : at + len(form) + 1].isdigit())


def _contents(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    data = path.read_bytes()
    yield name, _words_of_png(data) if data.startswith(_PNG) else data
    if data.startswith(_SQLITE):
        yield from _cells(name, path)
    if data.startswith(b"PK\3\4"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from ((f"{name}/{one}", packed.read(one)) for one in packed.namelist())
    if data.startswith(b"\x1f\x8b"):
        yield f"{name} unpacked", gzip.decompress(data)
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        yield f"{name} text", re.sub(r"\s", "", text).encode()


def _words_of_png(data: bytes) -> bytes:
    """Return what a picture says of itself: its packed pixels hold every four bytes by chance."""
    said, at = b"", len(_PNG)
    while at < len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        said += b"" if kind == b"IDAT" else data[at + 8 : at + 8 + size] + b"\n"
        at += size + 12
    return said


def _cells(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    """Give every table as it is stored, a cell a line: raw pages cut long values in pieces."""
    store = dbapi2.connect(f"file:{path}?mode=ro", uri=True)
    store.text_factory = bytes
    tables = [row[0].decode() for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        rows = store.execute(f'SELECT * FROM "{table}"')
        cells = (cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)
        yield f"{name} table {table}", b"\n".join(cells)
    store.close()
