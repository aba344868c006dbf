"""Every deed that names an order has its words on the evidence page."""

from __future__ import annotations

import ast
from pathlib import Path

import station
from station.packing.deed_words import deed


def _deeds() -> set[str]:
    """Return the action of every ``record(..., order_id=...)`` in the station's code."""
    found = {"print"}  # labels.py chooses between this and "reprint"
    for path in Path(station.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record":
                given = {key.arg: key.value for key in call.keywords}
                action = given.get("action")
                if "order_id" in given and isinstance(action, ast.Constant):
                    found.add(str(action.value))
    return found


def test_no_deed_of_the_trail_is_shown_as_the_stores_own_word() -> None:
    deeds = _deeds()
    assert len(deeds) > 30
    assert not {action for action in deeds if deed(action, {}) == action} - {
        "weighed",
        "stopped",
    }  # the same in English


def test_the_reason_stands_behind_the_deed() -> None:
    assert deed("reopened", {"reason": "地址错了"}).endswith("地址错了")
