"""Which machine is this? What hangs on one machine (``/dev/usb/lp0``, ``COM3``) is another printer on the next.

Names of leases and locks carry it; ``printing/transports`` and ``printing/lock.py`` ask.
"""

from __future__ import annotations

import contextlib
import hashlib
import socket
import uuid
from functools import cache
from pathlib import Path


def name() -> str:
    """Return what people call this machine."""
    return socket.gethostname() or "?"


@cache
def ident() -> str:
    """Return a short word that is the same for every program of this machine and another on the next."""
    own = ""
    with contextlib.suppress(OSError):
        own = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    return hashlib.sha256(f"{name()} {own or uuid.getnode()}".encode()).hexdigest()[:12]
