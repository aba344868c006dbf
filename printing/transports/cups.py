"""A CUPS queue: ``zpl+cups://queue``; the bytes go through raw. ``pdf+cups://queue`` is for A4 printers with a driver.

``lp -d QUEUE -o raw`` from the system's own tools: no library to build, no GPL code inside. "Taken" means that the
spooler has it: CUPS calls jobs completed that never came out and delivers old ones hours later (PRINTING.md section
2d), so a label is proven only by scanning it. ``server`` in the options names another CUPS server.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from printing.transports.base import Address, Delivery, Outcome, here, offline
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.transports.base import Transport

_PATIENCE = 20.0
_DRAWN = (".pdf", ".png")  # CUPS turns these into what the printer knows
_HERE = ("", "localhost", "127.0.0.1")


class CupsLink:
    """One job to be."""

    outlives = True

    def __init__(self, command: list[str]) -> None:
        self._command = command

    def send(self, payload: bytes) -> Delivery:
        """Give the label to the spooler."""
        try:
            done = subprocess.run(  # noqa: S603 - our own argument list, no shell
                self._command, input=payload, capture_output=True, timeout=_PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return Delivery(Outcome.UNKNOWN, _("the print service did not answer"))
        except OSError as error:
            return Delivery(Outcome.FAILED_BEFORE_SEND, error.strerror or type(error).__name__)
        if done.returncode != 0:
            return Delivery(Outcome.FAILED_BEFORE_SEND, _("the print service refused the label"))
        return Delivery(Outcome.SENT, taken=len(payload))

    def ask(self, query: bytes, complete: Callable[[bytes], bool], timeout: float) -> bytes:
        """Return nothing: a raw queue has no way back."""
        return b""

    def settle(self) -> Delivery:
        """The spooler has it."""
        return Delivery(Outcome.SENT)

    def close(self) -> None:
        """Nothing is open."""


class Cups:
    """A CUPS queue."""

    def device(self, address: Address) -> str:
        """Return queue and server."""
        host, _colon, port = address.options.get("server", "").casefold().partition(":")
        local = host in _HERE
        queue = f"cups:{address.place.casefold()}@{'' if local else host}:{port or 631}"
        return here(queue) if local else queue

    def open(self, address: Address, name: str) -> CupsLink:
        """Find the tool and see that the queue is there.

        Raises:
            PrinterOfflineError: CUPS is not installed, not running, or has no such queue.
        """
        lp, lpstat = shutil.which("lp"), shutil.which("lpstat")
        if lp is None or lpstat is None:
            raise offline(address.place, _("CUPS is not installed"))
        server = ["-h", address.options["server"]] if "server" in address.options else []
        queue = address.place
        if queue.startswith("-"):
            raise offline(queue, _("there is no such queue"))
        try:
            known = subprocess.run(  # noqa: S603 - our own argument list, no shell
                [lpstat, *server, "-a", queue],
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise offline(queue, _("the print service did not answer")) from error
        if (
            known.returncode != 0 and known.stderr and b"destination" not in known.stderr
        ):  # such as "Bad file descriptor"
            raise offline(queue, _("the print service did not answer"))
        if known.returncode != 0:
            raise offline(queue, _("there is no such queue"))
        raw = [] if name.endswith(_DRAWN) else ["-o", "raw"]
        return CupsLink([lp, *server, "-d", queue, *raw, "-t", name])


transport: Transport = Cups()
