"""Queues of a CUPS server, as ``lpstat -v`` lists them: ``device for zebra: socket://10.0.0.9:9100``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from printing.discovery.base import DiscoveryError, Found, found
from station.text import _

_LINE = re.compile(r"^device for (?P<queue>.+?): (?P<device>\S+)$")
_PATIENCE = 10.0


def find(server: str = "") -> list[Found]:
    """Return the queues of this machine, or of another CUPS server.

    Raises:
        DiscoveryError: CUPS is not there or does not answer.
    """
    lpstat = shutil.which("lpstat")
    if lpstat is None:
        raise DiscoveryError(
            _("CUPS is not installed"), _("install it, or set the printer up by its network address or USB")
        )
    command = [lpstat, *(["-h", server] if server else []), "-v"]
    try:
        said = subprocess.run(  # noqa: S603 - our own argument list, no shell
            command,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _silent() from error
    told = said.stdout.decode("utf-8", errors="replace")
    if said.returncode != 0 and b"No destinations" not in said.stderr:
        raise _silent()
    hits = (_LINE.match(line.strip()) for line in told.splitlines())
    return [found("cups", hit["queue"], f"{hit['queue']} · {hit['device']}") for hit in hits if hit is not None]


def _silent() -> DiscoveryError:
    return DiscoveryError(
        _("The print service CUPS does not answer"), _("start it (systemctl start cups), then look again")
    )
