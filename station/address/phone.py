"""Phone numbers as channels and people write them: real, virtual with extension, masked, or platform ciphertext.

Virtual numbers (platforms hide the buyer's) are eleven digits and a four-digit extension, written
``18400000000-1234``, ``18400000000转1234`` or ``18400000000,1234``; the extension must survive or the courier cannot
call. Masks (``138****0001``) and ciphertext (``$…$``, ``~…~``, ``$$…``, ``##…``) are kept as they are. DOMAIN.md 3.3
has the forms.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class PhoneKind(StrEnum):
    """What a phone number can be used for."""

    NONE = "none"
    MOBILE = "mobile"
    LANDLINE = "landline"
    VIRTUAL = "virtual"
    MASK = "mask"
    CIPHER = "cipher"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number; ``text`` is the normal form, ``real`` tells whether it identifies a person."""

    text: str
    kind: PhoneKind

    @property
    def real(self) -> bool:
        """Whether the same person has the same number next time."""
        return self.kind in {PhoneKind.MOBILE, PhoneKind.LANDLINE}

    @property
    def complete(self) -> bool:
        """Whether a courier can call it: a virtual number and a service line too."""
        return self.real or self.kind is PhoneKind.VIRTUAL or _FREE.match(self.text) is not None


_CIPHER = re.compile(r"^(\$.*\$|~.*~|\$\$.+|##.+)$", re.DOTALL)
_EXTENSION = r"(?:\s*(?:-|转|,|，|ext\.?|#|_)\s*(\d{1,6}))"
_MOBILE = re.compile(r"^(1[3-9]\d{9})" + _EXTENSION + r"?$", re.IGNORECASE)
_LANDLINE = re.compile(r"^\(?(0\d{2,3})\)?-?(\d{3,4}-?\d{4})(?:(?:-|转|,|ext\.?|#)(\d{1,6}))?$", re.IGNORECASE)
_MASK = re.compile(r"^[\d*Xx]{6,15}(?:-[\d*]{1,6})?$")
_COUNTRY = re.compile(r"^(?:\(?(?:\+|00)86\)?|86(?=-?1[3-9]\d))[-\s]*")
_MOBILE_SPACED = re.compile(
    r"^1[3-9]\d(?:[-.]\d{4}[-.]\d{4}|[-.]\d{3}[-.]\d{5}|[-.]\d{8}|\d[-.]\d{3}[-.]\d{4}|\d[-.]\d{4}[-.]\d{3})(?!\d)"
)
_FREE = re.compile(r"^(?:400|800)-?\d{3,4}-?\d{3,4}$")

_SPACED = (
    r"1[3-9]\d{9}|1[3-9]\d[-\s.]\d(?:\d{3}[-\s.]\d{4}|\d{2}[-\s.]\d{5}|\d{7})"
    r"|1[3-9]\d\d[-\s.]\d(?:\d{2}[-\s.]\d{4}|\d{3}[-\s.]\d{3})"
)
IN_TEXT = re.compile(
    r"(?<![\dA-Za-z*])(?:\(?(?:\+|00)86\)?[-\s]?|86[-\s]?(?=1[3-9]))?"
    rf"(?:(?:{_SPACED})(?:\s?(?:-|转|分机|ext\.?)\s?\d{{3,6}}(?!\d)|[,，]\d{{4}}(?=$|[\s,，;；]))?"
    r"|1[3-9]\d\*{4,6}\d{2,4}(?:-\d{3,4})?"
    r"|\(?0\d{2,3}\)?[-\s]?\d{3,4}[-\s]?\d{4}(?:\s?(?:-|转|分机|ext\.?|#)\s?\d{1,6}(?!\d))?"
    r"|[48]00-?\d{3,4}-?\d{3,4})(?![\d*])",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)  # an order's is asked for its mask and its buyer
def parse_phone(text: str) -> Phone:
    """Return the number in normal form and what kind it is; never fails."""
    kept = text.strip().lstrip("'").strip()
    if not kept:
        return Phone("", PhoneKind.NONE)
    if _CIPHER.match(kept):
        return Phone(kept, PhoneKind.CIPHER)
    folded = unicodedata.normalize("NFKC", kept)
    if "*" in folded and _MASK.match(folded.replace(" ", "")):
        return Phone(folded.replace(" ", ""), PhoneKind.MASK)
    return _number(folded) or Phone(kept, PhoneKind.OTHER)


def _number(folded: str) -> Phone | None:
    bare = _COUNTRY.sub("", folded.replace(" ", "").replace("分机", "转"))
    spaced = _MOBILE_SPACED.match(bare)
    compact = re.sub(r"[-.]", "", spaced.group()) + bare[spaced.end() :] if spaced else bare
    mobile = _MOBILE.match(compact)
    if mobile:
        if mobile.group(2):
            return Phone(f"{mobile.group(1)}-{mobile.group(2)}", PhoneKind.VIRTUAL)
        return Phone(mobile.group(1), PhoneKind.MOBILE)
    landline = _LANDLINE.match(compact)
    if landline:
        area, number, extension = landline.groups()
        return Phone(f"{area}-{number.replace('-', '')}" + (f"-{extension}" if extension else ""), PhoneKind.LANDLINE)
    return Phone(compact, PhoneKind.OTHER) if _FREE.match(compact) else None
