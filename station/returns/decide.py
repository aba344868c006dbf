"""The table of decisions over the signals of one return text.

``case.py`` has taken out the wishes that do not count. Of the rest, mixed, conditional and undecided ones go to a
person; an exchange needs a clear word for it; "money back" needs to know whether goods travel: not received or kept
means 仅退款, sent back or received means 退货退款.
Conventions: docs/decisions/0007-return-texts.md. Called by ``intent.classify``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.returns.case import BACK, CLAUSE, MONEY, Case, sort
from station.returns.words import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.returns.signals import Signal
    from station.returns.wanted import Wanted

EXCHANGE, REFUND, RETURN, PERSON = "换货", "仅退款", "退货退款", "待人工"
K = Kind
_CLAUSE_END = re.compile(r"[^,.;!?\n]*\??")
_FOLLOWS = re.compile(
    r"[^一-鿿]|$|[吧呀啊哦呢哈嘛呗喽了请谢我给要想换不因由尺颜码规型款大小为成到至同新一这那全就行]|处理|申请|即可|可以|麻烦|尽快|服务|诉求|"
    r"原因|方案|解决|帮|来|并|且|或|和|还|吗|退|但|拒|更"
)
_QUESTION = re.compile(r"[吗么?]|能不能|可不可以|是否|能否|可否|什么|哪|几|多少|请问|问[一]?下")


@dataclass(frozen=True, slots=True)
class Grounds:
    """An answer, how sure, by which rule and which signals."""

    answer: str
    confidence: float
    rule: str
    because: tuple[Signal, ...] = ()


def decide(text: str, found: list[Signal], want: Wanted, *, complaint_is_exchange: bool = False) -> Grounds:
    """Return the answer for the signals of one text."""
    case = sort(Case(text, found, want))
    for rule in (_withdrawn, _undecided, _exchange, _money, _goods):
        grounds = rule(case)
        if grounds is not None:
            return grounds
    return _rest(case, complaint_is_exchange=complaint_is_exchange)


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
    if change:  # "don't want this pair, swap it": the old one is meant; who pays the difference is no wish
        back = tuple(one for one in back if not (one.kind is K.DROP and one.words.startswith("不")) and not _pays(one))
    split = case.facts(K.SPLIT)
    condition = case.facts(K.IF)
    if split and (change or any("换" in one.words for one in split)) and (back or case.wishes(K.SEND_BACK)):
        return Grounds(PERSON, 0.9, "several wishes", split + change + back)
    if condition and back and (change or case.dead or any("换" in one.words for one in condition)):
        return Grounds(PERSON, 0.85, "conditional", condition + change + back)
    if condition and change and case.facts(K.KEEP):
        return Grounds(PERSON, 0.85, "conditional", condition + change)
    if len(condition) > 1 and change and any(mark in one.words for one in condition for mark in "没不无否"):
        return Grounds(PERSON, 0.85, "conditional", condition + change)
    if condition and back and _leads(condition, back):
        return Grounds(PERSON, 0.7, "conditional", condition + back)
    part, goods = case.wishes(K.PART_MONEY), case.wishes(K.RETURN, K.BOTH)
    open_ = case.facts(K.OPEN)
    if goods and (part or condition) and _last(goods, condition + open_):
        return Grounds(PERSON, 0.8, "conditional", condition + open_ + part + goods)
    if open_ and _is_open(case, open_, change + case.wishes(K.RESEND, K.REPAIR), back):
        return Grounds(PERSON, 0.85, "undecided", open_ + change + back)
    if change and back:
        return Grounds(PERSON, 0.8, "mixed", change + back)
    return None


def _pays(one: Signal) -> bool:
    return one.kind is K.PART_MONEY and not any(word in one.words for word in "退赔返偿")


def _last(wishes: tuple[Signal, ...], conditions: tuple[Signal, ...]) -> bool:
    """The wish stands behind the condition: 不然退货, 补偿不到位就退货."""
    return any(0 <= one.start - test.end <= 3 for one in wishes for test in conditions)


def _leads(condition: tuple[Signal, ...], back: tuple[Signal, ...]) -> bool:
    return any(
        test.words.endswith(("就", "则", "的话")) and 0 <= one.start - test.end <= 4
        for test in condition
        for one in back
    )


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
    return any(mark in text[one.end : other.start] for mark in CLAUSE)


def _exchange(case: Case) -> Grounds | None:
    change = case.wishes(K.EXCHANGE)
    again = case.wishes(K.SEND_AGAIN)
    give = case.wishes(K.GIVE)
    missing = case.facts(K.NOT_HERE) + case.wishes(K.RESEND, K.REPAIR)
    if change:
        missing = tuple(one for one in missing if not (one.kind is K.RESEND and one.words[0] in "少缺数短"))
        if missing:
            return Grounds(PERSON, 0.6, "exchange of what is not there", change + missing)
        bare = None if case.want.stated or case.want.same else _no_wish(case, change)
        if bare is not None:
            return bare
        return Grounds(EXCHANGE, 0.97 if case.want.stated else 0.93, "exchange", change)
    if again and not (case.want.stated or case.want.same) and all(one.words.startswith("改") for one in again):
        return Grounds(PERSON, 0.6, "send elsewhere", again)
    if again:
        if missing and not (case.want.stated and case.facts(K.WRONG)):
            return Grounds(PERSON, 0.6, "send again", again + missing)
        return Grounds(EXCHANGE, 0.9 if case.want.stated else 0.85, "send the right one", again)
    if give and not missing and not case.wishes(*MONEY, *BACK, K.DROP) and _given(case, give):
        return Grounds(EXCHANGE, 0.8, "wants another", give)
    if case.want.arrow and not missing and not [one for one in case.live if one.kind not in (K.GIVE, K.SEND_BACK)]:
        return Grounds(EXCHANGE, 0.8, "this for that", ())
    return None


def _no_wish(case: Case, change: tuple[Signal, ...]) -> Grounds | None:
    """An exchange word that names nothing may be a question or a part of another word."""
    if _asks(case, change[0]):
        return Grounds(PERSON, 0.6, "only asked", change)
    if all(_part_of_noun(case.text, one) for one in change):
        return Grounds(PERSON, 0.6, "about an exchange", change)
    return None


def _asks(case: Case, change: Signal) -> bool:
    """A question about exchanging in general: 可以换吗, 什么情况可以换货."""
    if case.facts(K.WRONG, K.BROKEN):
        return False
    start = max(case.text.rfind(mark, 0, change.start) for mark in CLAUSE) + 1
    rest = _CLAUSE_END.match(case.text, change.end)
    return bool(_QUESTION.search(case.text[start : rest.end() if rest else len(case.text)]))


def _part_of_noun(text: str, change: Signal) -> bool:
    """换货邮费, 换货完成: something about an exchange, where 换货申请 or 换货，谢谢 is the wish itself."""
    return change.words.endswith("货") and not _FOLLOWS.match(text, change.end)


def _given(case: Case, give: tuple[Signal, ...]) -> bool:
    """A plain "get me a …" names a specification, and something was wrong or another one is named against it."""
    if not case.want.stated or case.want.guessed:
        return False
    strong = [one for one in give if one.kind is K.GIVE and re.search(r"[个件双条]$|^给|^弄|^改|instead", one.words)]
    return bool(strong) or bool(case.facts(K.WRONG, K.BROKEN)) or case.want.contrast


def _money(case: Case) -> Grounds | None:
    part, only = case.wishes(K.PART_MONEY), case.wishes(K.ONLY_MONEY)
    back = case.wishes(K.RETURN, K.BOTH)
    if only and not back:
        return Grounds(REFUND, 0.97, "refund only", only)
    sent = [one for one in case.wishes(K.SEND_BACK) if one.words not in ("退回", "退还")]
    if part and not back and not sent:
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
    no_need = [one for one in case.facts(K.KEEP) if re.search("寄|退货|退回|还|没法|无法|无退|扔|销毁|丢", one.words)]
    if drop and no_need and not money:
        return Grounds(REFUND, 0.75, "take back, goods stay", drop + tuple(no_need))
    if drop and not money and (case.facts(K.KEEP) or case.refused(K.DROP)) and not case.facts(K.NOT_HERE):
        return Grounds(RETURN, 0.75, "one goes back, one stays", drop)
    if drop and case.refused(K.EXCHANGE) and not case.facts(K.NOT_HERE):
        return Grounds(RETURN, 0.7, "no exchange, take it back", drop)
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
