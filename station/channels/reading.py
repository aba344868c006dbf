"""Rows of an export -> canonical orders; the same for every channel, guided by its ``Export``.

Called by ``station/intake/files.py`` with the rows of one file. ``made_at`` is when the export was made: it orders an
older export behind newer news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station.cells import CellError
from station.channels import parts
from station.channels.base import CaseReport, Reading
from station.channels.export import Export, text
from station.channels.gifts import gift_lines
from station.channels.partial import PART, Part, settle
from station.channels.words import PART_SHIPPED, bare, case_of, status_of
from station.orders.canonical import CanonicalCase, CanonicalOrder, CaseType, ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from station.rows import Refused, Row

_OF_THE_ORDER = ("created", "paid", "received", "name", "phone", "address", "detail", "waybill")
_UNNAMED = {"status": "订单状态", "case_status": "售后状态"}
_SAYS = re.compile(r"[0-9A-Za-z０-９]")
_SUMS = ("合计", "总计", "小计", "共计")  # a sheet somebody added up
_BEFORE_SHIPPING = (ChannelStatus.UNPAID, ChannelStatus.DEPOSIT, ChannelStatus.PAID)


@dataclass(frozen=True, slots=True)
class Told:
    """What the person who imports says of the file.

    Attributes:
        made_at: when the export was made.
        shop: shop, where the file does not name it.
        statuses: their own meaning of status words.
    """

    made_at: datetime
    shop: str = ""
    statuses: Mapping[str, ChannelStatus] = field(default_factory=dict)


def read(export: Export, rows: Sequence[Row], *, told: Told) -> Reading:
    """Read the rows of one export."""
    groups, refused = _groups(export, rows)
    orders: list[CanonicalOrder] = []
    cases: list[CaseReport] = []
    places: dict[str, tuple[int, ...]] = {}
    for number, group in groups.items():
        try:
            if export.kind == "cases":
                cases += [parts.case_report(export, row, number=number, told_shop=told.shop) for row in group]
            else:
                orders.append(_order(export, number, group, told))
                places[number] = tuple(row.number for row in group)
        except CellError as error:
            refused += _refusals(export, group, error)
    return Reading(tuple(orders), tuple(cases), tuple(sorted(refused, key=lambda one: one.row)), rows_of=places)


def _groups(export: Export, rows: Sequence[Row]) -> tuple[dict[str, list[Row]], list[Refused]]:
    groups: dict[str, list[Row]] = {}
    refused: list[Refused] = []
    names = export.fields["number"]
    above = ""
    for row in rows:
        try:
            if above and _goes_on(export, row):
                number = above
            else:
                above = ""
                number = above = _number(row, names)
            groups.setdefault(number, []).extend(export.split(row) if export.split else [row])
        except CellError as error:
            refused.append(row.refuse(error))
            if row.text(*names):
                groups.setdefault(row.text(*names), []).append(row)
    bad = {one.row for one in refused}
    for number in [number for number, group in groups.items() if any(row.number in bad for row in group)]:
        others = [row for row in groups.pop(number) if row.number not in bad]
        refused += [row.refuse(_with_other(export, row)) for row in others]
    return groups, refused


def _goes_on(export: Export, row: Row) -> bool:
    """Tell whether the row is one more item of the order above: cells of the order merged, or written once."""
    what = text(row, export, "title") or text(row, export, "code")
    if text(row, export, "number") or not what or what.startswith(_SUMS):
        return False
    return not any(text(row, export, name) for name in _OF_THE_ORDER)


def _number(row: Row, names: Sequence[str]) -> str:
    """Return the order's number; 合计 at the foot of a sheet is none."""
    number = row.ident(*names)
    if number.startswith(_SUMS) or not _SAYS.search(number):
        raise CellError(row.column(*names), number, _("This is no order number: check the columns of the file"))
    return number


def _refusals(export: Export, group: Sequence[Row], error: CellError) -> list[Refused]:
    at = next((row for row in group if row.number == error.row), group[0])
    rest = {row.number: row for row in group if row.number != at.number}
    return [at.refuse(error), *(row.refuse(_with_other(export, row)) for row in rest.values())]


def _with_other(export: Export, row: Row) -> CellError:
    column = row.column(*export.fields["number"])
    return CellError(column, row.text(column), _("Another row of this order was refused: correct that one first"))


def _order(export: Export, number: str, group: Sequence[Row], told: Told) -> CanonicalOrder:
    facts = parts.Facts(export, group)
    words = Words(export, {**export.statuses, **{bare(word): status for word, status in told.statuses.items()}})
    settled = settle([_part(facts, words, number, place) for place in range(len(group))])
    seller_note = facts.text("seller_note")
    times = {name: facts.moment(name) for name in ("created", "paid", "shipped", "finished", "ship_by")}
    known = [moment for name, moment in times.items() if moment is not None and name != "ship_by"]
    part_shipped = any(bare(text(row, export, "status")) in PART_SHIPPED for row in group)
    order = CanonicalOrder(
        channel=export.channel,
        shop=told.shop or facts.text("shop"),
        number=number,
        status=settled.status,
        lines=settled.lines + gift_lines(seller_note),
        updated_at=max([told.made_at, *known]),
        created_at=times["created"],
        paid_at=times["paid"],
        shipped_at=times["shipped"],
        ship_by=times["ship_by"],
        received_fen=facts.fen("received"),
        fee_fen=facts.fen("fee"),
        deposit_fen=facts.fen("deposit"),
        recipient=parts.recipient(facts),
        buyer_id=facts.text("buyer_id") or None,
        buyer_note=facts.text("buyer_note"),
        seller_note=seller_note,
        waybill_no=facts.ident("waybill"),
        carrier=facts.text("carrier") or None,
        warehouse=facts.text("warehouse") or None,
        cases=settled.cases,
        flags=settled.flags | (PART if part_shipped else frozenset()),
    )
    return export.finish(order, group) if export.finish else order


@dataclass(frozen=True, slots=True)
class Words:
    """The status words of a file: the person's, the channel's, everybody's."""

    export: Export
    table: Mapping[str, ChannelStatus]

    def status(self, row: Row, *, otherwise: str) -> tuple[ChannelStatus, str]:
        """Return the status, and an after-sale word said beside it (``未发货，退款成功``).

        Merged cells leave the order's later rows without one: then ``otherwise`` speaks.
        """
        written = text(row, self.export, "status") or otherwise
        try:
            return status_of(written, self.table, column="status"), ""
        except CellError:
            first, _comma, rest = written.replace("，", ",").partition(",")
            if not rest:
                raise
            return status_of(first, self.table, column="status"), rest


def _part(facts: parts.Facts, words: Words, number: str, place: int) -> Part:
    """One row: its line, its status, and an after-sale case the order export itself tells of."""
    row, export = facts.rows[place], facts.export
    try:
        line = parts.line(export, row)
        status, beside = words.status(row, otherwise=facts.text("status"))
        said = case_of(beside or text(row, export, "case_status"), export.cases, column="case_status")
    except CellError as error:
        error.row = row.number
        if error.column in ("status", "case_status"):
            error.column = row.column(*export.fields.get(error.column, (_UNNAMED[error.column],)))
        raise
    if said is None:
        return Part(() if line is None else (line,), status)
    sub_no = text(row, export, "sub_no")
    case_no = sub_no or (number if len(facts.rows) == 1 else f"{number}-{place + 1}")
    kind = said.type
    if said.agreed and kind is CaseType.OTHER and status in _BEFORE_SHIPPING:
        kind = CaseType.REFUND_ONLY  # nothing else can have been agreed before anything left
    case = CanonicalCase(case_no, kind, said.open, said.agreed, text(row, export, "case_text"), sub_no=sub_no or None)
    return Part(() if line is None else (line,), status, case)
