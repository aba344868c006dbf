"""The built-in printer behaves as a printer: paper, lid, buffer, power."""

import socket
from pathlib import Path

from PIL import Image

from printing import raster, status
from printing.emulator import Emulator
from printing.languages.zpl import language
from printing.layouts import base, samples
from printing.settings import PrinterSettings
from printing.status import Problem


def _say(emulator: Emulator, *pieces: bytes, listen: bool = False) -> bytes:
    with socket.create_connection(("127.0.0.1", emulator.port), timeout=5) as connection:
        for piece in pieces:
            connection.sendall(piece)
        answer = b""
        while listen and not status.ZPL.complete(answer):
            answer += connection.recv(4096)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass
    return answer


def _status(emulator: Emulator) -> status.Status:
    return status.parse_zpl(_say(emulator, b"~HS", listen=True))


def test_labels_come_out_in_order_however_the_bytes_are_cut() -> None:
    with Emulator() as emulator:
        _say(emulator, b"^XA^FDa^FS^", b"XZ\r\n^X", b"A^FDb^FS^XZ")
        assert emulator.wait_printed(2)
        assert emulator.printed == [b"^XA^FDa^FS^XZ", b"^XA^FDb^FS^XZ"]


def test_without_paper_labels_wait_and_come_out_when_it_is_loaded() -> None:
    with Emulator() as emulator:
        emulator.change(paper=1)
        _say(emulator, b"^XA^FDa^FS^XZ^XA^FDb^FS^XZ")
        assert emulator.wait_printed(1)
        assert not emulator.wait_printed(2, 0.1)
        found = _status(emulator)
        assert (found.problems, found.pending) == ((Problem.PAPER_OUT,), 1)
        emulator.change(paper=None)
        assert emulator.wait_printed(2)


def test_open_lid_and_pause_are_told() -> None:
    with Emulator() as emulator:
        emulator.change(head_open=True, paused=True)
        assert set(_status(emulator).problems) == {Problem.HEAD_OPEN, Problem.PAUSED}
        assert b"ERRORS:         1 00000000 00010004" in _say(emulator, b"~HQES\r\n~HS", listen=True)


def test_lost_power_loses_the_queue() -> None:
    with Emulator() as emulator:
        emulator.change(print_seconds=30.0)
        _say(emulator, b"^XA^FDa^FS^XZ^XA^FDb^FS^XZ")
        while _status(emulator).pending < 2:
            pass
        emulator.power_cycle()
        emulator.change(print_seconds=0.0)
        assert _status(emulator).pending == 0
        assert not emulator.wait_printed(1, 0.1)


def test_labels_are_kept_as_zpl_and_picture(tmp_path: Path) -> None:
    kind, fields = samples.samples()["exchange"]
    label = base.draw(kind, fields)
    with Emulator(tmp_path) as emulator:
        _say(emulator, language.encode(label, PrinterSettings(reprints=False)))
        assert emulator.wait_printed(1)
    assert b"^JZ" in emulator.printed[0]
    assert b"^JZ" not in (tmp_path / "label-001.zpl").read_bytes()
    with Image.open(tmp_path / "label-001.png") as picture:
        assert picture.convert("L").tobytes() == raster.draw(label, 8).picture().tobytes()


def test_foreign_zpl_is_kept_without_a_picture(tmp_path: Path) -> None:
    with Emulator(tmp_path) as emulator:
        _say(emulator, b"^XA^FO10,10^A0N,30,30^FDhello^FS^XZ")
        assert emulator.wait_printed(1)
    assert [path.name for path in tmp_path.iterdir()] == ["label-001.zpl"]
