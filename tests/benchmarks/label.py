"""Labels: from an order's fields to ZPL, from the last scan to the first byte on the wire, and many in a row.

Claims: p50 <= 15 ms of CPU a label with new names and numbers each time, <= 20 KB; last scan -> first byte p95 <= 50 ms
with a real store and spooler; 100 labels/s sustained to the emulator, which stands in a process of its own, without
growth of memory. The store is SQLite with every commit on the disk; the window is left out (``benchmark scan`` has it).
"""

from __future__ import annotations

import multiprocessing
import socket
import tempfile
import threading
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from printing.spooler import PrinterState
    from station.store.engine import Store

_NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


def measure(samples: int = 500) -> dict[str, Any]:
    """Measure all three."""
    from ui.commands.benchmark import percentiles

    cpu, sizes = _encode(samples)
    first_byte = _to_first_byte(min(samples, 200))
    return {
        **percentiles(cpu),
        "what": "CPU milliseconds from an order's fields to ZPL",
        "largest_bytes": max(sizes),
        "last_scan_to_first_byte": percentiles(first_byte),
        **_sustained(samples * 4),
    }


def fields(n: int) -> dict[str, Any]:
    """Return the n-th exchange waybill: other people, places, numbers and remarks each time."""
    from printing.layouts import samples

    kind, sample = samples.samples()["exchange"]
    name = "".join(_NAMES[(n * step) % len(_NAMES)] for step in (1, 3, 7))
    given = asdict(replace(sample, tracking_no=f"SF{14000000000000 + n}"))
    given["recipient"] = {"name": name, "phone": f"138****{n % 10000:04d}", "address": f"浙江省杭州市{name}区***"}
    return {"kind": kind, **given}


def _encode(samples: int) -> tuple[list[float], list[int]]:
    from printing.layouts import base
    from printing.printer import parse

    printer = parse("zpl+tcp://127.0.0.1:9100?dpmm=8&width=76&height=130")
    times, sizes = [], []
    for n in range(samples + 20):
        given = fields(n)
        began = time.process_time()
        payload = printer.encode(base.draw_job("exchange", given))
        times.append((time.process_time() - began) * 1000)
        sizes.append(len(payload))
    return times[20:], sizes


def _to_first_byte(samples: int) -> list[float]:
    """Scan orders to their last item; a printer that only looks at its watch notes when the label begins."""
    from printing.printer import parse
    from printing.spooler import Spooler
    from station.settings import Settings
    from station.store.engine import open_store
    from station.store.prints import PrintOutbox
    from tests import shop
    from tests.station.packing.bench import Bench

    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder, _Watch() as watch:
        store = open_store(Settings(Path(folder), f"sqlite:///{folder}/packbench.db", "1"))
        bench = Bench(store)
        _stock(store, samples)
        orders = shop.put(store, *(shop.order(f"69{n:017d}") for n in range(samples)))
        printer = parse(f"zpl+tcp://127.0.0.1:{watch.port}?status=no")
        spooler = Spooler("waybill", printer, outbox=PrintOutbox(store, "1", "bench")).start()
        for order_id in orders:
            bench.scan(order_id)
            watch.began = 0.0
            began = time.perf_counter()
            if bench.scan("WY-CW-120").print_jobs:
                spooler.wake()
            while not watch.began:
                time.sleep(0.0005)
            times.append((watch.began - began) * 1000)
            _close(bench, order_id)
        spooler.close()
        store.close()
    return times[10:]


def _stock(store: Store, samples: int) -> None:
    from station.stock.show import set_on_hand
    from station.store import waybills

    store.write(lambda tx: set_on_hand(tx, "WY-CW-120", "HZ1", qty=samples + 10, actor="test"))
    store.write(lambda tx: waybills.add(tx, "demo", [f"BE{number:013d}" for number in range(samples)]))


def _close(bench: Any, order_id: str) -> None:
    while bench.job(order_id).state != "SENT":
        time.sleep(0.001)
    bench.scan(bench.job(order_id).code)


class _Watch:
    """A printer that only notes when a label begins."""

    def __init__(self) -> None:
        self.began = 0.0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _listen(self) -> None:
        while True:
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            with connection:
                if connection.recv(1):
                    self.began = time.perf_counter()
                while connection.recv(65_536):
                    pass


def _sustained(labels: int) -> dict[str, Any]:
    """Drain a full outbox to an emulator in another process, as a bench does: with lock and lease."""
    from printing.drain import drain
    from station.settings import Settings
    from station.store import prints
    from station.store.engine import open_store

    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_emulate, args=(there,))
    child.start()
    url = here.recv()
    done: list[float] = []
    memory: list[int] = []

    def told(state: PrinterState) -> None:
        if state.job_state == "CONFIRMED":
            done.append(time.perf_counter())
            if len(done) % 50 == 0:
                memory.append(_resident())

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Settings(Path(folder), f"sqlite:///{folder}/packbench.db", "1"))
        for n in range(labels):
            job = prints.PrintJob(f"P{n:06d}", "exchange", f"{n:032x}", 1, 0, fields(n))
            store.write_later(
                lambda tx, job=job: prints.add_job(  # type: ignore[misc]
                    tx, job, station="1", printer="waybill", state=prints.QUEUED, code="", by="1001", reason=""
                )
            )
        store.write(lambda _tx: None)
        began, cpu = time.perf_counter(), time.process_time()
        spooler = drain(store, url, station="1", role="waybill", on_state=told)
        while len(done) < labels and time.perf_counter() - began < 300:
            time.sleep(0.01)
        cpu = time.process_time() - cpu
        spooler.close()
        store.close()
    here.send("enough")
    printed = here.recv()
    child.join()
    quarter = len(memory) // 4
    return {
        "sustained_labels": printed,
        "per_second": round(len(done) / (done[-1] - began), 1),
        "sustained_cpu_ms_a_label": round(cpu * 1000 / labels, 2),
        "memory_growth_kb": (memory[-1] - memory[quarter]) // 1024 if memory else None,
    }


def _emulate(pipe: Connection) -> None:
    from printing.emulator import Emulator

    printed = 0
    with Emulator() as emulator:
        pipe.send(emulator.url() + "&status=yes")
        while not pipe.poll(0.5):
            printed += len(emulator.printed)
            emulator.printed.clear()
        pipe.send(printed + len(emulator.printed))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096
