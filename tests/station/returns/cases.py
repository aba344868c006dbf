"""After-sale cases as platforms tell them, for tests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.orders.canonical import CanonicalCase, CaseType
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

NUMBER = "6900000000000000001"


def case(kind: CaseType, *, text: str = "", case_no: str = "R1", **changes: Any) -> CanonicalCase:
    """Return an open case."""
    made = CanonicalCase(case_no, kind, open=True, agreed=False, text=text)
    return replace(made, **changes)


def tell(store: Store, *cases: CanonicalCase, **changes: Any) -> str:
    """Let the platform tell the order with these cases; return its id."""
    return shop.put(store, shop.order(NUMBER, cases=cases, **changes))[0]
