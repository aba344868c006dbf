"""When an item may be green: everything must agree, for a wrong green becomes a wrong parcel.

All of: catalogue code with a clear lead over its neighbours, explained by the ink about as well as the free reading,
no letters left over, the written name agrees, the readings agree, the digits of the quantity certain (SLIPS.md
section 8). Thresholds were swept over the practice slips and own drawn ones; see decision 0005 for what that is worth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from station.slips.match import plain
from station.slips.quantity import LEAD
from station.slips.tokens import latin

if TYPE_CHECKING:
    from station.slips.items import RowItem
    from station.slips.match import Match

MARGIN, INK_MARGIN, LOSS = 5.0, 1.0, 3.0
LONGER_MARGIN = 8.0  # where another code goes on: its last letter may be lost in the border of the next column
ALIKE_LOSS = 9.0
NAMED_LOSS, NAMED_LEAST = 6.0, 4  # where the written name, of so many letters, says the same
KNOWN_LOSS = 11.0  # beyond this the ink says something that is not in the catalogue
NAME_FAR = 0.34
NAME_SAME = 0.2
USUAL_MOST = 999
_ALIKE = str.maketrans("ODQZILSBG", "000211586")
SEVEN, SEVEN_LEAD = "7", 4.0  # many hands write a 1 with a flag: three readers took 12 for 72, by a lead of 3


def doubts(item: RowItem, match: Match | None) -> tuple[str, ...]:
    """Return why a person must look; empty for green."""
    if match is None:
        return ("unknown_code",)
    found = []
    counted = item.quantity
    if match.margin < (LONGER_MARGIN if match.extended else MARGIN) or match.ink_margin < INK_MARGIN:
        found.append("close_codes")
    if not _clear(match, item.code.text, name=item.name):
        found.append("code_unclear")
    if counted.value is None or counted.lead < LEAD or counted.extra:
        found.append("quantity_unclear")
    elif SEVEN in str(counted.value) and counted.lead < SEVEN_LEAD:
        found.append("one_or_seven")
    elif counted.value > USUAL_MOST:
        found.append("quantity_unusual")
    if item.extra or (item.run_on and match.extended):  # the code's last letter may have gone to the quantity
        found.append("extra_letters")
    if item.code.line.struck:
        found.append("crossed_out")
    if item.name and name_far(item.name, match.candidates[0].name) > NAME_FAR:
        found.append("other_name")
    return tuple(found)


def certain(item: RowItem, match: Match) -> bool:
    """Return whether a code is so certain that its figures show how this hand forms them, however odd they look."""
    read = latin(item.code.text)
    ahead = match.margin >= MARGIN and match.ink_margin >= INK_MARGIN
    near = Levenshtein.distance(folded(read), folded(match.candidates[0].code)) <= 1
    return ahead and near and known(match, read, name=item.name) and not item.code.line.struck


def misread(read: str, code: str) -> set[str]:
    """Return the figures that were read where the code has another: this hand's 4 was taken for a 9."""
    pairs = zip(plain(read), plain(code), strict=False)
    same = len(plain(read)) == len(plain(code))
    return {one for one, two in pairs if same and one != two and one.isdigit() and two.isdigit()}


def measures(item: RowItem, match: Match | None) -> dict[str, float | None]:
    """Return what decides between green and amber, so that other leads can judge it again (``leads.py``)."""
    if match is None:
        return {}
    counted = item.quantity
    unclear = counted.value is None or counted.extra
    return {
        "code": round(match.margin, 2),
        "ink": round(match.ink_margin, 2),
        "extended": float(match.extended),
        "quantity": None if unclear else round(counted.lead, 2),
    }


def _clear(match: Match, read: str, *, name: str) -> bool:
    """Return whether the ink says the best code; letters may look like digits, ``2B`` for ``ZB``."""
    best = match.candidates[0]
    away = Levenshtein.distance(folded(read), folded(best.code))
    named = len(name) >= NAMED_LEAST and name_far(name, best.name) <= NAME_SAME
    return match.loss <= (ALIKE_LOSS if away == 0 else NAMED_LOSS if named else LOSS) and away <= 1


def known(match: Match | None, read: str, *, name: str = "") -> bool:
    """Return whether the ink may be taken for the best candidate at all."""
    if match is None or not match.candidates:
        return False
    if name and name_far(name, match.candidates[0].name) <= NAME_SAME:
        return match.loss <= KNOWN_LOSS * 2.5 and match.distance <= max(3, len(read) // 2)
    if folded(read) == folded(match.candidates[0].code):
        return match.loss <= KNOWN_LOSS * 2.5
    return match.loss <= KNOWN_LOSS and match.distance <= max(2, len(read) // 3)


def folded(code: str) -> str:
    """Return a code with letters and digits that are written alike made the same."""
    return plain(code).translate(_ALIKE)


def name_far(read: str, name: str) -> float:
    """Return how far a written name is from a SKU's, 0 to 1."""
    return float(Levenshtein.normalized_distance(read, name)) if name else 0.0
