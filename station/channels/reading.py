"""Rows of an export -> canonical orders; the same for every channel, guided by its ``Export``.

Called by ``station/intake/files.py`` with the rows of one file. ``made_at`` is when the export was made: it orders an
older export behind newer news.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from station.cells import CellError
from station.channels import parts
from station.channels.base import CaseReport, Reading
from station.channels.export import Export, text
from station.channels.gifts import gift_lines
from station.channels.words import PART_SHIPPED, bare, case_of, status_of
from station.orders.canonical import CanonicalCase, CanonicalOrder, ChannelStatus
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from station.rows import Refused, Row


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
            if export.fill_down and above and not row.text(*names) and text(row, export, "title"):
                number = above
            else:
                number = above = row.ident(*names)
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


def _refusals(export: Export, group: Sequence[Row], error: CellError) -> list[Refused]:
    at = next((row for row in group if row.number == error.row), group[0])
    rest = {row.number: row for row in group if row.number != at.number}
    return [at.refuse(error), *(row.refuse(_with_other(export, row)) for row in rest.values())]


def _with_other(export: Export, row: Row) -> CellError:
    column = row.column(*export.fields["number"])
    return CellError(column, row.text(column), _("Another row of this order was refused: correct that one first"))


def _order(export: Export, number: str, group: Sequence[Row], told: Told) -> CanonicalOrder:
    facts = parts.Facts(export, group)
    status, flags, word = _status(facts, told)
    lines = tuple(line for row in group if (line := facts.at(row, parts.line)) is not None)
    seller_note = facts.text("seller_note")
    times = {name: facts.moment(name) for name in ("created", "paid", "shipped", "finished", "ship_by")}
    known = [moment for name, moment in times.items() if moment is not None and name != "ship_by"]
    order = CanonicalOrder(
        channel=export.channel,
        shop=told.shop or facts.text("shop"),
        number=number,
        status=status,
        lines=lines + gift_lines(seller_note),
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
        cases=_cases(facts, group, number, word),
        flags=flags,
    )
    return export.finish(order, group) if export.finish else order


def _status(facts: parts.Facts, told: Told) -> tuple[ChannelStatus, frozenset[str], str]:
    """Return the status, flags that its words carry, and an after-sale word said beside it (``未发货，退款成功``)."""
    written = facts.text("status")
    column = facts.column("status")
    own = {**facts.export.statuses, **{bare(word): status for word, status in told.statuses.items()}}
    flags = frozenset({"part_shipped"}) if bare(written) in PART_SHIPPED else frozenset()
    try:
        return status_of(written, own, column=column), flags, ""
    except CellError:
        first, _comma, rest = written.replace("，", ",").partition(",")
        if not rest:
            raise
        status = status_of(first, own, column=column)
        case_of(rest, facts.export.cases, column=column)
        return status, flags, rest


def _cases(facts: parts.Facts, group: Sequence[Row], number: str, word: str) -> tuple[CanonicalCase, ...]:
    """Return after-sale cases that the order export itself tells of, one a line; they bear the line's number."""
    found: dict[str, CanonicalCase] = {}
    column = facts.column("case_status")
    for row in group:
        said = case_of(word or text(row, facts.export, "case_status"), facts.export.cases, column=column)
        if said is not None:
            sub_no = text(row, facts.export, "sub_no") or None
            case_no = sub_no or number
            found[case_no] = CanonicalCase(
                case_no, said.type, said.open, said.agreed, text=text(row, facts.export, "case_text"), sub_no=sub_no
            )
    return tuple(found.values())
