"""What time does to a shop: one file a watcher, each asked again and again by ``watch once``, the service and the desk.

To add one, write ``station/watch/<name>.py`` with ``watcher: Watcher = MyWatcher()``. ``look`` runs in a transaction of
its own and may run at any time, twice in a minute or after a week: what it has told, it does not tell again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from station.registry import extensions

if TYPE_CHECKING:
    from station.store.engine import Store, Tx


class Watcher(Protocol):
    """Looks for one kind of thing that time brings."""

    @property
    def title(self) -> str:
        """What it looks for, translated."""
        ...

    def look(self, tx: Tx) -> int:
        """Do what is due and return how many things were told, changed or settled."""
        ...


def look_once(store: Store) -> dict[str, int]:
    """Ask every watcher once, each in its own transaction, and return what each did by name."""
    watchers: dict[str, Watcher] = extensions("station.watch", "watcher")
    return {name: store.write(watcher.look) for name, watcher in sorted(watchers.items())}
