"""Fetches what messages only named (待拉取), through each channel's connector; nothing asked for is ever forgotten.

An answer is mapped and accepted like a push, and in the same transaction the fetch is done. What fails is tried again
after 10 s, 20 s, 40 s … one hour at most; from the third time on (at once, when the channel is not set up) it is work
for IT, closed by itself when it succeeds. News that comes while it is being fetched asks once more. Called by
``serve`` and ``receive pull``.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from station.channels.base import ToFetch
from station.channels.client import PlatformError, clients, home
from station.channels.recognise import channels
from station.channels.secret import secrets_of
from station.errors import StationError
from station.intake.accept import accept_one
from station.intake.cases import accept_case
from station.intake.shops import under_known_shops
from station.people.roles import Role
from station.store import inbox, work
from station.text import _
from station.tickets.tickets import Kind, open_ticket

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from station.channels.base import Reading
    from station.store.engine import Store, Tx
    from station.store.rows import Row

log = logging.getLogger(__name__)
_AT_ONCE = 4
_FIRST, _LONGEST = timedelta(seconds=10), timedelta(hours=1)
_WAIT_FOR_ORDER = timedelta(seconds=5)
_TICKET_FROM = 3
_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class Failed:
    """One that could not be fetched yet."""

    channel: str
    number: str
    case_no: str
    why: str


@dataclass(slots=True)
class Fetched:
    """What one round did; ``waiting`` is what is still to be fetched."""

    fetched: int = 0
    orders: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    waiting: int = 0


def fetch_due(store: Store, *, limit: int = 100) -> Fetched:
    """Fetch what is due now."""
    told = Fetched()
    with store.read() as tx:
        rows = inbox.due(tx, limit=limit)
    for channel in sorted({row.channel for row in rows}):
        _channel(store, channel, [row for row in rows if row.channel == channel], told)
    with store.read() as tx:
        told.waiting = inbox.waiting(tx)[0]
    return told


def _channel(store: Store, channel: str, rows: Sequence[Row[Any]], told: Fetched) -> None:
    import httpx

    client = clients().get(channel)
    if client is None:
        for row in rows:
            _failed(store, row, _no_connector(channel), told, at_once=True)
        return
    with (
        httpx.Client(base_url=home(channel, client), timeout=_TIMEOUT) as http,
        ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="fetch") as pool,
    ):
        for row, answer in zip(rows, pool.map(partial(_ask, store, http), rows), strict=True):
            if isinstance(answer, StationError):
                _failed(store, row, answer, told, at_once=not isinstance(answer, PlatformError))
            else:
                done = store.write(partial(_done, row=row, reading=answer))
                told.fetched += done is not None
                told.orders += done or ()


def _ask(store: Store, http: httpx.Client, row: Row[Any]) -> Reading | StationError:
    import httpx

    client, now = clients()[row.channel], store.clock.now()
    try:
        answer = client.ask(http, _wanted(row), secrets_of(row.channel, client.secrets), now=now)
        return channels()[row.channel].orders_from_message(answer, received_at=now)
    except StationError as error:
        return error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        why = _("The platform does not answer ({kind})").format(kind=type(error).__name__)
        return PlatformError(why, _("check the network; it is asked again by itself"))


def _wanted(row: Row[Any]) -> ToFetch:
    return ToFetch(row.channel, row.shop, row.kind, row.number, row.case_no)


def _done(tx: Tx, *, row: Row[Any], reading: Reading) -> list[str] | None:
    """Accept the answer, forget the fetch and return its orders; ``None`` when its order must be fetched first."""
    orders = [accept_one(tx, order).order_id for order in under_known_shops(tx, reading.orders)]
    for report in reading.cases:
        if accept_case(tx, report) is None:
            inbox.ask(tx, row.channel, report.number, case_no="", values={"kind": "order", "shop": row.shop})
            inbox.postpone(tx, row, due_at=tx.now + _WAIT_FOR_ORDER, why=_("its order is not here yet"))
            return None
    inbox.fetched(tx, row)
    work.close_tickets(tx, kind=Kind.EXCEPTION, sku=_named(row), closed_by="system", outcome="fetched")
    return orders


def _failed(store: Store, row: Row[Any], error: StationError, told: Fetched, *, at_once: bool) -> None:
    told.failed.append(Failed(row.channel, row.number, row.case_no, error.happened))
    log.warning("fetch failed channel=%s kind=%s tries=%d code=%s", row.channel, row.kind, row.tries + 1, error.code)
    store.write(partial(_postpone, row=row, error=error, tell=at_once or row.tries + 1 >= _TICKET_FROM))


def _postpone(tx: Tx, *, row: Row[Any], error: StationError, tell: bool) -> None:
    wait = min(_FIRST * 2 ** min(row.tries, 10), _LONGEST)
    inbox.postpone(tx, row, due_at=tx.now + wait, why=error.happened)
    if tell:
        title = _("{channel} {number} cannot be fetched: {why}")
        open_ticket(
            tx,
            kind=Kind.EXCEPTION,
            title=title.format(channel=row.channel, number=row.number or row.case_no, why=error.happened),
            body=error.remedy,
            role=Role.IT,
            due_in_minutes=60,
            sku=_named(row),
        )


def _named(row: Row[Any]) -> str:
    return f"{row.channel}:{row.number or row.case_no}"


def _no_connector(channel: str) -> PlatformError:
    return PlatformError(
        _("{channel} has no connector").format(channel=channel), _("import its export file, or relay its orders")
    )
