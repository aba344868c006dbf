"""A label is printed again for a reason, and by role with a PIN; who may not is refused wherever they ask."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from station.errors import UserError
from station.orders.ids import short_code
from station.packing.view import Step
from station.people import pins
from station.people.codes import again_code, badge_code, reason_code
from station.people.permit import PinWantedError, SecondPersonError
from station.people.roles import Role
from station.store import audit, prints
from tests import shop
from tests.station.packing.bench import Bench
from tests.station.people.staff import NUMBERS, PIN, cheap, hire

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def printed(store: Store) -> tuple[Bench, str]:
    """Give a bench of a packer whose order's label is out."""
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    bench.printed(order_id)
    return bench, order_id


def written(bench: Bench, action: str) -> list[dict[str, object]]:
    with bench.store.read() as tx:
        rows = [row for row in audit.links(tx, "1") if row.action == action]
    return [row.detail if isinstance(row.detail, dict) else json.loads(row.detail) for row in rows]


def test_the_key_shows_the_reasons_and_prints_nothing(printed: tuple[Bench, str]) -> None:
    bench, order_id = printed
    shown = bench.say("REPRINT")
    assert shown.step is Step.GIVE_REASON
    assert "1  没出来" in shown.story[0].lines
    assert bench.job(order_id).copy_no == 1


@pytest.mark.parametrize(("code", "why"), [(again_code(3), "扫不出来"), (reason_code("卡纸 撕坏了"), "卡纸 撕坏了")])
def test_the_reason_stands_in_the_audit_and_the_copy_on_the_label(
    printed: tuple[Bench, str], code: str, why: str
) -> None:
    bench, order_id = printed
    bench.scan(badge_code("2001"))
    shown = bench.scan(code)
    assert len(shown.print_jobs) == 1
    with bench.store.read() as tx:
        assert prints.fields_of(tx, bench.job(order_id))["printed"]["copy_no"] == 2
    assert written(bench, "reprint")[0]["reason"] == why


def test_a_packer_needs_a_lead_beside_them(printed: tuple[Bench, str], monkeypatch: pytest.MonkeyPatch) -> None:
    bench, order_id = printed
    monkeypatch.setattr(pins, "_hasher", cheap)
    with pytest.raises(SecondPersonError):
        bench.scan(again_code(1))
    hire(bench.store)
    lead, packer = NUMBERS[Role.LEAD], NUMBERS[Role.PACKER]
    with pytest.raises(PinWantedError):  # a badge may be copied
        bench.scan(reason_code("没出来", lead))
    with pytest.raises(UserError):
        bench.scan(reason_code("没出来", packer))
    pins.prove(bench.store, lead, PIN, station="1")
    assert len(bench.scan(reason_code("没出来", lead)).print_jobs) == 1
    (agreed,) = written(bench, "reprint_agreed")
    assert agreed["reason"] == "没出来"
    assert agreed["asked_by"] == "1001"
    assert bench.job(order_id).copy_no == 2


def test_before_a_label_is_out_nothing_is_printed_again(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    bench.scan(badge_code("2001"))
    assert bench.scan(again_code(1)).print_jobs == ()
    bench.scan(short_code(order_id))
    assert bench.scan(reason_code("急")).print_jobs == ()
    bench.scan("WY-CW-120")
    assert bench.scan(again_code(1)).print_jobs == ()
    assert bench.job(order_id).copy_no == 1


def test_a_label_that_never_left_prints_by_key_or_command_without_a_reason(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    bench.scan(short_code(order_id))
    assert bench.say("REPRINT").print_jobs == ()  # not every item is in
    bench.scan("WY-CW-120")
    job = str(bench.job(order_id).job_id)
    store.write(lambda tx: prints.move(tx, job, (prints.QUEUED,), prints.CANCELLED))
    shown = bench.say("REPRINT")
    assert (shown.print_jobs, shown.step) == ((job,), Step.WAIT_LABEL)
    assert (bench.job(order_id).state, bench.job(order_id).copy_no) == (prints.QUEUED, 1)
