"""Buyer keys: one person, one key; a hidden phone is no person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.people.buyer import KeyKind, buyer_key, key_kind, known_by

if TYPE_CHECKING:
    from station.store.engine import Store


def _key(store: Store, phone: str, *, channel: str = "taobao", buyer_id: str | None = None) -> str | None:
    with store.read() as tx:
        return buyer_key(tx, phone=phone, channel=channel, buyer_id=buyer_id)


def test_one_phone_is_one_buyer_on_every_channel(store: Store) -> None:
    first = _key(store, "13800000001", channel="taobao", buyer_id="a")
    assert first is not None
    assert first == _key(store, "+86 138-0000-0001", channel="douyin", buyer_id="b")
    assert first != _key(store, "13800000002")
    assert key_kind(first) == KeyKind.PHONE


@pytest.mark.parametrize("phone", ["", "138****0001", "18400000000-1234", "$$Zm9v", "无"])
def test_a_hidden_phone_counts_for_nothing(store: Store, phone: str) -> None:
    assert _key(store, phone) is None
    key = _key(store, phone, buyer_id="open-1")
    assert key is not None
    assert key_kind(key) == KeyKind.CHANNEL
    assert key == _key(store, "", buyer_id="open-1")
    assert key != _key(store, "", channel="douyin", buyer_id="open-1")
    assert "买家ID" in known_by(key)


def test_a_masked_nickname_is_no_buyer_id(store: Store) -> None:
    assert _key(store, "", buyer_id="测**1") is None


def test_the_key_does_not_give_the_number_away(store: Store) -> None:
    key = _key(store, "13800000001")
    assert key is not None
    assert "13800000001" not in key
