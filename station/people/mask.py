"""What may stand on a screen or in a message instead of a name, phone or address.

Privacy by default (DOMAIN.md 3.4): the first character of a name, 3 and 2 digits of a phone, the address down to the
district. A platform's own mask (``138****0001``) or ciphertext (``$…$``) passes as it is: it hides enough already.
Called by intake (stored masks), packing, labels and notices. Showing more is a reveal, which is audited.
"""

from __future__ import annotations

import re

from station.address.phone import PhoneKind, parse_phone

_CIPHER = re.compile(r"(\$.*\$|~.*~|\$\$.+|##.+)", re.DOTALL)
_FEW_DIGITS = 7  # what a mask may leave readable


def mask_name(name: str) -> str:
    """Return the first character and two stars: ``李**``, whatever the length."""
    bare = name.strip()
    if not bare or _CIPHER.fullmatch(bare) or _hides_name(bare):
        return bare
    return f"{bare[0]}**"


def mask_phone(phone: str) -> str:
    """Return ``138******01``; a virtual number's extension is hidden whole."""
    bare = phone.strip()
    parsed = parse_phone(phone)
    if parsed.kind in (PhoneKind.NONE, PhoneKind.CIPHER):
        return parsed.text
    if "*" in bare and sum(sign.isdigit() for sign in bare) <= _FEW_DIGITS:
        return bare
    if parsed.kind == PhoneKind.VIRTUAL:
        return f"{_stars(parsed.text.partition('-')[0])}-****"
    return _stars(parsed.text)


def is_cipher(text: str) -> bool:
    """Tell whether a platform's ciphertext stands where a name or phone should."""
    return _CIPHER.fullmatch(text.strip()) is not None


def mask_address(province: str, city: str = "", district: str = "") -> str:
    """Return the region down to the district, and stars for the rest: ``浙江省 绍兴市 柯桥区 ***``."""
    parts = [part for part in (province, city, district) if part]
    shown = [part for place, part in enumerate(parts) if part not in parts[:place]]
    return " ".join([*shown, "***"]) if shown else ""


def _hides_name(name: str) -> bool:
    stars = name.count("*")
    return stars > 0 and stars * 2 >= len(name) - stars


def _stars(number: str) -> str:
    if len(number) <= 5:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
