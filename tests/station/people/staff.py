"""One person of every role, each with the same PIN, in a guarded shop; hashed cheaply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.people import operators, permit
from station.people.roles import Role
from station.store import people

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from station.store.engine import Store, Tx

PIN = "270418"
NUMBERS = {role: f"{number}001" for number, role in enumerate(Role, 1)}


def cheap() -> PasswordHasher:
    """Return a hasher that costs nothing: the strength of argon2 is not what these tests look at."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def hire(store: Store) -> dict[Role, str]:
    """Add one person of every role with a PIN and return their numbers."""
    hashed = cheap().hash(store.vault.digest("pin", PIN))

    def work(tx: Tx) -> None:
        for role, number in NUMBERS.items():
            operators.add(tx, number, name=f"测试{number}", role=role)
            people.set_operator(tx, number, pin_hash=hashed)
        permit.guard(tx)

    store.write(work)
    return dict(NUMBERS)
