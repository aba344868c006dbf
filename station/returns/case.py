"""The wishes of one text, sorted into those that count and those that do not.

Refused wishes (不要换), slips of the pen (误选退货), cancelled ones (换货取消), replaced ones (换货改退货)
and those only asked about (换货几天能到) do not count. ``decide.py`` asks the sorted case for wishes and facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station.returns.signals import WISHES, Signal
from station.returns.words import Kind

if TYPE_CHECKING:
    from station.returns.wanted import Wanted

K = Kind
_INSTEAD = re.compile(
    r"(?:改|变)(?:成|为|做|走|办|申请|要|主意)?|(?:更正|变更|调整|转|订正)(?:成|为|走)?|而是|实(?:际)?(?:是|为|要|诉求)*|应(?:该)?(?:为|是)|其实|现(?:在)?|最终|最后|算了|还是|诉求(?:是|为)?|"
    r"就是(?:要)?|是(?:要|想)?|走|想了想|后来|正确(?:的)?(?:是|为)|instead"
)
_FILL = re.compile(
    r"^(?:[我你给帮想要了是的再直接请麻烦就办理申请选择走把钱它货东西统统全都还是得,.;!: 为]|实际|客户|买家|改)*$"
)
MONEY = frozenset({K.MONEY, K.ONLY_MONEY, K.PART_MONEY, K.BOTH})
BACK = frozenset({K.RETURN, K.BOTH, K.SEND_BACK})
CLAUSE = ",.;!?\n"


@dataclass(slots=True)
class Case:
    """The text sorted: wishes that count, wishes refused, facts."""

    text: str
    found: list[Signal]
    want: Wanted
    live: list[Signal] = field(default_factory=list)
    dead: list[Signal] = field(default_factory=list)

    def wishes(self, *kinds: Kind) -> tuple[Signal, ...]:
        """Return the live wishes of these kinds."""
        return tuple(one for one in self.live if one.kind in kinds)

    def facts(self, *kinds: Kind) -> tuple[Signal, ...]:
        """Return the signals of these kinds that no one refused."""
        return tuple(one for one in self.found if one.kind in kinds and not one.refused)

    def refused(self, *kinds: Kind) -> tuple[Signal, ...]:
        """Return the wishes of these kinds that do not count."""
        return tuple(one for one in self.dead if one.kind in kinds)


def sort(case: Case) -> Case:
    """Fill ``live`` and ``dead`` and return the case."""
    wishes = [one for one in case.found if one.kind in WISHES]
    for one in wishes:
        dead = one.refused or _slip(case, one) or _asked(case, one) or _not_this_one(case.text, one)
        (case.dead if dead else case.live).append(one)
    case.live = _without_replaced(case.text, case.live)
    case.dead += [one for one in wishes if one not in case.live and one not in case.dead]
    return case


def _slip(case: Case, one: Signal) -> bool:
    """A wish right after a word for a slip, or right before "cancelled"."""
    for other in case.found:
        between = case.text[other.end : one.start]
        if other.kind is not K.VOID or not 0 <= one.start - other.end <= 6 or any(mark in between for mark in CLAUSE):
            continue
        if other.words == "由" and one.start != other.end:
            continue  # 由M改L names a size, 由退货改为换货 a wish
        if not any(other.end <= s.start < one.start for s in case.found if s.kind in WISHES - {K.GIVE}):
            return True
    return bool(
        re.match(
            r"(?:的)?(?:申请|单|按钮|订单)?(?:已经?)?(?:取消|作废|撤|(?:商家|卖家|店家|你们)?(?:无货|没货|缺货|没有)|点错|选错|不要了|算了|不考虑|不接受|被拒|被驳|驳回|失败|没通过|未通过|不通过|太慢|没成功|超时|已?关闭|关掉|关了|撤掉)",
            case.text[one.end : one.end + 8],
        )
    )


def _not_this_one(text: str, one: Signal) -> bool:
    """Refuses a colour, not the goods: 不要深灰色的."""
    return one.words in ("不要", "不想要", "不需要", "不要这") and bool(re.match(r"[^,.;!?了啦\n喽]", text[one.end :]))


def _asked(case: Case, one: Signal) -> bool:
    """A wish inside a question about progress."""
    return one.kind is not K.SEND_BACK and any(
        other.kind is K.PROGRESS and _near(case.text, one, other) for other in case.found
    )


def _near(text: str, one: Signal, other: Signal) -> bool:
    first, second = (one, other) if one.start <= other.start else (other, one)
    between = text[first.end : second.start]
    return len(between) <= 8 and not any(mark in between for mark in CLAUSE)


def _without_replaced(text: str, live: list[Signal]) -> list[Signal]:
    """Drop the wishes before "…改为 <wish>", when the new wish is of another family."""
    chain = [one for one in live if one.kind is not K.GIVE]
    for place in range(len(chain) - 1, 0, -1):
        one, before = chain[place], chain[place - 1]
        lead = text[before.end : one.start]
        change = list(_INSTEAD.finditer(lead))
        if change and _differ(before, one, change[-1].group()) and _FILL.match(lead[change[-1].end() :]):
            if _family(one) == "weak" or (change[-1].group() == "还是" and change[-1].start() == 0):
                continue
            return [other for other in live if other.start >= one.start]
    return live


def _family(one: Signal) -> str:
    if one.kind in (K.EXCHANGE, K.SEND_AGAIN):
        return "exchange"
    if one.kind in (K.GIVE, K.PART_MONEY, K.SEND_BACK, K.RESEND):
        return "weak"
    return "back"


def _differ(before: Signal, one: Signal, change: str) -> bool:
    """An exchange for a return, or 退货退款 "changed to" 仅退款."""
    if _family(one) != _family(before):
        return True
    return change[0] in "改更变应实调" and (before.kind in BACK) != (one.kind in BACK)
