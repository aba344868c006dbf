"""What a rule may ask for, and what it says.

To add a rule, add a file here and its test:

    version = 1                                   # count up when the same facts lead to something else

    def rule(facts: Facts) -> Hint | None: ...    # pure: no store, no clock, the same facts give the same hint

    def act(tx, facts, hint) -> None: ...         # only if the hint also does something; runs once per new decision

The file's name is the rule's id. ``gather.py`` fills ``Facts``, ``decide.py`` runs every rule and keeps what it said
with its inputs, so that "why?" has an answer later (row A46). Inputs are plain JSON and no person's data: numbers,
codes, dates, and words already through ``quote``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from station.hints.card import Level, Severity

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the order."""

    sku: str | None
    name: str
    qty: int
    is_gift: bool


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing the buyer complained of."""

    kind: str
    words: str
    at: datetime
    order_code: str  # short code of the order it was about; "" when nobody noted it


@dataclass(frozen=True, slots=True)
class Placed:
    """One order of the same buyer near this one in time."""

    order_id: str
    at: datetime
    province: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """What we know of the buyer; the key says nothing about the person."""

    key: str
    orders: int = 0
    returns: int = 0
    complaints: tuple[Complaint, ...] = ()
    no_messages: bool = False
    overdue: int = 0  # payments due in the calendar month before and not made by then
    nearby: tuple[Placed, ...] = ()  # within 24 hours before and after, this order too


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule may ask about one order.

    Attributes:
        remote: whether carriers count the place as a remote township.
        all_orders: orders of all buyers together, for means; 0 where no rule will need them.
    """

    order_id: str
    short_code: str
    channel: str = ""
    state: str = ""
    state_at: datetime | None = None
    stuck_role: str = ""  # who was told that it stands still; "" when it does not
    created_at: datetime | None = None
    paid_at: datetime | None = None
    ship_by: datetime | None = None
    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    remote: bool = False
    buyer_note: str = ""
    seller_note: str = ""
    flags: frozenset[str] = frozenset()
    address_changes: int = 0  # on the order's page, told by the channel
    freight_views: int = 0
    items: tuple[Item, ...] = ()
    buyer: Buyer | None = None
    all_orders: int = 0
    all_returns: int = 0


@dataclass(frozen=True, slots=True)
class Hint:
    """What a rule says.

    Attributes:
        text: one sentence, verb first.
        why: who, when, what words, which order.
        blocking: must be answered before a label is printed.
        level: what it is about; among equally loud ones the nearer to the order comes first.
        material: barcode of a roll or bag that must be scanned as the answer; "" for none.
        inputs: the facts it was decided from; a blocking hint asks again when they change.
    """

    text: str
    why: str
    severity: Severity = Severity.ATTENTION
    blocking: bool = False
    level: Level = Level.ORDER
    material: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)


class Rule(Protocol):
    """The function ``rule`` of each rule file."""

    def __call__(self, facts: Facts) -> Hint | None:
        """Return the hint, ``None`` when the rule does not concern this order."""
        ...


class Act(Protocol):
    """The function ``act`` of a rule file that does more than talk."""

    def __call__(self, tx: Tx, facts: Facts, hint: Hint) -> None:
        """Do it, in the transaction that stores the decision."""
        ...
