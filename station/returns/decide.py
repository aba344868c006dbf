"""The table of decisions over the signals of one return text.

First the wishes that do not count are taken out: refused (不要换), slips (误选退货), replaced (换货改退货), past (换过的).
What is left decides: mixed, conditional and undecided wishes go to a person; an exchange needs a clear exchange word;
"money back" needs to know whether goods travel: not received or kept = 仅退款, sent back or received = 退货退款.
Conventions: DOMAIN notes of docs/decisions/0007-return-texts.md. Called by ``intent.classify``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station.returns.signals import WISHES, Signal
from station.returns.words import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.returns.wanted import Wanted

EXCHANGE, REFUND, RETURN, PERSON = "换货", "仅退款", "退货退款", "待人工"
K = Kind
_INSTEAD = re.compile(
    r"(?:改|变)(?:成|为|做|走|办|申请|要|主意)?|(?:更正|变更|调整|转|订正)(?:成|为|走)?|而是|实(?:际)?(?:是|为|要|诉求)*|应(?:该)?(?:为|是)|其实|现(?:在)?|最终|最后|算了|还是|诉求(?:是|为)?|"
    r"就是(?:要)?|是(?:要|想)?|走|想了想|后来|正确(?:的)?(?:是|为)|instead"
)
_FILL = re.compile(
    r"^(?:[我你给帮想要了是的再直接请麻烦就办理申请选择走把钱它货东西统统全都还是得,.;!: 为]|实际|客户|买家|改)*$"
)
_MONEY = frozenset({K.MONEY, K.ONLY_MONEY, K.PART_MONEY, K.BOTH})
_BACK = frozenset({K.RETURN, K.BOTH, K.SEND_BACK})
_CLAUSE = ",.;!?\n"


@dataclass(frozen=True, slots=True)
class Grounds:
    """An answer, how sure, by which rule and which signals."""

    answer: str
    confidence: float
    rule: str
    because: tuple[Signal, ...] = ()


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


def decide(text: str, found: list[Signal], want: Wanted, *, complaint_is_exchange: bool = False) -> Grounds:
    """Return the answer for the signals of one text."""
    case = Case(text, found, want)
    _sort(case)
    for rule in (_withdrawn, _undecided, _exchange, _money, _goods):
        grounds = rule(case)
        if grounds is not None:
            return grounds
    return _rest(case, complaint_is_exchange=complaint_is_exchange)


def _sort(case: Case) -> None:
    wishes = [one for one in case.found if one.kind in WISHES]
    for one in wishes:
        dead = one.refused or _slip(case, one) or _asked(case, one) or _not_this_one(case.text, one)
        (case.dead if dead else case.live).append(one)
    case.live = _without_replaced(case.text, case.live)
    case.dead += [one for one in wishes if one not in case.live and one not in case.dead]


def _slip(case: Case, one: Signal) -> bool:
    """A wish right after a word for a slip, or right before "cancelled", or an exchange of the past."""
    for other in case.found:
        between = case.text[other.end : one.start]
        if other.kind is not K.VOID or not 0 <= one.start - other.end <= 6 or any(mark in between for mark in _CLAUSE):
            continue
        if not any(other.end <= s.start < one.start for s in case.found if s.kind in WISHES - {K.GIVE}):
            return True
    return bool(
        re.match(
            r"(?:的)?(?:申请|单|按钮|订单)?(?:取消|作废|撤销|撤回|点错|选错|不要了|算了|不考虑|不接受)",
            case.text[one.end : one.end + 8],
        )
    )


def _not_this_one(text: str, one: Signal) -> bool:
    """ "不要深灰色的" refuses a colour, not the goods."""
    return one.words in ("不要", "不想要", "不需要", "不要这") and bool(re.match(r"[^,.;!?了啦\n喽]", text[one.end :]))


def _asked(case: Case, one: Signal) -> bool:
    """A wish inside a question about progress."""
    return one.kind is not K.SEND_BACK and any(
        other.kind is K.PROGRESS and _near(case.text, one, other) for other in case.found
    )


def _near(text: str, one: Signal, other: Signal) -> bool:
    first, second = (one, other) if one.start <= other.start else (other, one)
    between = text[first.end : second.start]
    return len(between) <= 8 and not any(mark in between for mark in _CLAUSE)


def _without_replaced(text: str, live: list[Signal]) -> list[Signal]:
    """Drop the wishes before "…改为 <wish>", when the new wish is of another family."""
    chain = [one for one in live if one.kind is not K.GIVE]
    for place in range(len(chain) - 1, 0, -1):
        one, before = chain[place], chain[place - 1]
        lead = text[before.end : one.start]
        change = list(_INSTEAD.finditer(lead))
        if change and _differ(before, one, change[-1].group()) and _FILL.match(lead[change[-1].end() :]):
            if _family(one) == "weak" or change[-1].group() == "还是" and change[-1].start() == 0:
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
    return change[0] in "改更变应实调" and (before.kind in _BACK) != (one.kind in _BACK)


def _withdrawn(case: Case) -> Grounds | None:
    gone = case.facts(K.WITHDRAW)
    if gone and not [one for one in case.live if one.kind not in (K.GIVE, K.DROP) and one.start > gone[-1].start]:
        if case.wishes(K.EXCHANGE, K.RETURN, K.BOTH, K.ONLY_MONEY) and not _all_before(case.live, gone[-1]):
            return None
        return Grounds(PERSON, 0.9, "withdrawn", gone)
    return None


def _all_before(live: Iterable[Signal], gone: Signal) -> bool:
    return all(one.start < gone.start for one in live)


def _undecided(case: Case) -> Grounds | None:
    change = case.wishes(K.EXCHANGE, K.SEND_AGAIN)
    back = case.wishes(K.RETURN, K.BOTH, K.MONEY, K.ONLY_MONEY, K.DROP, K.PART_MONEY)
    split = case.facts(K.SPLIT)
    condition = case.facts(K.IF)
    if split and change and (back or case.wishes(K.SEND_BACK)):
        return Grounds(PERSON, 0.9, "several wishes", split + change + back)
    if condition and (change or case.dead) and back:
        return Grounds(PERSON, 0.85, "conditional", condition + change + back)
    if len(condition) > 1 and change and any(mark in one.words for one in condition for mark in "没不无否"):
        return Grounds(PERSON, 0.85, "conditional", condition + change)
    if condition and back and _leads(condition, back):
        return Grounds(PERSON, 0.7, "conditional", condition + back)
    open_ = case.facts(K.OPEN)
    if open_ and _is_open(case, open_, change + case.wishes(K.RESEND, K.REPAIR), back):
        return Grounds(PERSON, 0.85, "undecided", open_ + change + back)
    if change and back:
        return Grounds(PERSON, 0.8, "mixed", change + back)
    return None


def _leads(condition: tuple[Signal, ...], back: tuple[Signal, ...]) -> bool:
    return any(test.words[-1] in "就则" and 0 <= one.start - test.end <= 4 for test in condition for one in back)


def _is_open(case: Case, open_: tuple[Signal, ...], change: tuple[Signal, ...], back: tuple[Signal, ...]) -> bool:
    if change and back:
        return True
    if len(open_) == 1 and open_[0].words == "还是" and not any(s.start < open_[0].start for s in change + back):
        return False
    strong = [
        one
        for one in open_
        if one.words not in ("或", "或者", "还是", "or", "都行", "都可以", "随便", "看看", "建议", "优先", "哪个")
    ]
    wishes = [one for one in case.live if one.kind is not K.GIVE]
    return bool(strong) and not any(one.start > strong[-1].end and _far(case.text, strong[-1], one) for one in wishes)


def _far(text: str, one: Signal, other: Signal) -> bool:
    return any(mark in text[one.end : other.start] for mark in _CLAUSE)


def _exchange(case: Case) -> Grounds | None:
    change = case.wishes(K.EXCHANGE)
    again = case.wishes(K.SEND_AGAIN)
    give = case.wishes(K.GIVE)
    missing = case.facts(K.NOT_HERE) + case.wishes(K.RESEND, K.REPAIR)
    if change:
        if missing:
            return Grounds(PERSON, 0.6, "exchange of what is not there", change + missing)
        return Grounds(EXCHANGE, 0.97 if case.want.stated else 0.93, "exchange", change)
    if again:
        if missing and not (case.want.stated and case.facts(K.WRONG)):
            return Grounds(PERSON, 0.6, "send again", again + missing)
        return Grounds(EXCHANGE, 0.9 if case.want.stated else 0.85, "send the right one", again)
    if give and not missing and not case.wishes(*_MONEY, *_BACK, K.DROP) and _given(case, give):
        return Grounds(EXCHANGE, 0.8, "wants another", give)
    if case.want.arrow and not case.live:
        return Grounds(EXCHANGE, 0.8, "this for that", ())
    return None


def _given(case: Case, give: tuple[Signal, ...]) -> bool:
    """ "Get me a …" with a specification, after something was wrong or against another specification."""
    if not case.want.stated:
        return False
    strong = [one for one in give if one.kind is K.GIVE and re.search(r"[个件双条]$|^给|^弄|^改|instead", one.words)]
    return bool(strong) or bool(case.facts(K.WRONG, K.BROKEN)) or case.want.contrast


def _money(case: Case) -> Grounds | None:
    part, only = case.wishes(K.PART_MONEY), case.wishes(K.ONLY_MONEY)
    back = case.wishes(K.RETURN, K.BOTH)
    if only and not back:
        return Grounds(REFUND, 0.97, "refund only", only)
    if part and not back and not case.wishes(K.SEND_BACK):
        return Grounds(REFUND, 0.9, "part of the money", part)
    money = case.wishes(K.MONEY)
    keep = case.facts(K.KEEP) + case.refused(K.RETURN, K.SEND_BACK, K.BOTH)
    if money and keep and not back and not case.wishes(K.SEND_BACK):
        return Grounds(REFUND, 0.93, "money, goods stay", money + keep)
    cancel, absent = case.facts(K.CANCEL), case.facts(K.NOT_HERE) + (case.facts(K.RESEND) + case.refused(K.RESEND))
    if cancel and not back and not case.facts(K.HAVE):
        return Grounds(REFUND, 0.9, "order cancelled", cancel + absent)
    drop = case.wishes(K.DROP)
    if absent and (money or drop) and not back and not _sent_by_buyer(case, absent):
        return Grounds(REFUND, 0.92, "money, goods not here", money + drop + absent)
    spoilt = case.facts(K.SPOILT)
    if money and spoilt and not back and not case.wishes(K.SEND_BACK):
        return Grounds(REFUND, 0.75, "money for spoilt goods", money + spoilt)
    return None


def _sent_by_buyer(case: Case, absent: tuple[Signal, ...]) -> bool:
    sent = case.wishes(K.SEND_BACK)
    if any(re.search("拒收|拒签|不收|没收(?!到)|拦|没要", one.words) for one in absent):
        return False
    return bool(sent) and not any(one.start - 4 <= s.start <= one.end for one in absent for s in sent)


def _goods(case: Case) -> Grounds | None:
    back, both, sent = case.wishes(K.RETURN), case.wishes(K.BOTH), case.wishes(K.SEND_BACK)
    money, drop = case.wishes(K.MONEY), case.wishes(K.DROP)
    if both:
        return Grounds(RETURN, 0.97, "return and refund", both)
    if back:
        return Grounds(RETURN, 0.93, "return", back + money)
    if sent and (money or drop or not case.facts(K.PROGRESS)) and not case.wishes(K.REPAIR, K.RESEND):
        return Grounds(RETURN, 0.88, "goods travel back", sent + money + drop)
    if drop and not money and (case.facts(K.KEEP) or case.refused(K.DROP)) and not case.facts(K.NOT_HERE):
        return Grounds(RETURN, 0.75, "one goes back, one stays", drop)
    have = case.facts(K.HAVE)
    if have and (drop or money) and not case.wishes(K.REPAIR, K.RESEND):
        return Grounds(RETURN, 0.65, "received, wants rid of it", have + drop + money)
    return None


def _rest(case: Case, *, complaint_is_exchange: bool) -> Grounds:
    asked = case.facts(K.RESEND, K.REPAIR, K.OTHER, K.PROGRESS, K.WITHDRAW, K.OPEN)
    if asked:
        return Grounds(PERSON, 0.85, "another request", asked)
    money, drop = case.wishes(K.MONEY), case.wishes(K.DROP)
    if money:
        return Grounds(PERSON, 0.4, "money alone", money)
    if drop:
        return Grounds(PERSON, 0.4, "take back alone", drop)
    wrong = case.facts(K.WRONG)
    if complaint_is_exchange and (wrong or case.want.complaint):
        return Grounds(EXCHANGE, 0.6, "complaint taken as exchange", wrong)
    return Grounds(PERSON, 0.6, "nothing", wrong)
