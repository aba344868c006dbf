"""A CUPS of our own on this machine: what goes in comes out, a paused queue keeps it, a stopped service is told.

Private: its own folders, a free port, nothing of the machine's CUPS is touched. ``.ci/run`` installs ``cups`` and
``cups-client``; a machine without them skips this and says so.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from printing import printer
from printing.rhythm import Rhythm
from printing.spooler import Spooler
from printing.transports.base import Address, Outcome, PrinterOfflineError
from printing.transports.cups import transport
from tests.printing.memory_outbox import MemoryOutbox
from tests.printing.test_spooler import _row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SERVER = """
Listen 127.0.0.1:{port}
LogLevel warn
Browsing Off
DefaultAuthType None
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
SystemGroup {group}
FileDevice Yes
ServerRoot {home}/etc
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/state
TempDir {home}/spool/tmp
AccessLog {home}/access_log
ErrorLog {home}/error_log
PageLog {home}/page_log
"""


class Sink:
    """A printer that only keeps what it is sent."""

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                connection, _who = self._listener.accept()
            except OSError:
                return
            with connection:
                heard = b""
                while more := connection.recv(65_536):
                    heard += more
                self.jobs.append(heard)


class Service:
    """One cupsd with a raw queue ``zebra``."""

    def __init__(self, home: Path, sink: Sink) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.server = f"127.0.0.1:{free.getsockname()[1]}"
        for name in ("etc", "spool/tmp", "cache", "state"):
            (home / name).mkdir(parents=True)
        (home / "cupsd.conf").write_text(_SERVER.format(port=self.server.partition(":")[2]))
        (home / "cups-files.conf").write_text(_FILES.format(home=home, group="root" if os.getuid() == 0 else "lp"))
        command = [_tool("cupsd"), "-f", "-c", str(home / "cupsd.conf"), "-s", str(home / "cups-files.conf")]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _until(self._answers)
        self.tell("lpadmin", "-p", "zebra", "-E", "-v", f"socket://127.0.0.1:{sink.port}", "-m", "raw")

    def tell(self, tool: str, *words: str) -> str:
        done = subprocess.run([_tool(tool), "-h", self.server, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def _answers(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", int(self.server.partition(":")[2]))) == 0


def _tool(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None and os.environ.get("CI") and not os.environ.get("PACKBENCH_WITHOUT_TOOLS"):
        pytest.fail(f"CI lacks {name}: a running CUPS is NOT tested")
    if found is None:
        pytest.skip(f"no {name} on this machine: a running CUPS is NOT tested")
    return found


def _until(true: Callable[[], object], patience: float = 15) -> None:
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def sink() -> Iterator[Sink]:
    kept = Sink()
    yield kept
    kept.close()


@pytest.fixture
def cups(sink: Sink) -> Iterator[Service]:
    for name in ("cupsd", "lpadmin", "lp", "lpstat", "cupsdisable"):
        _tool(name)
    with tempfile.TemporaryDirectory(prefix="cups-") as folder:  # pytest's own is shut to the user CUPS prints as
        home = Path(folder)
        home.chmod(0o755)
        service = Service(home, sink)
        yield service
        service.stop()


def test_labels_come_out_as_they_went_in_and_rest_at_sent(cups: Service, sink: Sink) -> None:
    outbox = MemoryOutbox(_row("J1"), _row("J2"))
    ours = printer.parse(f"zpl+cups://zebra?server={cups.server}")
    spooler = Spooler("label", ours, outbox=outbox, rhythm=Rhythm(idle=0.02, answer=0.2)).start()
    assert outbox.wait("J2", "SENT", timeout=30) == "SENT", "a queue that answers nothing proves nothing"
    spooler.close()
    _until(lambda: len(sink.jobs) == 2)
    assert all(label.startswith(b"^XA^JZN") and label.endswith(b"^XZ\r\n") for label in sink.jobs)
    _until(lambda: cups.tell("lpstat", "-W", "completed", "-o").count("zebra-") == 2)


def test_a_paused_queue_takes_the_label_and_prints_it_once_when_it_goes_on(cups: Service, sink: Sink) -> None:
    cups.tell("cupsdisable", "zebra")
    link = transport.open(Address("zebra", {"server": cups.server}), "job-1.zpl")
    assert link.send(b"^XA^XZ").outcome is Outcome.SENT
    assert "zebra-1" in cups.tell("lpstat", "-o"), "it waits in the queue"
    assert sink.jobs == []
    cups.tell("cupsenable", "zebra")
    _until(lambda: sink.jobs)
    assert sink.jobs == [b"^XA^XZ"]


def test_a_queue_that_takes_nothing_and_one_that_is_not_there(cups: Service, sink: Sink) -> None:
    cups.tell("cupsreject", "zebra")
    link = transport.open(Address("zebra", {"server": cups.server}), "job-1.zpl")
    assert link.send(b"^XA^XZ").outcome is Outcome.FAILED_BEFORE_SEND
    with pytest.raises(PrinterOfflineError):
        transport.open(Address("nobody", {"server": cups.server}), "job-1.zpl")
    assert sink.jobs == []


def test_a_stopped_service_is_offline_and_the_label_waits(cups: Service, sink: Sink) -> None:
    cups.stop()
    with pytest.raises(PrinterOfflineError):
        transport.open(Address("zebra", {"server": cups.server}), "job-1.zpl")
    outbox = MemoryOutbox(_row())
    ours = printer.parse(f"zpl+cups://zebra?server={cups.server}")
    spooler = Spooler("label", ours, outbox=outbox, rhythm=Rhythm(idle=0.02, answer=0.2)).start()
    assert outbox.wait("J1", "FAILED_BEFORE_SEND", timeout=30) == "FAILED_BEFORE_SEND"
    spooler.close()
    assert sink.jobs == []
