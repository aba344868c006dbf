"""Address changed 3 times or more and freight seen more than 5 times: service gets one ticket (row A33)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from station.hints.address_and_freight import RULE, rule
from station.intake import facts as intake_facts
from station.store import work
from station.tickets.tickets import Kind
from tests.station.hints.make import facts, order, take

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.mark.parametrize(("changes", "views", "fires"), [(3, 6, True), (3, 5, False), (2, 9, False), (4, 7, True)])
def test_both_counts_are_needed(changes: int, views: int, *, fires: bool) -> None:
    hint = rule(facts(address_changes=changes, freight_views=views))
    assert (hint is not None) == fires
    assert hint is None or (f"{changes}" in hint.why and f"{views}" in hint.why)


def test_events_of_the_page_open_one_ticket_for_service(store: Store) -> None:
    (order_id,) = take(store, order())
    kinds = ["address_changed"] * 3 + ["freight_viewed"] * 8
    for number, kind in enumerate(kinds):
        told = {"kind": kind, "channel": "taobao", "shop": "测试旗舰店", "number": "1", "event_id": f"e{number}"}
        intake_facts.take(store, json.dumps(told).encode())
    with store.read() as tx:
        (ticket,) = work.alike(tx, order_id, kind=Kind.REVIEW, sku=RULE)
    assert ticket.role == "service"


def test_what_happened_before_the_order_came_counts_at_once(store: Store) -> None:
    for number, kind in enumerate(["address_changed"] * 3 + ["freight_viewed"] * 6):
        told = {"kind": kind, "channel": "taobao", "shop": "测试旗舰店", "number": "1", "event_id": f"e{number}"}
        intake_facts.take(store, json.dumps(told).encode())
    (order_id,) = take(store, order())
    with store.read() as tx:
        assert work.alike(tx, order_id, kind=Kind.REVIEW, sku=RULE)
