"""Statements on the order master: look-ups by any code, reading, inserting, changing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, desc, insert, literal, select, union_all, update

from station.store.bulk import add_rows
from station.store.one_row import update_row
from station.store.prepared import prepared
from station.store.schema.orders import SEALED, holds, order_codes, order_lines, orders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import CompoundSelect, Row, Select

    from station.store.engine import Tx

_FOUND_BY = (  # kind, column, and the name of the value: a name has one type
    ("short", orders.c.short_code, "short"),
    ("channel", orders.c.number, "code"),
    ("phone4", orders.c.phone4, "code"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One stored order line."""

    line_no: int
    sku: str | None
    channel_code: str | None
    name: str
    spec: str
    qty: int
    is_gift: bool
    bundle: str | None
    sub_no: str | None


@dataclass(frozen=True, slots=True)
class OpenHold:
    """One hold nobody has released."""

    hold_id: str
    reason: str
    rule: str | None
    opened_at: datetime


@prepared
def _by_code() -> CompoundSelect[Any]:
    further = select(order_codes.c.order_id, order_codes.c.kind).where(order_codes.c.code == bindparam("code"))
    own = (
        select(orders.c.order_id, literal(kind)).where(column == bindparam(told, type_=column.type))
        for kind, column, told in _FOUND_BY
    )
    return union_all(further, *own).order_by(desc("kind")).limit(bindparam("most"))


def by_code(tx: Tx, code: str, *, most: int = 20) -> list[tuple[str, str]]:
    """Return (order id, kind of code) for each order that carries the code."""
    return [(row.order_id, row.kind) for row in tx.execute(_by_code(), {"code": code, "short": code, "most": most})]


def by_name_mask(tx: Tx, mask: str, *, limit: int) -> list[str]:
    """Return the newest orders whose recipient's name is masked so; for a person's search."""
    found = tx.execute(
        select(orders.c.order_id).where(orders.c.name_mask == mask).order_by(orders.c.accepted_at.desc()).limit(limit)
    )
    return [row.order_id for row in found]


def head(tx: Tx, order_id: str) -> Row[Any] | None:
    """Return the row of an order with its masked recipient, ``None`` when there is none."""
    return tx.execute(_head(), {"id": order_id}).first()


@prepared
def _head() -> Select[Any]:
    return select(orders).where(orders.c.order_id == bindparam("id"))


@cache
def _lock() -> Select[Any]:
    return select(orders.c.order_id).where(orders.c.order_id == bindparam("id")).with_for_update(key_share=True)


def hold_row(tx: Tx, order_id: str) -> None:
    """Let nobody else change this order until the transaction ends; SQLite has one writer anyway."""
    if tx.conn.dialect.name != "sqlite":
        tx.execute(_lock(), {"id": order_id})


@prepared
def _lines() -> Select[Any]:
    wanted = order_lines.c.order_id.in_(bindparam("ids", expanding=True))
    return select(order_lines).where(wanted).order_by(order_lines.c.order_id, order_lines.c.line_no)


def lines(tx: Tx, order_id: str) -> tuple[Line, ...]:
    """Return the lines of an order."""
    return lines_of(tx, [order_id])[order_id]


def lines_of(tx: Tx, order_ids: Sequence[str]) -> dict[str, tuple[Line, ...]]:
    """Return the lines of each of these orders."""
    rows = tx.execute(_lines(), {"ids": list(order_ids)}).mappings() if order_ids else ()
    return as_lines(order_ids, rows)


def as_lines(order_ids: Iterable[str], rows: Iterable[Mapping[Any, Any]]) -> dict[str, tuple[Line, ...]]:
    """Return stored rows as lines, by order."""
    found: dict[str, list[Line]] = {order_id: [] for order_id in order_ids}
    for row in rows:
        found[row["order_id"]].append(
            Line(
                row["line_no"],
                row["sku"],
                row["channel_code"],
                row["name"],
                row["spec"],
                row["qty"],
                bool(row["is_gift"]),
                row["bundle"],
                row["sub_no"],
            )
        )
    return {order_id: tuple(several) for order_id, several in found.items()}


def known(tx: Tx, order_ids: Sequence[str]) -> set[str]:
    """Return which of these orders there are, and take their row locks (PostgreSQL) in one order for all."""
    return {row.order_id for row in tx.execute(_known(), {"ids": sorted(order_ids)})}


@prepared
def _known() -> Select[Any]:
    wanted = orders.c.order_id.in_(bindparam("ids", expanding=True))
    return select(orders.c.order_id).where(wanted).order_by(orders.c.order_id).with_for_update(key_share=True)


def add_orders(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert order rows; all name the same columns."""
    add_rows(tx, orders, rows)


def set_order(tx: Tx, order_id: str, **values: Any) -> None:
    """Change columns of an order and count its version up."""
    update_row(tx, orders, {"order_id": order_id}, values, more={"version": 1})


def replace_lines(tx: Tx, order_id: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put these lines in place of the order's lines."""
    tx.execute(delete(order_lines).where(order_lines.c.order_id == order_id))
    add_lines(tx, rows)


def add_lines(tx: Tx, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert order lines."""
    add_rows(tx, order_lines, list(rows))


def set_line_sku(tx: Tx, order_id: str, line_no: int, *, sku: str) -> None:
    """Write which SKU a line means."""
    tx.execute(
        update(order_lines).where(order_lines.c.order_id == order_id, order_lines.c.line_no == line_no).values(sku=sku)
    )


def add_codes(tx: Tx, order_id: str, codes: Iterable[tuple[str, str]]) -> None:
    """Make the order findable by (kind, code) pairs; known ones are left alone."""
    wanted = {(kind, code) for kind, code in codes if code}
    stored = tx.execute(_codes(), {"id": order_id, "codes": [code for _kind, code in wanted]})
    add_new_codes(tx, {order_id: wanted - {(row.kind, row.code) for row in stored}})


@prepared
def _codes() -> Select[Any]:
    return select(order_codes.c.code, order_codes.c.kind).where(
        order_codes.c.code.in_(bindparam("codes", expanding=True)), order_codes.c.order_id == bindparam("id")
    )


def add_new_codes(tx: Tx, codes: Mapping[str, Iterable[tuple[str, str]]]) -> None:
    """Make new orders findable by their (kind, code) pairs."""
    rows = [
        {"code": code, "kind": kind, "order_id": order_id}
        for order_id, pairs in codes.items()
        for kind, code in sorted({pair for pair in pairs if pair[1]})
    ]
    add_rows(tx, order_codes, rows)


def people(tx: Tx, *, name_mask: str, phone_mask: str, recipient: Mapping[str, str]) -> dict[str, Any]:
    """Return the columns that tell who gets the parcel: masks to show, the phone's end to search, the rest sealed.

    The values are sealed without their names: 30 bytes less in every order.
    """
    sealed = tx.vault.seal([recipient.get(name, "") for name in SEALED])
    end = recipient.get("phone", "")[-4:]
    return {
        "name_mask": name_mask,
        "phone_mask": phone_mask,
        "phone4": end if end.isdigit() else None,
        "sealed": sealed,
    }


def put_people(tx: Tx, order_id: str, *, name_mask: str, phone_mask: str, recipient: Mapping[str, str]) -> None:
    """Seal who gets the parcel."""
    values = people(tx, name_mask=name_mask, phone_mask=phone_mask, recipient=recipient)
    update_row(tx, orders, {"order_id": order_id}, values)


def recipient(tx: Tx, order_id: str) -> dict[str, str]:
    """Open who gets the parcel; only for labels and a reveal that is audited."""
    return opened(tx, tx.execute(select(orders.c.sealed).where(orders.c.order_id == order_id)).scalar())


def opened(tx: Tx, sealed: bytes | None) -> dict[str, str]:
    """Open the sealed recipient of a head."""
    if sealed is None:
        return {}
    return dict(zip(SEALED, tx.vault.open(sealed), strict=True))


def add_hold(tx: Tx, order_id: str, *, hold_id: str, reason: str, rule: str | None, by: str) -> None:
    """Stop an order; the same hold again changes nothing.

    One that was released stands again when its cause comes back; a rule's hold does not: a person judged those facts.
    """
    same = (holds.c.order_id == order_id, holds.c.hold_id == hold_id)
    known = tx.execute(select(holds.c.closed_at).where(*same)).first()
    values = {"reason": reason, "rule": rule, "opened_at": tx.now, "opened_by": by}
    if known is None:
        tx.execute(insert(holds), {"order_id": order_id, "hold_id": hold_id, **values})
    elif known.closed_at is not None and rule is None:
        tx.execute(update(holds).where(*same).values(**values, closed_at=None, closed_by=None))


def close_hold(tx: Tx, order_id: str, hold_id: str, *, by: str, note: str = "") -> bool:
    """Release one hold; ``False`` when it was not open."""
    changed = tx.execute(
        update(holds)
        .where(holds.c.order_id == order_id, holds.c.hold_id == hold_id, holds.c.closed_at.is_(None))
        .values(closed_at=tx.now, closed_by=by, note=note)
    )
    return changed.rowcount == 1


@prepared
def _open_holds() -> Select[Any]:
    return (
        select(holds.c.hold_id, holds.c.reason, holds.c.rule, holds.c.opened_at)
        .where(holds.c.order_id == bindparam("id"), holds.c.closed_at.is_(None))
        .order_by(holds.c.opened_at)
    )


def open_holds(tx: Tx, order_id: str) -> tuple[OpenHold, ...]:
    """Return the holds nobody has released."""
    return tuple(
        OpenHold(row.hold_id, row.reason, row.rule, row.opened_at)
        for row in tx.execute(_open_holds(), {"id": order_id})
    )


def waiting(tx: Tx, *, states: Iterable[str], limit: int) -> list[str]:
    """Return the short codes of the orders that should leave first."""
    found = tx.execute(
        select(orders.c.short_code)
        .where(orders.c.state.in_(list(states)))
        .order_by(orders.c.ship_by.is_(None), orders.c.ship_by, orders.c.accepted_at)
        .limit(limit)
    )
    return [row.short_code for row in found]
