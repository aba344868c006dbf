"""Messages of channels, as they come over HTTP or from a file: checked, kept, mapped, accepted, then answered.

A push is answered only after the transaction that keeps it and everything it says was committed (pushes that come at
the same time share one); a wrong signature leaves nothing but a log line. A message that came before is acknowledged
and ignored. What names only an order is kept as 待拉取 (``station/intake/fetch.py`` fetches it); a genuine message
nobody can read is kept too, as work for IT that is tried again by ``again``. Called by ``serve`` and ``receive``.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, Any, cast

from station.channels.base import BadMessageError, Reading, ToFetch
from station.channels.payload import bad, parse_json
from station.channels.push import Push, receiver
from station.channels.recognise import channels
from station.channels.secret import SecretMissingError, secrets_of
from station.intake.accept import accept_part
from station.intake.cases import accept_case
from station.intake.shops import under_known_shops
from station.people.roles import Role
from station.store import inbox, work
from station.text import _
from station.tickets.tickets import Kind, open_ticket

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.engine import Store, Tx

log = logging.getLogger(__name__)
_ID = 200  # characters of a platform's message id worth keeping; longer ones are hashed
_NUMBER = 64


@dataclass(slots=True)
class Received:
    """What became of one push.

    Attributes:
        orders: ids of the orders it told of.
        to_fetch: numbers that will be fetched.
        replayed: all of it had come before.
        stuck: why nobody could read it.
    """

    status: int
    reply: str
    orders: list[str] = field(default_factory=list)
    to_fetch: list[str] = field(default_factory=list)
    replayed: bool = False
    stuck: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One message of a push; some platforms send several at once."""

    message_id: str
    body: bytes
    reading: Reading | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Push:
    """A genuine push as it is kept."""

    channel: str
    parts: tuple[_Part, ...]
    reply: str


def receive(store: Store, channel: str, push: Push, *, secrets: Mapping[str, str] | None = None) -> Received:
    """Take one push and return the answer.

    Raises:
        station.channels.push.NoPushError: no such channel.
        station.channels.secret.SecretMissingError: its secrets are not set up.
        station.store.engine.StoreUnavailableError: nothing was kept; the platform must send it again.
    """
    how = receiver(channel)
    known = secrets_of(channel, how.secrets, how.optional) if secrets is None else secrets
    try:
        genuine = how.genuine(push, known)
    except BadMessageError:
        genuine = False
    if not genuine:
        log.warning("push refused channel=%s status=401 bytes=%d", channel, len(push.body))
        return Received(401, _("wrong signature"))
    if not push.body:
        return Received(200, push.query.get("echostr", how.reply))  # WeChat asks whether we know the token
    parts = _parts(store, channel, push, known)
    return _kept(store, channel, parts, how.reply)


def take(store: Store, channel: str, body: bytes) -> Received:
    """Take a message a person fetched from the platform themselves: there is no signature to check.

    Raises:
        BadMessageError: not a message of this channel.
    """
    part = _part(store, channel, parse_json(body), body)
    if part.reading is None:
        raise BadMessageError(part.why, _("check the channel, or send the message to support"))
    return _kept(store, channel, [part], "")


def again(store: Store) -> int:
    """Try once more to read the messages that were stuck; return how many were read."""
    read = 0
    with store.read() as tx:
        rows = inbox.stuck(tx)
    for row in rows:
        how = receiver(row.channel)
        try:
            known = secrets_of(row.channel, how.secrets, how.optional)
        except SecretMissingError:
            continue
        (part,) = _parts(store, row.channel, Push(row.body, {}, {}), known)
        if part.reading is not None:
            store.write(partial(_settle, channel=row.channel, message_id=row.message_id, reading=part.reading))
            read += 1
    return read


def _settle(tx: Tx, *, channel: str, message_id: str, reading: Reading) -> None:
    _accept(tx, [(reading, channel, Received(200, ""))])
    inbox.settle(tx, channel, message_id)
    work.close_tickets(tx, kind=Kind.EXCEPTION, sku=_named(channel, message_id), closed_by="system", outcome="read")


def _kept(store: Store, channel: str, parts: list[_Part], reply: str) -> Received:
    (done,) = store.write_together(_keep, [_Push(channel, tuple(parts), reply)])
    log.info("push kept channel=%s orders=%d to_fetch=%d", channel, len(done.orders), len(done.to_fetch))
    return cast("Received", done)


def _keep(tx: Tx, pushes: Sequence[_Push]) -> list[Received]:
    """Keep pushes of several senders; the orders of those that are new are accepted together."""
    told = [Received(200, push.reply, replayed=True) for push in pushes]
    parts = [(push.channel, part, done) for push, done in zip(pushes, told, strict=True) for part in push.parts]
    new = inbox.add(tx, [_message(channel, part) for channel, part, _done in parts])
    news: list[tuple[Reading, str, Received]] = []
    for channel, part, done in compress(parts, new):
        done.replayed = False
        if part.reading is not None:
            news.append((part.reading, channel, done))
        else:
            done.stuck = part.why
            _tell(tx, channel, part)
    _accept(tx, news)
    return told


def _message(channel: str, part: _Part) -> inbox.Message:
    state = inbox.DONE if part.reading is not None else inbox.STUCK
    return inbox.Message(channel, part.message_id, part.body, state, part.why)


def _accept(tx: Tx, news: Sequence[tuple[Reading, str, Received]]) -> None:
    """Accept what messages say; what they only name, and cases of orders we do not know, must be fetched."""
    orders = under_known_shops(tx, [order for reading, _channel, _done in news for order in reading.orders])
    accepted = iter(accept_part(tx, orders))
    for reading, channel, done in news:
        done.orders += [next(accepted).order_id for _order in reading.orders]
        unknown = [report for report in reading.cases if accept_case(tx, report) is None]
        cases = [ToFetch(channel, one.shop, "case", one.number, one.case.case_no) for one in unknown]
        for wanted in (*reading.to_fetch, *cases):
            done.to_fetch.append(wanted.number or wanted.case_no)
            values = {"kind": wanted.kind, "shop": wanted.shop}
            inbox.ask(tx, channel, wanted.number, case_no=wanted.case_no, values=values)


def _tell(tx: Tx, channel: str, part: _Part) -> None:
    open_ticket(
        tx,
        kind=Kind.EXCEPTION,
        title=_("A message of {channel} could not be read: {why}").format(channel=channel, why=part.why),
        role=Role.IT,
        due_in_minutes=60,
        sku=_named(channel, part.message_id),
    )


def _named(channel: str, message_id: str) -> str:
    return f"{channel}:{message_id[:40]}"


def _parts(store: Store, channel: str, push: Push, secrets: Mapping[str, str]) -> list[_Part]:
    how = receiver(channel)
    try:
        opened = how.opened(push, secrets)
    except BadMessageError as error:
        return [_Part(_digest(push.body), push.body, None, error.happened)]
    if isinstance(opened, list) and len(opened) > 1:
        bodies = [json.dumps([one], ensure_ascii=False, default=str).encode("utf-8", "replace") for one in opened]
        parts = [_part(store, channel, [one], body) for one, body in zip(opened, bodies, strict=True)]
    else:
        parts = [_part(store, channel, opened, push.body)]
    return [replace(part, reading=_hints(part.reading)) for part in parts] if how.hint_only else parts


def _hints(reading: Reading | None) -> Reading | None:
    """Anybody could have written this body: let the platform say it itself."""
    if reading is None:
        return None
    orders = [ToFetch(one.channel, one.shop, "order", one.number) for one in reading.orders]
    cases = [ToFetch(one.channel, one.shop, "case", one.number, one.case.case_no) for one in reading.cases]
    return Reading(to_fetch=(*reading.to_fetch, *orders, *cases))


def _part(store: Store, channel: str, opened: Any, body: bytes) -> _Part:
    try:
        reading = channels()[channel].orders_from_message(opened, received_at=store.clock.now())
        if any(len(one.number) > _NUMBER or len(one.case_no) > _NUMBER for one in reading.to_fetch):
            raise bad(_("The message has no {field}").format(field="number"))
    except BadMessageError as error:
        return _Part(_digest(body), body, None, error.happened)
    return _Part(_message_id(reading, body), body, reading)


def _message_id(reading: Reading, body: bytes) -> str:
    """A platform's own id where it gives one and it stands for the whole message."""
    own = reading.to_fetch[0].message_id if len(reading.to_fetch) == 1 else ""
    return own if 0 < len(own) <= _ID else _digest(body)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
