"""Gift and bundle text in a seller's note -> things to put in the parcel (row A11).

Sellers write what the platform's fields cannot hold: ``赠品组合包：袜子x2+贴纸x1``. Each part becomes a gift line, so
that the bench shows it and packing cannot finish without it. Text that does not read as such a list is left alone.
"""

from __future__ import annotations

import re
import unicodedata

from station.orders.canonical import CanonicalLine

_LIST = re.compile(r"(赠品组合包|赠品[^\s::;,+]{0,8}|组合包|加赠|随单赠送|礼包|送)\s*[::]\s*([^\n;。|【】]+)")
_PART = re.compile(r"^(.+?)\s*(?:[xX*×]\s*(\d{1,3})|(\d{1,3})\s*[个件双张只条包份片])?$")
_SPLIT = re.compile(r"\s*[++、,&]\s*")
_LONGEST = 30
_MOST = 100_000


def gift_lines(note: str) -> tuple[CanonicalLine, ...]:
    """Return the gifts a seller's note lists."""
    lines: list[CanonicalLine] = []
    for bundle, parts in _LIST.findall(unicodedata.normalize("NFKC", note)):
        for part in filter(None, _SPLIT.split(parts.strip())):
            found = _PART.match(part)
            if found is None or len(found.group(1)) > _LONGEST:
                continue
            qty = int(found.group(2) or found.group(3) or 1)
            if 1 <= qty <= _MOST:
                lines.append(CanonicalLine(found.group(1), qty, is_gift=True, bundle=bundle))
    return tuple(lines)
