"""A recipient only the platform may read: no printer of ours gets the label, its component does and says the number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import Recipient
from station.packing import encrypted, labels, move_print
from station.packing.encrypted import PlatformOnlyError
from station.store import orders as master
from station.store import prints, waybills
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

_SECRET = Recipient("##bWFtYQ==##x1", "$$13f0aa9$$1$", "浙江省", "杭州市", "余杭区", "", "##ZGV0YWls##")


def _order(store: Store, *, channel: str = "douyin", who: Recipient = _SECRET) -> str:
    shop.build(store)
    (order_id,) = shop.put(store, replace(shop.order(), channel=channel, recipient=who))
    return order_id


def _request(store: Store, order_id: str) -> str:
    return store.write(lambda tx: labels.request(tx, order_id, station="1", operator_no="1001", printer="waybill"))


def test_its_label_waits_for_the_component_and_takes_no_number(store: Store) -> None:
    order_id = _order(store)
    with store.read() as tx:
        before = waybills.left(tx)
    job_id = _request(store, order_id)
    with store.read() as tx:
        job, row = prints.by_job(tx, job_id), master.head(tx, order_id)
        assert job is not None
        assert row is not None
        assert (job.printer, job.state, job.code) == ("component:doudian", prints.QUEUED, "")
        assert "component print doudian" in job.why
        assert (row.waybill_no or "", waybills.left(tx)) == ("", before)
        assert prints.homeless(tx, "1", ["waybill"]) == 0
    assert prints.PrintOutbox(store, "1", "test").claim("waybill") is None


def test_it_cannot_be_moved_to_a_printer_of_ours(store: Store) -> None:
    job_id = _request(store, _order(store))
    with pytest.raises(PlatformOnlyError) as refused:
        store.write(lambda tx: move_print.move(tx, job_id, "waybill", reason="test", operator="1001", station="1"))
    assert "component print doudian" in refused.value.remedy


def test_the_number_the_component_names_is_the_orders(store: Store) -> None:
    order_id = _order(store)
    _request(store, order_id)
    assert store.write(lambda tx: encrypted.note_number(tx, order_id, "YT8800000000099")) == "YT8800000000099"
    assert store.write(lambda tx: encrypted.note_number(tx, order_id, "YT8800000000098")) == "", "it has one already"
    with store.read() as tx:
        assert [(each, kind) for each, kind in master.by_code(tx, "YT8800000000099")] == [(order_id, "waybill")]


def test_nonsense_and_anothers_number_are_not_taken(store: Store) -> None:
    order_id = _order(store)
    (other,) = shop.put(store, shop.order("6900000000000000002"))
    store.write(lambda tx: encrypted.note_number(tx, other, "YT8800000000097"))
    for number in ("^XA^XZ", "YT8800000000097", ""):
        assert store.write(lambda tx, number=number: encrypted.note_number(tx, order_id, number)) == ""  # type: ignore[misc]


def test_a_platform_without_a_component_is_refused_with_what_to_do(store: Store) -> None:
    order_id = _order(store, channel="kuaishou")
    with pytest.raises(PlatformOnlyError) as refused:
        _request(store, order_id)
    assert refused.value.remedy


def test_a_masked_recipient_prints_as_before(store: Store) -> None:
    masked = Recipient("张**", "138****0001", "浙江省", "杭州市", "余杭区", "", "")
    job_id = _request(store, _order(store, who=masked))
    with store.read() as tx:
        job = prints.by_job(tx, job_id)
        assert job is not None
        assert (job.printer, job.why) == ("waybill", "")
