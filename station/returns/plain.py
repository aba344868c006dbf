"""A return text in plain writing: half width, small letters, simplified, known misspellings put right, fillers gone.

Buyers write 換貨, 环货, huanhuo and 嗯那个换货; service staff paste all of it. Every character of the plain text
remembers where it stood, so the wanted size or colour is handed on exactly as the buyer wrote it (淺灰, not 浅灰).
Called by ``intent.classify`` only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from station.returns.spelling import CHARACTERS, FILLERS, SPELLINGS

LONGEST = 400  # a text is read from both ends up to here: the wish stands first or last

_ARROWS = str.maketrans("➡⇒➜➔⟶", "→→→→→")
_CHARACTERS = {ord(old): new for old, new in zip(CHARACTERS[0], CHARACTERS[1], strict=True)}
_SPELLINGS = tuple((re.compile(pattern), right) for pattern, right in SPELLINGS)
_FILLERS = re.compile(FILLERS)
_UNSEEN = re.compile("[\u200b-\u200f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_REPEATED = re.compile(r"([^\d\s]{1,8}?)\1{3,}")  # 退退退退退退: three are enough
_SPACED = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
_LETTERED = re.compile(r"(?:(?<=^)|(?<=\s))(?:[一-鿿]\s+){2,}[一-鿿](?=\s|$)")
_ODD = re.compile(r"[^\w\s.,;:!?/*×+\-=#%&()\[\]【】<>→~'\"]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain text and where each of its characters stood."""

    text: str
    raw: str
    places: tuple[int, ...]

    def written(self, start: int, end: int) -> str:
        """Return the original writing of a stretch of the plain text."""
        if start >= end:
            return ""
        return self.raw[self.places[start] : self.places[end - 1] + 1].strip()


def plain(raw: str) -> Plain:
    """Return the text in plain writing."""
    if len(raw) > LONGEST:
        raw = raw[: LONGEST // 2] + "\n" + raw[-LONGEST // 2 :]
    text = "".join(_character(letter) for letter in raw)
    places = list(range(len(text)))
    text, places = _replace(_UNSEEN, "", text, places)
    text, places = _replace(_REPEATED, r"\1\1\1", text, places)
    text, places = _replace(_LETTERED, "", text, places, inside=r"\s+")
    text, places = _replace(_SPACED, ",", text, places)
    text, places = _replace(_FILLERS, "", text, places)
    for pattern, right in _SPELLINGS:
        text, places = _replace(pattern, right, text, places)
    return Plain(text, raw, tuple(places))


def _character(letter: str) -> str:
    wide = unicodedata.normalize("NFKC", letter)
    one = wide if len(wide) == 1 else letter
    one = one.translate(_CHARACTERS).translate(_ARROWS)
    small = one.lower()
    one = small if len(small) == 1 else one
    return "," if _ODD.match(one) else one


def _replace(
    pattern: re.Pattern[str], right: str, text: str, places: list[int], *, inside: str = ""
) -> tuple[str, list[int]]:
    """Replace each match by ``right``, or with ``inside`` only what matches that within it; keep the places."""
    if not pattern.search(text):
        return text, places
    out: list[str] = []
    kept: list[int] = []
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        out.append(text[last:start])
        kept += places[last:start]
        if inside:
            stays = [spot for spot in range(start, end) if not text[spot].isspace()]
            out.append("".join(text[spot] for spot in stays))
            kept += [places[spot] for spot in stays]
        else:
            new = match.expand(right)
            out.append(new)
            kept += [places[min(start + spot, end - 1)] for spot in range(len(new))]
        last = end
    out.append(text[last:])
    kept += places[last:]
    return "".join(out), kept
