"""Everything the shop can show of one parcel, for the buyer who says something was missing.

Items and each scan of them, boxes, captured numbers, weight, what the packer was told and answered, labels, photos,
proof that it left, the trail of who did what. Personal data stays masked. ``printing/evidence.py`` makes the page;
``parcel page`` finds it by waybill or any other number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from station.channels.names import shown_name
from station.clock import show
from station.errors import UserError
from station.hints.decide import cards
from station.orders.states import state_name
from station.packing.deed_words import deed
from station.packing.print_words import state_word
from station.people import operators
from station.store import audit, packing, prints
from station.store import orders as master
from station.store.packing import OLD
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx

Table = tuple[tuple[str, ...], ...]


class NothingPackedError(UserError):
    """There is nothing to show."""

    code = "NOTHING_PACKED"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One parcel.

    Attributes:
        facts: (name, value).
        sections: title, columns, rows.
        photos: pictures taken at the closing, as files.
    """

    order_id: str
    title: str
    facts: Table
    sections: tuple[tuple[str, tuple[str, ...], Table], ...]
    photos: tuple[bytes, ...]


def evidence(tx: Tx, order_id: str) -> Evidence:
    """Return what is known of a parcel.

    Raises:
        NothingPackedError: nobody has opened this order at a bench.
    """
    row, session = master.head(tx, order_id), packing.session(tx, order_id)
    if row is None or session is None:
        raise NothingPackedError(_("Nobody has packed this order yet"), _("look for it by its waybill number"))
    bench = _("Bench {name}").format(name=session.station)
    photos = tuple(packing.photos(tx, order_id))
    facts = (
        (_("Order"), f"{row.short_code} · {shown_name(row.channel)} {row.number}"),
        (_("Waybill"), f"{row.waybill_no or '—'} {row.carrier or ''}"),
        (_("Recipient"), f"{row.name_mask or ''} {row.phone_mask or ''} {row.province or ''}{row.city or ''}"),
        (_("State"), state_name(row.state)),
        (_("Packed by"), " · ".join((_packers(tx, order_id, session.operator_no), bench))),
        (_("Packed"), f"{_when(row.opened_at)} – {_when(row.packed_at)}"),
        (_("Boxes"), str(session.boxes)),
        (_("Weight"), "—" if session.weight_g is None else f"{session.weight_g} g"),
        (_("Photos"), str(len(photos)) if photos else _("none: no camera gave a picture")),
    )
    sections = (
        (_("Items"), (_("Item"), _("Specification"), "SKU", _("Scanned")), _items(tx, order_id)),
        (_("Scans"), (_("Time"), "SKU", _("Pieces"), _("Box"), _("Number"), _("By")), _scans(tx, order_id)),
        (_("Hints"), (_("Hint"), _("Answer")), _hints(tx, order_id)),
        (_("Labels"), (_("Time"), _("Copy"), _("Number"), _("State")), _labels(tx, order_id)),
        (_("Proof that it left"), (_("Time"), _("Kind"), _("Reference"), _("By")), _proofs(tx, order_id)),
        (_("Trail"), (_("Time"), _("Bench"), _("By"), _("What")), _trail(tx, order_id)),
    )
    filled = tuple(section for section in sections if section[2])
    title = _("Evidence of parcel {code}").format(code=row.waybill_no or row.short_code)
    return Evidence(order_id, title, facts, filled, photos)


def _packers(tx: Tx, order_id: str, opened_by: str) -> str:
    """Return everybody who had a hand in it, in the order they came: a shift may change in the middle."""
    scanned = [one.operator_no for one in packing.steps(tx, order_id)]
    closed = [one.actor for one in audit.of_order(tx, order_id) if one.action == "packed"]
    return "、".join(_who(tx, one) for one in dict.fromkeys((opened_by, *scanned, *closed)))


def _items(tx: Tx, order_id: str) -> Table:
    rows = [row for row in packing.lines(tx, order_id) if row.role != OLD]
    return tuple((row.name, row.spec, row.sku, f"{row.scanned}/{row.wanted}") for row in rows)


def _scans(tx: Tx, order_id: str) -> Table:
    sku = {row.line_no: row.sku or row.name for row in packing.lines(tx, order_id)}
    return tuple(
        (_when(one.at), sku.get(one.line_no, ""), str(one.qty), str(one.box), one.captured, _who(tx, one.operator_no))
        for one in packing.steps(tx, order_id)
    )


def _hints(tx: Tx, order_id: str) -> Table:
    words = {"done": _("done"), "cant": _("could not")}
    return tuple((card.text, words.get(card.answer or "", "—")) for card in cards(tx, order_id))


def _labels(tx: Tx, order_id: str) -> Table:
    return tuple(
        (_when(job.changed_at), str(job.copy_no), job.code or "", state_word(job.state))
        for job in prints.of_order(tx, order_id)
    )


def _proofs(tx: Tx, order_id: str) -> Table:
    words = {"handover": _("handed over"), "event": _("courier event"), "screenshot": _("picture")}
    return tuple(
        (_when(one.at), words.get(one.kind, one.kind), one.reference, _who(tx, one.actor))
        for one in packing.proofs(tx, order_id)
    )


def _trail(tx: Tx, order_id: str) -> Table:
    return tuple(
        (_when(one.at), one.station, _who(tx, one.actor), deed(one.action, one.detail))
        for one in audit.of_order(tx, order_id)
    )


def _who(tx: Tx, operator_no: str) -> str:
    operator = operators.by_no(tx, operator_no)
    return operator.name if operator is not None else operator_no


def _when(at: object) -> str:
    return show(at, "%m-%d %H:%M:%S") if isinstance(at, datetime) else "—"
