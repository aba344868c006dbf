"""EMS and China Post: two letters, eight digits, a check digit, CN (UPU standard S10); 13 digits for home parcels.

The check digit is that of S10: the eight digits times 8 6 4 2 3 5 9 7, the sum modulo 11 taken from 11; 10 is written
0 and 11 is written 5. The 13 digits have no published check.
"""

from station.carriers.base import Carrier

_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def _check(number: str) -> bool:
    if number.isdigit():
        return True
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(number[2:10], _WEIGHTS, strict=True)) % 11
    return int(number[10]) == {10: 0, 11: 5}.get(rest, rest)


carrier = Carrier(
    names=("EMS", "邮政", "中国邮政", "邮政快递包裹", "邮政EMS"),
    pattern=r"[A-Z]{2}[0-9]{9}[A-Z]{2}|(?:1[0-3]|5[01]|9[0-9])[0-9]{11}",
    example="EA000000005CN",
    check=_check,
)
