"""Who may do what: the one table. Action -> roles, whether a badge is enough, whether a second person must agree.

A badge says who packs; anybody can print a badge, so what a lead decides asks for the PIN as well. To add an action,
add one word to ``Action`` and one line to ``TABLE``; ``station/people/permit.py`` enforces it wherever a use case
calls ``require``, so a command line or HTTP call is refused like a click.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    REPRINT = "reprint"  # one more copy of a label that may be out already
    CALL_OFF_PRINT = "call_off_print"
    CLOSE_WITHOUT_SCAN = "close_without_scan"  # a person says the label is on the parcel
    REOPEN = "reopen"  # open a sealed parcel again
    RELEASE_HOLD = "release_hold"
    ADJUST_STOCK = "adjust_stock"
    AFTER_SALE = "after_sale"
    END_WORK = "end_work"  # say that a ticket is done
    MOVE_ORDER = "move_order"  # one state on, by an owner of that state, with what it asks for
    PICK = "pick"  # make and print pick lists
    INVOICE = "invoice"  # say that an invoice was written
    IMPORT = "import"  # orders from files
    CATALOGUE = "catalogue"  # SKUs, barcodes, channel codes
    CONFIRM_SLIP = "confirm_slip"
    REVEAL = "reveal"  # see a name, phone or address unmasked
    EXPORT = "export"  # take a masked file out of the shop
    EXPORT_PLAIN = "export_plain"  # take names and phones out of the shop
    ERASE = "erase"  # one person's data, before its time
    RULES = "rules"
    OPERATORS = "operators"
    SETTINGS = "settings"
    AUDIT = "audit"  # read and export the trail
    BACKUP = "backup"
    RESTORE = "restore"
    KEY = "key"  # export or change the key of personal data


@dataclass(frozen=True, slots=True)
class Permission:
    """One line of the table.

    Attributes:
        pin: the badge is not enough.
        second: roles of the second person who must agree; empty where one is enough.
    """

    roles: frozenset[Role]
    pin: bool = True
    second: frozenset[Role] = frozenset()


def _line(*roles: Role, pin: bool = True, second: tuple[Role, ...] = ()) -> Permission:
    return Permission(frozenset(roles), pin, frozenset(second))


_P, _L, _S, _F, _V, _I = Role
TABLE: dict[Action, Permission] = {
    Action.PACK: _line(_P, _L, _V, pin=False),
    Action.HOLD: _line(_P, _L, _S, _F, _V, pin=False),
    Action.REPRINT: _line(_L, _V),
    Action.CALL_OFF_PRINT: _line(_L, _V),
    Action.CLOSE_WITHOUT_SCAN: _line(_L, _V),
    Action.REOPEN: _line(_L, _V),
    Action.RELEASE_HOLD: _line(_L, _S, _V),
    Action.ADJUST_STOCK: _line(_L, _V),
    Action.AFTER_SALE: _line(_L, _S, _V),
    Action.END_WORK: _line(_L, _S, _F, _V, pin=False),
    Action.MOVE_ORDER: _line(_L, _S, _F, _V, pin=False),
    Action.PICK: _line(_P, _L, _V, pin=False),
    Action.INVOICE: _line(_F, _V, pin=False),
    Action.IMPORT: _line(_L, _S, _V, _I, pin=False),
    Action.CATALOGUE: _line(_L, _V, _I),
    Action.CONFIRM_SLIP: _line(_P, _L, _S, _V, pin=False),
    Action.REVEAL: _line(_S, _V),
    Action.EXPORT: _line(_F, _V),
    Action.EXPORT_PLAIN: _line(_V, second=(_F, _V, _I)),
    Action.ERASE: _line(_V, second=(_S, _V, _I)),
    Action.RULES: _line(_V),
    Action.OPERATORS: _line(_V, _I),
    Action.SETTINGS: _line(_V, _I),
    Action.AUDIT: _line(_F, _V, _I),
    Action.BACKUP: _line(_V, _I),
    Action.RESTORE: _line(_V, _I),
    Action.KEY: _line(_V, _I),
}


def may(role: str, action: str) -> bool:
    """Tell whether the role may do it; an unknown role or action may not."""
    return any(role in line.roles for known, line in TABLE.items() if known == action)
