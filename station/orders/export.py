"""The orders of a time as a table to take out of the shop: masked, unless two people agree to plain (DOMAIN.md 3.4).

Either way it stands in the audit trail, with how many rows left the shop. ``privacy export`` writes it as CSV or XLSX.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.clock import show
from station.orders.states import state_name
from station.people.mask import mask_address
from station.people.permit import act
from station.people.roles import Action
from station.store import exports
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx

MOST = 100_000


def columns() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        _("Short code"),
        _("Channel"),
        _("Number"),
        _("State"),
        _("Accepted"),
        _("Name"),
        _("Phone"),
        _("Address"),
        _("Waybill number"),
    )


def customers(
    tx: Tx, since: datetime, *, actor: str, station: str, plain: bool = False, second: str = ""
) -> list[tuple[str, ...]]:
    """Return one row an order accepted since then.

    Raises:
        station.errors.UserError: not allowed, or nobody agreed to plain.
    """
    found = exports.accepted_since(tx, since, limit=MOST)
    detail = {"rows": len(found), "plain": plain}
    if plain:
        act(tx, actor, Action.EXPORT_PLAIN, station=station, second=second, subject="orders", detail=detail)
    else:
        act(tx, actor, Action.EXPORT, station=station, subject="orders", detail=detail)
    rows: list[tuple[str, ...]] = []
    for row in found:
        who = (row.name_mask or "", row.phone_mask or "", mask_address(row.province, row.city, row.district))
        if plain:
            open_ = master.opened(tx, row.sealed)
            place = (row.province, row.city, row.district, open_.get("town", ""))
            region = " ".join(part for part in place if part)
            who = (open_.get("name", ""), open_.get("phone", ""), f"{region} {open_.get('detail', '')}".strip())
        when, waybill = show(row.accepted_at), row.waybill_no or ""
        rows.append((row.short_code, row.channel, row.number, state_name(row.state), when, *who, waybill))
    return rows
