"""Two programs cannot drain one printer of this machine, however they write its address."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from printing import printer
from printing.lock import PrinterInUseError, PrinterLock


def test_second_holder_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first, second = PrinterLock(tmp_path, ["a"], "3 号台"), PrinterLock(tmp_path, ["a", "b"])
    first.take()
    first.take()
    with pytest.raises(PrinterInUseError, match="3 号台"):
        second.take()
    first.release()
    second.take()
    second.release()


def test_other_printers_are_free_and_a_refused_lock_keeps_none(tmp_path: Path) -> None:
    one, both, other = (PrinterLock(tmp_path, names) for names in (["a"], ["a", "b"], ["b"]))
    one.take()
    with pytest.raises(PrinterInUseError):
        both.take()
    other.take()
    for lock in (one, other):
        lock.release()


def test_a_dead_program_holds_nothing(tmp_path: Path) -> None:
    script = (
        "import sys, os, pathlib; from printing.lock import PrinterLock\n"
        "PrinterLock(pathlib.Path(sys.argv[1]), ['p']).take(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, cwd=Path(__file__).parents[2])
    lock = PrinterLock(tmp_path, ["p"])
    lock.take()
    lock.release()


def test_a_lock_laid_as_a_link_is_not_followed(tmp_path: Path) -> None:
    lock = PrinterLock(tmp_path, ["p"])
    lock.take()
    (made,) = tmp_path.glob("*.lock")
    lock.release()
    assert not made.exists()
    (tmp_path / "precious").write_text("mine")
    made.symlink_to(tmp_path / "precious")
    with pytest.raises(PrinterInUseError, match="锁打不开"):
        lock.take()
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zpl+tcp://127.0.0.1:9100?dpmm=8", "tspl+tcp://localhost?width=100"),
        ("zpl+tcp://10.0.0.9", "escpos+tcp://10.0.0.9:9100"),
        ("zpl+serial_port://com3?baud=9600", "tspl+serial_port://COM3"),
        ("zpl+cups://Zebra", "zpl+cups://zebra?server=localhost:631"),
        ("zpl+cups://Zebra?server=10.0.0.2", "zpl+cups://zebra?server=10.0.0.2:631"),
        ("tspl+windows://Gprinter%20GP", "zpl+windows://gprinter gp"),
    ],
)
def test_one_printer_is_one_however_it_is_written(one: str, other: str) -> None:
    assert printer.parse(one).device == printer.parse(other).device


def test_a_link_to_a_port_is_the_port(tmp_path: Path) -> None:
    (tmp_path / "lp0").touch()
    (tmp_path / "label").symlink_to(tmp_path / "lp0")
    assert printer.parse(f"zpl+usb://{tmp_path}/lp0").device == printer.parse(f"tspl+usb://{tmp_path}/label").device


@pytest.mark.parametrize(
    ("here", "elsewhere"),
    [
        ("zpl+tcp://127.0.0.1:9100", "zpl+tcp://10.0.0.9:9100"),
        ("zpl+usb:///dev/usb/lp0", "zpl+cups://zebra?server=10.0.0.2"),
        ("zpl+windows://Zebra", "zpl+windows://\\\\PC7\\Zebra"),
    ],
)
def test_what_hangs_on_this_machine_carries_its_name(
    here: str, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from printing import machine

    before = [printer.parse(url).device for url in (here, elsewhere)]
    monkeypatch.setattr(machine, "ident", lambda: "another")
    after = [printer.parse(url).device for url in (here, elsewhere)]
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_many_programs_taking_and_leaving_are_never_two_at_once(tmp_path: Path) -> None:
    inside, most, guard = [0], [0], threading.Lock()

    def work() -> None:
        taken = 0
        while taken < 30:
            lock = PrinterLock(tmp_path, ["p"])
            try:
                lock.take()
            except PrinterInUseError:
                continue
            taken += 1
            with guard:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            with guard:
                inside[0] -= 1
            lock.release()

    threads = [threading.Thread(target=work) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
