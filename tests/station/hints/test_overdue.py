"""Overdue payments of the calendar month before: the client's sentence with the number (row A45)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from station.clock import FixedClock
from station.hints.gather import gather
from station.hints.overdue import rule
from station.intake import facts as intake_facts
from tests.station.hints.make import AT, buyer, facts, order, take

if TYPE_CHECKING:
    from station.store.engine import Store


def test_the_sentence_is_the_clients() -> None:
    hint = rule(facts(buyer=buyer(overdue=2)))
    assert hint is not None
    assert hint.text == "该客户上月有2笔逾期付款，本次收款优先入账"


def test_nothing_overdue_nothing_said() -> None:
    assert rule(facts(buyer=buyer())) is None
    assert rule(facts()) is None


def test_only_the_month_before_counts(store: Store) -> None:
    store.clock = FixedClock(AT)
    (order_id,) = take(store, order())
    dues = {
        "2026-10-01": "",  # last month, unpaid
        "2026-10-31": "2026-11-05",  # last month, paid late
        "2026-10-15": "2026-10-10",  # in time
        "2026-09-30": "",  # the month before
        "2026-11-02": "",  # this month
    }
    for number, (due, paid) in enumerate(dues.items()):
        told = {
            "kind": "receivable",
            "phone": "13800000001",
            "due": due,
            "paid": paid,
            "amount": "10",
            "id": f"Z{number}",
        }
        intake_facts.take(store, json.dumps(told).encode())
    with store.read() as tx:
        found = gather(tx, order_id)
    assert found is not None
    assert found.buyer is not None
    assert found.buyer.overdue == 2
