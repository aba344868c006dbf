"""An order's label before it prints: the same fields, no number used up, nothing asked for, nobody revealed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from station.orders.canonical import ChannelStatus
from station.orders.ids import short_code
from station.packing import labels, preview
from station.packing.labels import PRIVACY, Privacy
from station.packing.preview import NoPreviewError
from station.returns.exchange import apply_exchange
from station.store import choices, prints, waybills
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Store


def seen(store: Store, order_id: str) -> preview.Preview:
    with store.read() as tx:
        return preview.of_order(tx, order_id, station="1")


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def left(store: Store) -> tuple[dict[str, int], list[Any]]:
    with store.read() as tx:
        return waybills.left(tx), prints.listing(tx)


def test_what_is_seen_is_what_prints_but_for_the_number_and_the_copy(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    before = left(store)
    first = seen(store, order_id)
    bench.scan(short_code(order_id))
    opened = seen(store, order_id)
    assert left(store) == before
    bench.scan("WY-CW-120")
    printed = seen(store, order_id)
    assert differing(first.fields, opened.fields) == set()
    assert differing(opened.fields, printed.fields) == {"tracking_no", "printed"}
    number = str(bench.job(order_id).code)
    zeros = "".join("0" if sign.isdigit() else sign for sign in number)
    assert (first.fields["tracking_no"], printed.fields["tracking_no"]) == (zeros, number)
    assert first.told == ("运单号打印时才取：这里用 0 代替",)
    assert printed.told == ()
    assert (first.kind, first.role) == (printed.kind, printed.role) == ("waybill", "waybill")


def test_an_exchange_is_seen_with_its_new_and_old_item(store: Store) -> None:
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    to: dict[str, Any] = {"line_no": 1, "new_sku": "WY-FB-130", "text": "小了", "actor": "2001", "station": "desk"}
    new_id = str(store.write(lambda tx: apply_exchange(tx, order_id, **to)).order_id)
    before, found = left(store), seen(store, new_id)
    assert (found.kind, found.fields["new"]["code"], found.fields["old"]["code"]) == (
        "exchange",
        "WY-FB-130",
        "WY-CW-120",
    )
    bench.scan(short_code(new_id))
    assert left(store) == before
    bench.scan("WY-FB-130")
    assert differing(found.fields, seen(store, new_id).fields) == {"tracking_no", "printed"}


def test_the_one_that_prints_in_full_is_seen_masked(store: Store) -> None:
    bench = Bench(store)
    store.write(lambda tx: choices.put(tx, PRIVACY, Privacy.FULL))
    (order_id,) = shop.put(store, shop.order())
    for _moment in ("before", "asked for"):
        found = seen(store, order_id)
        assert "*" in found.fields["recipient"]["name"]
        assert "*" in found.fields["recipient"]["phone"]
        assert "测试路" not in str(found.fields)
        assert any("打码" in sentence for sentence in found.told)
        bench.scan(short_code(order_id))
        bench.scan("WY-CW-120")
    with store.read() as tx:
        job = bench.job(order_id)
        assert prints.fields_of(tx, job)["recipient"]["name"] == "测试甲"
        assert "测试甲" not in str(preview.of_job(tx, str(job.job_id)).fields)


def test_without_a_number_it_says_where_it_will_come_from(store: Store) -> None:
    Bench(store)
    (order_id,) = shop.put(store, shop.order(carrier="圆通"))
    found = seen(store, order_id)
    assert (found.fields["tracking_no"], found.fields["carrier"]) == ("", "圆通")
    assert found.told == ("还没有运单号：号池用完了，或要扫预印面单",)


def test_what_never_goes_out_has_no_label(store: Store) -> None:
    Bench(store)
    (order_id,) = shop.put(store, shop.order())
    with store.read() as tx, pytest.raises(NoPreviewError):
        preview.of_order(tx, "0" * 32, station="1")
    with store.read() as tx, pytest.raises(NoPreviewError):
        preview.of_job(tx, "P-NONE")
    shop.put(store, shop.order(status=ChannelStatus.CANCELLED, updated_at=shop.NOW + timedelta(minutes=1)))
    with store.read() as tx, pytest.raises(labels.OrderStoppedError):
        preview.of_order(tx, order_id, station="1")
