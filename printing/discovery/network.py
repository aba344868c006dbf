"""Who listens on TCP 9100 in a given range of addresses? Asked only on request, only in the range a person typed.

``10.0.0.0/24``, ``10.0.0.20-60`` or one address; at most ``MOST`` addresses. Only a connection is made and closed: an
office printer would put a question on paper. Many are asked at once, progress is told, and it can be stopped.
"""

from __future__ import annotations

import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from printing.discovery.base import DiscoveryError, Found, found
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 1024
PORT = 9100
_PATIENCE = 1.0
_AT_ONCE = 64


def addresses(given: str) -> list[str]:
    """Read a range of addresses.

    Raises:
        DiscoveryError: it is none, or too large.
    """
    given = given.strip()
    first, dash, last = given.partition("-")
    try:
        if dash:
            start = ipaddress.IPv4Address(first.strip())
            last = last.strip()
            end = ipaddress.IPv4Address(last if "." in last else f"{str(start).rpartition('.')[0]}.{last}")
            count = len(range(int(start), int(end) + 1))
        else:
            net = ipaddress.IPv4Network(given, strict=False)
            hosts = net.prefixlen < 31
            start, count = net[1] if hosts else net[0], net.num_addresses - 2 * hosts
    except ValueError as error:
        raise _unreadable(given) from error
    if count == 0:
        raise _unreadable(given)
    if count > MOST:
        raise DiscoveryError(
            _("{n} addresses are too many").format(n=count), _("look through at most {n} at a time").format(n=MOST)
        )
    return [str(start + n) for n in range(count)]


def _unreadable(given: str) -> DiscoveryError:
    return DiscoveryError(
        _("This is not a range of addresses: {given}").format(given=given[:40]),
        _("write it like 10.0.0.0/24 or 10.0.0.20-60"),
    )


def find(
    range_: Sequence[str],
    *,
    port: int = PORT,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Found]:
    """Return who listens; ``progress`` hears (asked, all) from time to time, ``stopped`` ends it early."""
    hits: list[Found] = []
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="discovery") as pool:
        for begin in range(0, len(range_), _AT_ONCE):
            if stopped():
                break
            some = range_[begin : begin + _AT_ONCE]
            listens = pool.map(lambda host: _listens(host, port), some)
            hits += [found("tcp", f"{host}:{port}", host) for host, there in zip(some, listens, strict=True) if there]
            progress(begin + len(some), len(range_))
    return hits


def _listens(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=_PATIENCE):
            return True
    except OSError:
        return False
