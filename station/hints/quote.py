"""Customers' words made fit for a card, a label and a voice.

What people type is data from outside: it may hold control characters, direction overrides, towers of accents, emoji
no font has, markup, phone numbers. What is left is one line of at most 60 characters that cannot break a layout.
"""

from __future__ import annotations

import re
import unicodedata

LIMIT = 60
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"})
_FIRST_PICTURE = 0x2600  # symbols from here on are pictures; below are ℃, №, ■
_MARKUP = str.maketrans({"<": "＜", ">": "＞", "&": "＆"})
_CLAUSE = re.compile(r"[,，。;；!！?？\n\r\t|]+|\s{2,}")
_NUMBER = re.compile(r"\d(?:[\s-]?\d){6,}")


def quote(words: str, *, limit: int = LIMIT) -> str:
    """Return the words on one line, harmless, at most ``limit`` characters, cut with ``…``."""
    if not words:
        return ""
    composed = unicodedata.normalize("NFC", words[: limit * 20])
    kept = "".join(" " if sign.isspace() else sign for sign in composed if _fits(sign))
    line = _NUMBER.sub(lambda number: "*" * len(number[0]), " ".join(kept.split())).translate(_MARKUP)
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def clauses(note: str, *, limit: int = LIMIT) -> tuple[str, ...]:
    """Return the clauses of a note, each quoted; what stands between commas is one clause."""
    return () if not note else tuple(said for clause in _CLAUSE.split(note) if (said := quote(clause, limit=limit)))


def _fits(sign: str) -> bool:
    if sign.isspace():
        return True
    category = unicodedata.category(sign)
    return category not in _DROPPED and not (category == "So" and ord(sign) >= _FIRST_PICTURE)
