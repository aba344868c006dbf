"""Lists of complaints, debts and page behaviour as people keep them -> facts, row by row.

A list is known by the column only it has: 投诉内容, 到期日, or 行为. Whose a row is stands in 订单号, 手机号 or 客户ID
(with 渠道). A row that cannot be read is refused with column and reason; the rest goes in. Called by ``files.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station.cells import CellError
from station.channels.names import channel_id
from station.channels.recognise import channels
from station.intake.facts import COMPLAINT, RECEIVABLE, Fact, Whose, made_id
from station.people.complaints import Kind
from station.rows import Refused, same
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from station.rows import Row

_NUMBER = ("订单号", "订单编号", "单号", "number")
_CHANNEL = ("渠道", "平台", "channel")
_TIMES = ("次数", "times")
_WHOSE = ("订单号", "订单编号", "单号", "手机号", "手机", "电话", "联系电话", "客户ID", "买家ID", "number", "phone")
_WORDS = ("投诉内容", "投诉描述", "反馈内容", "complaint")
_DUE = ("到期日", "到期日期", "应付日期", "应收日期", "约定付款日", "due")
_DONE = ("行为", "页面行为", "操作类型", "event")
_ABOUT = {
    "包装": Kind.PACKAGING,
    "错": Kind.WRONG_ITEM,
    "少": Kind.MISSING,
    "漏": Kind.MISSING,
    "质量": Kind.QUALITY,
    "慢": Kind.LATE,
    "延": Kind.LATE,
}
_PAGE = {
    "改地址": "address_changed",
    "修改地址": "address_changed",
    "修改收货地址": "address_changed",
    "查看运费": "freight_viewed",
    "查看运费模板": "freight_viewed",
    "放弃支付": "payment_left",
    "离开支付": "payment_left",
}
_MOST_TIMES = 100


@dataclass(slots=True)
class FactList:
    """A list as it was read; ``rows`` are the row numbers of ``facts``."""

    facts: list[Fact] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def kind_of(header: Sequence[str]) -> str:
    """Return what a list holds by its columns: ``complaints``, ``receivables``, ``page_events`` or ""."""
    there = {same(column) for column in header if column}
    if there.isdisjoint(map(same, _WHOSE)):
        return ""
    return next((kind for kind, (only, _read) in _KINDS.items() if there & set(map(same, only))), "")


def read_facts(kind: str, rows: Sequence[Row], *, now: datetime) -> FactList:
    """Read the rows of a list of this kind."""
    read = _KINDS[kind][1]
    found = FactList()
    for row in rows:
        try:
            facts = read(row, _whose(row), now)
        except CellError as error:
            found.refused.append(row.refuse(error))
            continue
        found.facts += facts
        found.rows += [row.number] * len(facts)
    return found


def _whose(row: Row) -> Whose:
    number = row.text(*_NUMBER)
    channel = channel_id(_named(row.text(*_CHANNEL)))
    if channel and channel not in channels():
        raise CellError(row.column(*_CHANNEL), channel, _("There is no such channel: correct it"))
    phone, buyer_id = row.text("手机号", "手机", "电话", "联系电话", "phone"), row.text("客户ID", "买家ID")
    if not number and not phone and not (buyer_id and channel):
        raise CellError(row.column(*_WHOSE), "", _("Whose is it? Fill in the order number or the phone"))
    if number:
        row.ident(*_NUMBER)
    return Whose(number, channel, row.text("店铺", "shop"), phone, buyer_id)


def _named(word: str) -> str:
    return next((name for name, one in channels().items() if word and one.name == word), word)


def _complaint(row: Row, whose: Whose, now: datetime) -> list[Fact]:
    words = row.text(*_WORDS)
    if not words:
        raise CellError(row.column(*_WORDS), "", _("The words of the complaint are missing: fill them in"))
    at = row.moment("投诉时间", "反馈时间", "时间", "日期", "at") or now
    told = row.text("投诉类型", "问题类型", "类型")
    about = next((kind for word, kind in _ABOUT.items() if word in told), "")
    own = row.text("投诉编号", "投诉单号", "id") or made_id(
        whose, words, row.text("投诉时间", "反馈时间", "时间", "日期")
    )
    return [Fact(COMPLAINT, own[:100], whose, at, words, about)]


def _receivable(row: Row, whose: Whose, _now: datetime) -> list[Fact]:
    due = row.moment(*_DUE)
    if due is None:
        raise CellError(row.column(*_DUE), "", _("The day it was due is missing: fill it in"))
    paid, fen = (
        row.moment("付款日期", "收款日期", "实付日期", "到账日期", "paid"),
        row.fen("应收金额", "金额", "amount"),
    )
    own = row.text("应收单号", "账单号", "单据号", "id") or made_id(whose, due, fen)
    return [Fact(RECEIVABLE, own[:100], whose, due, paid_at=paid, fen=fen)]


def _on_page(row: Row, whose: Whose, now: datetime) -> list[Fact]:
    word = row.text(*_DONE)
    kind = _PAGE.get(word, word)
    if kind not in _PAGE.values():
        words = ", ".join(dict.fromkeys(_PAGE))
        raise CellError(row.column(*_DONE), word, _("Write one of: {words}").format(words=words))
    if not whose.number:
        raise CellError(row.column(*_NUMBER), "", _("Whose is it? Fill in the order number or the phone"))
    at = row.moment("时间", "发生时间", "at")
    times = row.count(*_TIMES) if row.text(*_TIMES) else 1
    if times > _MOST_TIMES:
        raise CellError(row.column(*_TIMES), str(times), _("This is not a number of pieces: correct it"))
    own = row.text("事件编号", "id") or made_id(whose, kind, at or row.number)
    return [Fact(kind, f"{own[:90]}:{n}", whose, at or now) for n in range(times)]


_KINDS: dict[str, tuple[tuple[str, ...], Callable[[Row, Whose, datetime], list[Fact]]]] = {
    "complaints": (_WORDS, _complaint),
    "receivables": (_DUE, _receivable),
    "page_events": (_DONE, _on_page),
}
