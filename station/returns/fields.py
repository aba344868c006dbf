"""Return texts written as a form: 【诉求】换货【规格】XL, 售后类型=换货；目标规格=120, 诉求：换货-颜色-由黑改白.

Service staff and export files write so. The field that names the wish outweighs everything written under a reason, and
what stands under a specification is what is wanted unless its name says it is the old one (原规格).
The field names are data in ``words.py``. Called by ``intent.classify``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from station.returns.words import REASON_FIELDS, SPEC_FIELDS, WISH_FIELDS


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: ``kind`` is wish, reason, spec or old; the value stands at ``start:end``."""

    kind: str
    start: int
    end: int


def _names(*groups: tuple[str, ...]) -> str:
    return "|".join(sorted((re.escape(name) for group in groups for name in group), key=len, reverse=True))


_OLD = r"(?:原|旧|现|购买|已购|下单|收到|实收|错发|误发|当前|原先|原来)的?"
_HEAD = re.compile(
    rf"[\[【(<](?P<boxed>(?P<boxed_old>{_OLD})?(?:{_names(WISH_FIELDS, REASON_FIELDS, SPEC_FIELDS)}))[\]】)>]\s*[:=]?|"
    rf"(?<![一-鿿a-z])(?P<bare>(?P<bare_old>{_OLD})?(?:{_names(WISH_FIELDS, REASON_FIELDS, SPEC_FIELDS)}))"
    r"\s*(?:[:=]|->|→|是[:])"
)


def fields(text: str) -> list[Field]:
    """Return the form's fields in order; empty when the text is no form."""
    heads = list(_HEAD.finditer(text))
    found = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        found.append(Field(_kind(head), head.end(), end))
    return found


def _kind(head: re.Match[str]) -> str:
    name = head["boxed"] or head["bare"]
    if head["boxed_old"] or head["bare_old"]:
        return "old"
    if name in WISH_FIELDS:
        return "wish"
    return "reason" if name in REASON_FIELDS else "spec"
