"""The last guards stand in the database itself, as migrations made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stock SET paid = on_hand + 1",
        "UPDATE stock SET held = -1",
        "UPDATE allocations SET qty = 0",
        "UPDATE allocations SET fund = '已确认'",
        "UPDATE allocations SET status = 'maybe'",
        "UPDATE allocations SET warehouse = NULL",
        "UPDATE order_lines SET qty = 0",
        "DELETE FROM orders",
    ],
)
def test_the_database_refuses_what_cannot_be(store: Store, statement: str) -> None:
    shop.build(store)
    shop.put(store, shop.order())
    with pytest.raises(IntegrityError):
        store.write(lambda tx: tx.execute(text(statement)))
