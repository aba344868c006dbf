"""What changed under the packer's hands: who gets the parcel, and what belongs in it.

The packer is told with the opening of an order; digests of name, phone, address and waybill number are kept with the
session, never the data. What differs later interrupts. The packer says "yes" once it is seen: every label of before is
void, its number is never used again, and a new copy is asked for. ``facts.py`` compares, ``commands.py`` acts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from station.packing.units import units_of
from station.people.audit import record
from station.people.mask import mask_name, mask_phone
from station.store import orders as master
from station.store import packing, prints, waybills
from station.store.packing import SEND
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.engine import Tx
    from station.store.rows import Row

_NAME, _PHONE, _ADDRESS, _NUMBER = "name", "phone", "address", "number"


def opened_for(tx: Tx, row: Row[Any]) -> str:
    """Return digests of what the packer is told about who gets the parcel."""
    who = master.opened(tx, row.sealed)
    address = "\n".join((row.province, row.city, row.district, who.get("town", ""), who.get("detail", "")))
    told = {_NAME: who.get("name", ""), _PHONE: who.get("phone", ""), _ADDRESS: address}
    told[_NUMBER] = row.waybill_no or ""
    return json.dumps({name: _digest(tx, name, text) for name, text in told.items()})


def with_number(tx: Tx, told: str, number: str) -> str:
    """Return the digests with a waybill number the packer need not be told of: it is printed in a moment."""
    return json.dumps({**json.loads(told), _NUMBER: _digest(tx, _NUMBER, number)}) if told else told


def _digest(tx: Tx, name: str, text: str) -> str:
    return tx.vault.digest(f"pack {name}", text)[:16] if text else ""


def recipient_changes(tx: Tx, row: Row[Any], session: packing.Session | None) -> tuple[str, ...]:
    """Return what changed since the packer was told; nothing when the order is not open."""
    if session is None or session.closed_at is not None or not session.opened_for:
        return ()
    changed = parts_changed(session, opened_for(tx, row))
    if not changed:
        return ()
    before = _on_label(tx, row.order_id)
    now = {_NAME: row.name_mask or "—", _PHONE: row.phone_mask or "—", _ADDRESS: _place(row)}
    now[_NUMBER] = row.waybill_no or "—"
    return tuple(_told(name, before.get(name, ""), now[name]) for name in changed)


def _told(name: str, before: str, now: str) -> str:
    """Return what changed, with what the label says where that differs for whoever reads masks."""
    if before and before != now:
        changed = {
            _NAME: _("Recipient: {old} → {new}"),
            _PHONE: _("Phone: {old} → {new}"),
            _ADDRESS: _("Address: {old} → {new}"),
            _NUMBER: _("Waybill number: {old} → {new}"),
        }
        return changed[name].format(old=before, new=now)
    words = {
        _NAME: _("The recipient is now {name}").format(name=now),
        _PHONE: _("The phone number is now {phone}").format(phone=now),
        _ADDRESS: _("The address changed: {place}").format(place=now),
        _NUMBER: _("The waybill number changed"),
    }
    return words[name]


def _on_label(tx: Tx, order_id: str) -> dict[str, str]:
    """Return what the last label says of who gets it, masked; nothing without a label."""
    jobs = [job for job in prints.of_order(tx, order_id) if job.state not in (prints.VOID, prints.CANCELLED)]
    if not jobs:
        return {}
    fields = prints.fields_of(tx, jobs[-1])
    who = fields.get("recipient", {})
    told = {_NAME: mask_name(who.get("name", "")), _PHONE: mask_phone(who.get("phone", ""))}
    address = str(who.get("address", ""))
    told[_ADDRESS] = f"{address.removesuffix('***')} ***" if address.endswith("***") else ""
    return {**told, _NUMBER: str(fields.get("tracking_no", ""))}


def parts_changed(session: packing.Session, now: str) -> tuple[str, ...]:
    """Return which parts of what the packer was told are others now; a first number is no other one."""
    if session.opened_for in ("", now):
        return ()
    before, after = json.loads(session.opened_for), json.loads(now)
    other = [name for name in after if before.get(name, "") != after[name]]
    return tuple(name for name in other if name != _NUMBER or (before[name] and after[name]))


def items_changed(
    rows: Sequence[packing.PackLine], lines: Sequence[master.Line], parts: Mapping[str, list[tuple[str, int]]]
) -> bool:
    """Tell whether an order wants something else than the rows it is verified by."""
    wanted = {key: qty for key, (qty, _gift, _spec) in units_of(lines, parts).items()}
    return wanted != _wanted(rows)


def items_difference(
    rows: Sequence[packing.PackLine], lines: Sequence[master.Line], parts: Mapping[str, list[tuple[str, int]]]
) -> str:
    """Return what the order wants more and less of than the rows it is verified by: ``+1 WY-FB-130, -1 WY-CW-120``."""
    now = {key: qty for key, (qty, _gift, _spec) in units_of(lines, parts).items()}
    before = _wanted(rows)
    off = {key: now.get(key, 0) - before.get(key, 0) for key in {**before, **now}}
    return ", ".join(f"{more:+d} {sku or name}" for (sku, name), more in sorted(off.items()) if more)


def other_rows(before: Sequence[packing.PackLine], now: Sequence[packing.PackLine]) -> bool:
    """Tell whether another session sends something else."""
    return _wanted(before) != _wanted(now)


def _wanted(rows: Sequence[packing.PackLine]) -> dict[tuple[str, str], int]:
    return {(row.sku, "" if row.sku else row.name): row.wanted for row in rows if row.role == SEND}


def seen(tx: Tx, row: Row[Any], *, station: str, operator_no: str) -> bool:
    """The packer has seen the change: void every label of before; tell whether one may be on paper."""
    on_paper = void_labels(tx, row, station=station, operator_no=operator_no)
    now = master.head(tx, row.order_id) or row
    packing.set_session(tx, row.order_id, opened_for=opened_for(tx, now))
    record(tx, station, actor=operator_no, action="change_seen", order_id=row.order_id)
    return on_paper


def void_labels(tx: Tx, row: Row[Any], *, station: str, operator_no: str) -> bool:
    """Let no copy of before prove anything, nor its number be used again; tell whether one may be on paper."""
    on_paper = prints.void(tx, row.order_id, "changed")
    if on_paper:
        if waybills.retire(tx, row.order_id, row.carrier or "", number=row.waybill_no or ""):
            master.set_order(tx, row.order_id, waybill_no=None)
        record(tx, station, actor=operator_no, action="label_void", order_id=row.order_id)
    return on_paper


def _place(row: Row[Any]) -> str:
    region = "".join(dict.fromkeys(part for part in (row.province, row.city, row.district) if part))
    return f"{region} ***"
