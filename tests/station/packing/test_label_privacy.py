"""Labels show of a recipient what the shop chose: masked by default, the region only, or everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.packing import labels
from station.store import choices, prints
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.mark.parametrize(
    ("shown", "name", "phone", "address"),
    [
        ("", "测**", "138******01", "浙江省杭州市余杭区***"),
        ("region", "", "", "浙江省杭州市余杭区***"),
        ("full", "测试甲", "13800000001", "浙江省杭州市余杭区五常街道测试路0号"),
    ],
)
def test_recipient_on_a_label(store: Store, shown: str, name: str, phone: str, address: str) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    if shown:
        store.write(lambda tx: choices.put(tx, labels.PRIVACY, shown))
    store.write(lambda tx: labels.request(tx, order_id, station="1", operator_no="1001", printer=""))
    with store.read() as tx:
        told = prints.fields_of(tx, prints.of_order(tx, order_id)[0])["recipient"]
    assert (told.get("name", ""), told.get("phone", ""), told["address"]) == (name, phone, address)
