"""What a channel is: a place orders come from, with its exports and its messages.

To add one, write ``station/channels/<id>.py`` with ``channel: Channel = Mine()``; the file name is the channel's id
and nothing else lists it. Say the columns of its exports (``Export`` in ``export.py``): names as the platform writes
them, today's first, former ones after; every name the export has helps to recognise it. Say its status words: a word
that is not there is refused, never guessed. Map its messages in ``orders_from_message``. Copy a small export and
message with invented people into ``tests/data/channels`` and add a golden test. Order numbers are opaque text; times
are Shanghai time in exports; money becomes fen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from station.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from station.channels.export import Export
    from station.orders.canonical import CanonicalCase, CanonicalOrder
    from station.rows import Refused


class BadMessageError(UserError):
    """A message (push, API answer) that this channel does not send in this form."""

    code = "BAD_MESSAGE"


@dataclass(frozen=True, slots=True)
class CaseReport:
    """News of an after-sale case from a source that does not tell the whole order."""

    channel: str
    shop: str
    number: str
    case: CanonicalCase
    updated_at: datetime
    row: int = 0


@dataclass(frozen=True, slots=True)
class ToFetch:
    """A message that only says which order or case changed: its facts must be fetched (待拉取).

    Attributes:
        kind: ``order`` or ``case``.
        number: order number; "" when the message names only the case.
        case_no: after-sale number where the message is about a case.
    """

    channel: str
    shop: str
    kind: str
    number: str
    case_no: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of an export or a message."""

    orders: tuple[CanonicalOrder, ...] = ()
    cases: tuple[CaseReport, ...] = ()
    refused: tuple[Refused, ...] = ()
    to_fetch: tuple[ToFetch, ...] = ()
    rows_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


class Channel(Protocol):
    """One channel."""

    @property
    def name(self) -> str:
        """Translated name as people know it."""
        ...

    @property
    def id_column(self) -> str:
        """Column of its order numbers in our own exports, such as ``TB_ORDER_ID``."""
        ...

    @property
    def exports(self) -> Sequence[Export]:
        """Kinds of export file; empty when the channel has none."""
        ...

    def orders_from_message(self, body: Any, *, received_at: datetime) -> Reading:
        """Map one parsed message; what it does not carry is left ``None``.

        Raises:
            BadMessageError: not a message of this channel.
        """
        ...
