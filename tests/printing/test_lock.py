"""Two programs cannot drain one printer."""

import subprocess
import sys
from pathlib import Path

import pytest

from printing.lock import PrinterInUseError, PrinterLock


def test_second_holder_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = PrinterLock(tmp_path, "zpl+tcp://a"), PrinterLock(tmp_path, "zpl+tcp://a")
    first.take()
    with pytest.raises(PrinterInUseError):
        second.take()
    first.release()
    second.take()
    second.release()


def test_other_printers_are_free(tmp_path: Path) -> None:
    locks = [PrinterLock(tmp_path, f"zpl+tcp://{n}") for n in range(2)]
    for lock in locks:
        lock.take()
    for lock in locks:
        lock.release()


def test_a_dead_program_holds_nothing(tmp_path: Path) -> None:
    script = (
        "import sys, os, pathlib; from printing.lock import PrinterLock\n"
        "PrinterLock(pathlib.Path(sys.argv[1]), 'p').take(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, cwd=Path(__file__).parents[2])
    lock = PrinterLock(tmp_path, "p")
    lock.take()
    lock.release()
