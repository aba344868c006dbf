"""Who drains which printer, across machines: a lease that must be renewed, timed by the store's own clock.

On PostgreSQL that is the server's clock, so benches whose clocks differ agree; one file has one machine. A program that
dies stops renewing and the printer is free when the lease is over. ``PrintOutbox`` takes it before it looks at a row
and sends nothing without it. A program may take at once what another of its own machine left behind: before it asks
here it holds the machine's lock file (``printing/lock.py``), so the other is dead.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from station.store.prepared import prepared
from station.store.schema.prints import printer_leases
from station.store.upsert import inserting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

LASTS = timedelta(seconds=20)
_TABLE = printer_leases.c


class TakenError(Exception):
    """Somebody else has it.

    Attributes:
        holder: who, in words.
    """

    def __init__(self, holder: str) -> None:
        super().__init__("printer taken")
        self.holder = holder


class Lease:
    """The right of one program to drain one printer and one bench's queue for it.

    Attributes:
        names: what is leased together, such as ``tcp:10.0.0.9:9100`` and ``queue:3/waybill``.
        owner: the program: ``machine/number``; nobody else's.
        holder: how people call it.
    """

    def __init__(self, names: Sequence[str], *, owner: str, holder: str, lasts: timedelta = LASTS) -> None:
        self.names = tuple(sorted(names))
        self.owner = owner
        self._holder = holder
        self._lasts = lasts

    def take(self, tx: Tx) -> None:
        """Take or renew all of it, or nothing.

        Raises:
            TakenError: another program has one of the names.
        """
        now = _now(tx)
        mine = or_(_TABLE.owner == self.owner, _TABLE.owner.startswith(self._machine, autoescape=True))
        values = {"owner": self.owner, "holder": self._holder, "until": now + self._lasts}
        for name in self.names:
            put = inserting(tx, printer_leases).on_conflict_do_update(
                index_elements=["name"], set_=values, where=or_(mine, _TABLE.until < now)
            )
            if tx.execute(put.returning(_TABLE.name), {"name": name, **values}).first() is None:
                raise TakenError(_holder_of(tx, name))

    def held(self, tx: Tx) -> bool:
        """Tell whether it is still ours."""
        asked = {"names": list(self.names), "owner": self.owner, "now": _now(tx)}
        return len(list(tx.execute(_held(), asked))) == len(self.names)

    def release(self, tx: Tx) -> None:
        """Give it back."""
        tx.execute(delete(printer_leases).where(_TABLE.name.in_(self.names), _TABLE.owner == self.owner))

    @property
    def _machine(self) -> str:
        return self.owner.partition("/")[0] + "/"


@prepared
def _held() -> Select[Any]:
    mine = (_TABLE.name.in_(bindparam("names", expanding=True)), _TABLE.owner == bindparam("owner"))
    return select(_TABLE.name).where(*mine, _TABLE.until >= bindparam("now"))


def queue(station: str, role: str) -> str:
    """Return the name of the lease on a bench's labels for the printer of a role."""
    return f"queue:{station}/{role}"


def tell(tx: Tx, name: str, *, lamp: str, says: str) -> None:
    """Keep what the printer says of itself, beside the lease of the program that asked it."""
    tx.execute(update(printer_leases).where(_TABLE.name == name).values(lamp=lamp, says=says))


def listing(tx: Tx) -> list[Row[Any]]:
    """Return the leases that hold now."""
    return list(tx.execute(select(printer_leases).where(_TABLE.until >= _now(tx)).order_by(_TABLE.name)))


def _holder_of(tx: Tx, name: str) -> str:
    return str(tx.execute(select(_TABLE.holder).where(_TABLE.name == name)).scalar() or "?")


def _now(tx: Tx) -> datetime:
    """Return the time of the one clock that all benches of this store share."""
    if tx.conn.dialect.name != "postgresql":
        return tx.now
    told: datetime = tx.execute(select(func.clock_timestamp())).scalar_one()
    return told.astimezone(UTC)
