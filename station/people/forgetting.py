"""Personal data goes 90 days after an order ended; numbers, money and the audit trail stay (DOMAIN.md 3.4).

``forget_due`` is what time does (``watch``, the windows once a day, ``privacy erase``); ``forget_one`` is what a person
asked for before their time, with a second person's agreement. Photos are removed after the rows: a power cut between
leaves a sealed file that the next run removes. Backups forget when they are cleared away, five weeks later.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from station.people.audit import record
from station.people.permit import act
from station.people.roles import Action
from station.store import choices, photos, retention

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Store, Tx

DAYS = 90
_CHOICE = "retention_days"
_BATCH = 200


def days(tx: Tx) -> int:
    """Return after how many days people are forgotten."""
    return int(choices.get(tx, _CHOICE, str(DAYS)))


def set_days(tx: Tx, number: int, *, actor: str, station: str) -> None:
    """Choose after how many days people are forgotten.

    Raises:
        station.errors.UserError: not allowed.
    """
    act(tx, actor, Action.SETTINGS, station=station, subject=_CHOICE, detail={"days": number})
    choices.put(tx, _CHOICE, str(max(1, min(number, 3650))))


def forget_due(store: Store, *, station: str, actor: str = "") -> int:
    """Forget the people of every order whose time is over; return how many orders that were."""
    with store.read() as tx:
        before = tx.now - timedelta(days=days(tx))
    done = 0
    while True:
        ids, names = store.write(partial(_some, before=before, station=station, actor=actor))
        for name in names:
            photos.erase(store.home / "photos", name)
        done += len(ids)
        if len(ids) < _BATCH:
            break
    for name in store.write(partial(retention.forget_traffic, before=before)):
        photos.erase(store.home / "photos", name)
    return done


def forget_one(store: Store, order_id: str, *, actor: str, second: str, station: str) -> None:
    """Forget the people of one order before their time.

    Raises:
        station.errors.UserError: not allowed, or nobody agreed.
    """

    def work(tx: Tx) -> list[str]:
        act(tx, actor, Action.ERASE, station=station, second=second, detail={"order": order_id})
        return retention.forget_orders(tx, [order_id])

    for name in store.write(work):
        photos.erase(store.home / "photos", name)


def _some(tx: Tx, before: datetime, *, station: str, actor: str) -> tuple[list[str], list[str]]:
    ids = retention.over(tx, before, limit=_BATCH)
    if not ids:
        return [], []
    names = retention.forget_orders(tx, ids)
    record(tx, station, actor=actor, action="forgotten", detail={"orders": len(ids), "before": before.isoformat()})
    return ids, names
