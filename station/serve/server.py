"""Listens: on this machine only by default, on the network with TLS, and stops in good order when told to.

At SIGTERM or Ctrl-C no new request is taken, those under way are finished (what is committed is answered), the puller
ends what it fetches, and the store is closed. The address phones can reach is written into the store for the QR code
and taken out again. Started by ``ui/commands/serve.py``.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import signal
import socket
import sys
import threading
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import uvicorn

from station.errors import DeviceError
from station.serve import tls
from station.serve.app import build
from station.serve.head import BoundedHead
from station.serve.puller import Puller
from station.serve.tokens import ADDRESS
from station.serve.watchman import Watchman
from station.store import choices
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.serve.tls import Certificate
    from station.store.engine import Store

log = logging.getLogger(__name__)
_AT_ONCE = 256
_GRACE = 20
_SWITCH = 0.001  # seconds: the thread that answers waits for no long work of the one that writes


class PortTakenError(DeviceError):
    """Something else listens there."""

    code = "PORT_TAKEN"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the service is.

    Attributes:
        address: for a browser.
        fingerprint: of the certificate; "" without TLS.
    """

    address: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Where and how to listen.

    Attributes:
        certificate: the shop's own; this machine's is made when there is none.
        plain: no TLS, even on the network: only behind a relay that has it.
        name: what phones call this machine by; found out when empty.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    certificate: Certificate | None = None
    plain: bool = False
    name: str = ""

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class _Server(uvicorn.Server):
    """Tells when it listens."""

    listening: Callable[[], object] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening()


def serve(store: Store, wish: Wish, *, told: Callable[[Listening], object]) -> None:
    """Serve until told to stop.

    Raises:
        PortTakenError: nobody can listen there.
    """
    files = _certificate(store, wish)
    puller = Puller(store)
    with _socket(wish) as listener:
        config = uvicorn.Config(
            build(store, puller),
            http=BoundedHead,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_AT_ONCE,
            timeout_keep_alive=15,
            timeout_graceful_shutdown=_GRACE,
            ssl_certfile=files.certificate if files is not None else None,
            ssl_keyfile=files.key if files is not None else None,
        )
        server = _Server(config)
        here = _listening(wish, files, port=listener.getsockname()[1])
        server.listening = partial(told, here)
        _run(store, server, puller, listener=listener, address="" if wish.local else here.address)


def _run(store: Store, server: _Server, puller: Puller, *, listener: socket.socket, address: str) -> None:
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGTERM, signal.SIGINT):  # uvicorn hands them on once it has stopped: that was all
            signal.signal(one, lambda _number, _frame: None)
    sys.setswitchinterval(_SWITCH)
    store.write(lambda tx: choices.put(tx, ADDRESS, address))
    watchman = Watchman(store)
    puller.start()
    watchman.start()
    try:
        server.run([listener])
    finally:
        watchman.close()
        puller.close()
        store.write(lambda tx: choices.put(tx, ADDRESS, ""))
        log.info("service stopped")


def _certificate(store: Store, wish: Wish) -> Certificate | None:
    if wish.certificate is not None:
        return wish.certificate
    if wish.local or wish.plain:
        return None
    names = tls.names_here(wish.name or tls.address_here())
    return tls.own(store.home, names=names, now=store.clock.now())


def _listening(wish: Wish, files: Certificate | None, *, port: int) -> Listening:
    name = wish.host if wish.local else wish.name or tls.address_here()
    shown = f"[{name}]" if ":" in name else name
    scheme = "https" if files is not None else "http"
    return Listening(f"{scheme}://{shown}:{port}", files.fingerprint if files is not None else "")


def _socket(wish: Wish) -> socket.socket:
    family = socket.AF_INET6 if ":" in wish.host else socket.AF_INET
    # Only sockets that say TCP get TCP_NODELAY from asyncio; without it every answer waits 40 ms for an ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((wish.host, wish.port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise PortTakenError(
            _("Nobody can listen at {host}:{port} ({why})").format(host=wish.host, port=wish.port, why=error.strerror),
            _("is the service running already? otherwise choose another --port"),
        ) from error
    return listener
