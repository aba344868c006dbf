"""A customer in the clear: for who may, with a reason, in the trail, and not by the dozen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from station.people import pins
from station.people.permit import NotAllowedError, PinWantedError
from station.people.reveal import MOST_AN_HOUR, RevealRefusedError, reveal
from station.people.roles import Role
from station.store import audit
from tests import shop
from tests.station.people.staff import PIN, hire

if TYPE_CHECKING:
    from station.store.engine import Store


def _show(store: Store, order_id: str, who: str, reason: str = "客户来电改地址") -> dict[str, str]:
    return store.write(partial(reveal, order_id=order_id, operator_no=who, reason=reason, station="1"))


def test_a_reveal_shows_and_is_written_down(store: Store) -> None:
    (order_id,) = shop.put(store, shop.order())
    service = hire(store)[Role.SERVICE]
    with pytest.raises(PinWantedError):
        _show(store, order_id, service)
    pins.prove(store, service, PIN, station="1")
    assert _show(store, order_id, service)["phone"] == "13800000001"
    with store.read() as tx:
        (entry,) = [row for row in audit.of_order(tx, order_id) if row.action == "reveal"]
    assert (entry.actor, entry.detail) == (service, {"reason": "客户来电改地址"})


def test_nothing_is_shown_without_right_or_reason(store: Store) -> None:
    (order_id,) = shop.put(store, shop.order())
    numbers = hire(store)
    for role in (Role.PACKER, Role.LEAD, Role.FINANCE, Role.IT):
        with pytest.raises(NotAllowedError):
            _show(store, order_id, numbers[role])
    pins.prove(store, numbers[Role.SERVICE], PIN, station="1")
    with pytest.raises(RevealRefusedError):
        _show(store, order_id, numbers[Role.SERVICE], " ")


def test_nobody_reads_the_whole_book(store: Store) -> None:
    (order_id,) = shop.put(store, shop.order())
    service = hire(store)[Role.SERVICE]
    pins.prove(store, service, PIN, station="1")
    for _n in range(MOST_AN_HOUR):
        _show(store, order_id, service)
    with pytest.raises(RevealRefusedError) as told:
        _show(store, order_id, service)
    assert told.value.code == "REVEAL_MOST"
