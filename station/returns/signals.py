"""Phrases found in a plain text: which kind, where, and whether the writer says no to it.

The longest phrase wins (换地址 hides 换), then the first. A wish is refused when a "no" stands right before it, with
nothing but fillers between (不要再给我换), or when it continues a refused one (不接受退货和换货). ``decide.py`` decides
with these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from station.returns.words import PHRASES, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WISHES = frozenset(
    {
        Kind.EXCHANGE,
        Kind.SEND_AGAIN,
        Kind.GIVE,
        Kind.RETURN,
        Kind.SEND_BACK,
        Kind.MONEY,
        Kind.DROP,
        Kind.BOTH,
        Kind.ONLY_MONEY,
        Kind.PART_MONEY,
        Kind.REPAIR,
        Kind.RESEND,
    }
)
BREAK = ",.;!?:，。；！？：\n"  # where a clause ends
_FIRST = frozenset({Kind.PART_MONEY, Kind.ONLY_MONEY, Kind.KEEP, Kind.NOISE})  # of two equally long phrases
_GAP = r"[^,.;!?:\n换退修寄不没别无未]{0,4}?"
_NUMBER = r"\d+(?:\.\d+)?"
_NO = re.compile(
    r"(?:(?<![能可要是会用想得])不|(?<=是)不(?!是)|(?<=想)不(?!想)|(?<=用)不(?!用)|(?<=会)不(?!会)|(?<=可)不(?!可)|别(?!人|的)|甭|勿|莫|无需|无须|毋需|没(?:有|说|要求|让|叫|打算|想|要|提)?|未(?:要求|申请|提出)?|并非|(?<!无)非(?!常)|"
    r"拒绝|放弃|懒得|谢绝|免(?!费)|no\s|not\s|don't\s|do not\s|without\s)"
    r"(?:是|要|用|想|需|需要|必|必要|再|给|我|帮|去|做|走|选|申请|办理?|安排|接受|同意|打算|愿意?|肯|考虑|支持|希望|说|能|可以|可|准备|搞|来|让|你们?|商家|卖家|店家|进行|提供|坚持|要求|过|麻烦|任何|一切|所有|其他|"
    r"的|这个|那个|什么|认可|认|叫|跟我说|跟我提|推荐|提|谈|赞成|答应|a|an|the|want|to|need|for|any|\s)*$"
)
_EDGES = {"货": r"(?<![换退调发收送补])"}  # 货不退 must not start inside 换货
_JOINED = re.compile(r"^(?:和|或|或者|与|跟|、|及|以及|并|/|or|and|\s)*$")


@dataclass(frozen=True, slots=True)
class Signal:
    """One phrase found."""

    kind: Kind
    start: int
    end: int
    words: str
    refused: bool = False


def signals(text: str, phrases: Mapping[Kind, Sequence[str]] = PHRASES) -> list[Signal]:
    """Return the signals of a plain text in order."""
    found = [
        Signal(kind, match.start(), match.end(), match.group())
        for kind, pattern in _patterns(_frozen(phrases))
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    found.sort(key=lambda one: (one.start - one.end, one.start, one.kind not in _FIRST))
    taken = bytearray(len(text))
    kept = []
    for one in found:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    kept.sort(key=lambda one: one.start)
    return _with_refusals(text, kept)


def _with_refusals(text: str, found: list[Signal]) -> list[Signal]:
    out: list[Signal] = []
    for one in found:
        refused = False
        if one.kind in WISHES or one.kind is Kind.OPEN:
            refused = bool(_NO.search(text[max(0, one.start - 16) : one.start]))
            before = next((other for other in reversed(out) if other.kind is not Kind.NOISE), None)
            if before and before.refused and before.kind in WISHES:
                refused = refused or (bool(_JOINED.match(text[before.end : one.start])) and before.end < one.start)
        out.append(Signal(one.kind, one.start, one.end, one.words, refused))
    return out


def _frozen(phrases: Mapping[Kind, Sequence[str]]) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
    return _BUILT_IN if phrases is PHRASES else tuple((kind, tuple(rows)) for kind, rows in phrases.items() if rows)


_BUILT_IN = tuple((kind, tuple(rows)) for kind, rows in PHRASES.items())


@cache
def _patterns(phrases: tuple[tuple[Kind, tuple[str, ...]], ...]) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile("|".join(compiled(row) for row in sorted(rows, key=len, reverse=True))))
        for kind, rows in phrases
    )


def compiled(phrase: str) -> str:
    """Return the regular expression of one phrase of the tables."""
    out = []
    for part in re.split(r"(\([^)]*\)|…|#)", phrase):
        if part == "…":
            out.append(_GAP)
        elif part == "#":
            out.append(_NUMBER)
        elif part.startswith("(") and part.endswith(")"):
            choices = sorted(part[1:-1].split("/"), key=len, reverse=True)
            out.append("(?:" + "|".join(_NUMBER if one == "#" else re.escape(one) for one in choices) + ")")
        else:
            edge = r"(?<![a-z])" if part[:1].isascii() and part[:1].isalpha() else _EDGES.get(part[:1], "")
            tail = r"(?![a-z])" if part[-1:].isascii() and part[-1:].isalpha() else ""
            out.append(edge + re.escape(part) + tail)
    return "".join(out)
