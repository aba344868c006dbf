"""Who may do what at the bench and desk. Thin: one table; windows and commands ask ``may``."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is in the warehouse."""

    PACKER = "packer"
    LEAD = "lead"
    SERVICE = "service"
    FINANCE = "finance"
    SUPERVISOR = "supervisor"
    IT = "it"


class Action(StrEnum):
    """What needs a permission."""

    PACK = "pack"
    HOLD = "hold"
    REPRINT = "reprint"
    CLOSE_WITHOUT_SCAN = "close_without_scan"  # a person says the label is on the parcel
    RELEASE_HOLD = "release_hold"
    ADJUST_STOCK = "adjust_stock"
    AFTER_SALE = "after_sale"
    REVEAL = "reveal"  # see a name or phone unmasked
    EXPORT = "export"
    RULES = "rules"
    OPERATORS = "operators"
    SETTINGS = "settings"


_BENCH = frozenset({Action.PACK, Action.HOLD})
_LEAD = _BENCH | {
    Action.REPRINT,
    Action.CLOSE_WITHOUT_SCAN,
    Action.RELEASE_HOLD,
    Action.ADJUST_STOCK,
    Action.AFTER_SALE,
}
_MAY: dict[str, frozenset[str]] = {
    Role.PACKER: _BENCH,
    Role.LEAD: _LEAD,
    Role.SERVICE: frozenset({Action.HOLD, Action.RELEASE_HOLD, Action.AFTER_SALE, Action.REVEAL}),
    Role.FINANCE: frozenset({Action.HOLD, Action.EXPORT}),
    Role.SUPERVISOR: frozenset(Action) - {Action.SETTINGS},
    Role.IT: frozenset({Action.SETTINGS, Action.OPERATORS}),
}


def may(role: str, action: str) -> bool:
    """Tell whether the role may do it; an unknown role or action may not."""
    return action in _MAY.get(role, frozenset())
