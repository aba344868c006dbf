"""Every sheet can be printed by a person, and says what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.errors import UserError
from station.orders.ids import short_code
from station.packing import session
from station.people.codes import badge_code, command_code
from station.people.permit import NotAllowedError
from station.store import prints
from station.tickets.tickets import open_ticket
from tests import shop
from ui import sheets

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def order(store: Store) -> str:
    """Pack an order as far as its label; a piece of it must be fetched from the other house."""
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    for code in (badge_code("1001"), short_code(order_id), "6900000000028", "6900000000011"):
        session.scan(store, code, station="1")
    where = {"from_warehouse": "YW2", "to_warehouse": "HZ1"}
    store.write(
        lambda tx: open_ticket(
            tx, kind="transfer", title="调 2 件", role="lead", due_in_minutes=60, sku="SOCK", qty=2, **where
        )
    )
    return order_id


def key_of(store: Store, kind: str, order_id: str) -> str:
    from station.intake import work_list

    with store.read() as tx:
        (ticket,) = work_list.waiting(tx, kind="transfer")
    keys = {"transfer": ticket.ticket.ticket_id[:12].upper(), "slip_receipt": short_code(order_id)}
    return {**keys, "item": "WY-CW-120", "badge": "1001"}.get(kind, "")


@pytest.mark.parametrize("kind", sheets.KINDS)
def test_it_is_drawn_as_it_prints_and_goes_into_the_outbox(store: Store, order: str, kind: str) -> None:
    key = key_of(store, kind, order)
    assert sheets.picture(store, kind, key, station="1", operator="desk").width
    asked = sheets.print_sheet(store, kind, key, station="1", operator="desk")
    with store.read() as tx:
        row = prints.by_job(tx, asked)
        assert row is not None
        assert row.state == prints.QUEUED
        assert prints.fields_of(tx, row)["printed"]["operator"] == "desk"
        assert sheets.kind_name(kind)


@pytest.mark.parametrize("kind", ["transfer", "slip_receipt", "item", "badge"])
def test_what_it_is_about_must_be_there(store: Store, order: str, kind: str) -> None:
    with pytest.raises(UserError) as refused:
        sheets.print_sheet(store, kind, "NOTHING", station="1", operator="desk")
    assert refused.value.remedy


def test_a_badge_is_not_for_packers(store: Store, order: str) -> None:
    with pytest.raises(NotAllowedError):
        sheets.print_sheet(store, "badge", "2001", station="1", operator="1001")
    with pytest.raises(NotAllowedError):
        sheets.picture(store, "badge", "2001", station="1", operator="1001")


def test_a_transfer_note_tells_where_from_and_where_to(store: Store, order: str) -> None:
    with store.read() as tx:
        _kind, note = sheets.sheet(tx, "transfer", key_of(store, "transfer", order), station="1")
    assert (note.source, note.target) == ("义乌二仓", "杭州一仓")
    assert (note.items[0].code, note.items[0].qty) == ("SOCK", 2)


def test_the_bench_prints_what_its_shift_did_and_logs_out(store: Store, order: str) -> None:
    shown = session.scan(store, command_code("SHIFT"), station="1")
    assert shown.operator == ""
    (job,) = shown.print_jobs
    with store.read() as tx:
        row = prints.by_job(tx, job)
        assert row is not None
        fields = prints.fields_of(tx, row)
    assert row.kind == "shift_report"
    assert fields["people"] == "王芳"
    assert ["拦下错件", "1"] in [list(pair) for pair in fields["figures"]]
    with store.read() as tx:  # the next one begins here
        _kind, following = sheets.sheet(tx, "shift_report", "1", station="1")
    assert ("拦下错件", "0") in following.figures
