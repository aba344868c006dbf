"""A camera over the real bench window: it sees the very label the printer put out, another one, or nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from printing.emulator import Emulator
from printing.emulators import zpl
from printing.layouts.base import draw_job
from printing.raster import draw
from station.orders.ids import short_code
from station.packing import bench_choices, printers
from station.packing.labels import request
from station.packing.view import Step
from station.people.codes import badge_code
from station.settings import Settings
from station.store import prints
from station.store.engine import open_store
from tests import shop
from ui import app
from ui.bench import label_camera
from ui.demo.hands import Hands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store, Tx
    from ui.bench.window import BenchWindow

TABLE = np.full((720, 1280, 3), 120, np.uint8)


class DrawnCamera:
    """A camera that sees what the test lays under it."""

    sees: NDArray[np.uint8] = TABLE

    def __init__(self, _place: int) -> None:
        self._pace = threading.Event()

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return True

    def set(self, _what: int, _value: float) -> bool:
        return True

    def read(self) -> tuple[bool, NDArray[np.uint8]]:
        self._pace.wait(1 / 30)
        return True, type(self).sees

    def release(self) -> None: ...


class Parcel:
    """A bench with a printer that answers nothing and a camera, one order packed up to its label."""

    def __init__(self, qtbot: QtBot, settings: Settings, emulator: Emulator) -> None:
        self.emulator = emulator
        self.store: Store = open_store(settings)
        shop.build(self.store)
        self.order_id, self.other = shop.put(self.store, shop.order(), shop.order(number="77"))
        address = f"zpl+tcp://127.0.0.1:{emulator.port}?status=no"
        role = printers.Role.WAYBILL
        self.store.write(lambda tx: printers.choose(tx, "1", role, address, operator="desk", at="1"))
        self.store.write(lambda tx: bench_choices.choose_label_camera(tx, "1", "7", operator_no="desk", station="1"))
        self.window: BenchWindow = app.bench_window(settings)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.begin()
        self.hands = Hands(self.window)
        self.hands.until(lambda: not self.window.jobs.pending, "the window did not open")

    def pack(self) -> None:
        self.hands.scan(badge_code("1001"))
        self.hands.scan(short_code(self.order_id))
        self.hands.scan(shop.SKUS[0][4])
        self.hands.until(lambda: self.job()[0] == prints.SENT, "the label was not sent")
        self.hands.until(lambda: len(self.emulator.printed) == 1, "nothing came out")

    def job(self) -> tuple[str, str | None]:
        with self.store.read() as tx:
            found = prints.of_order(tx, self.order_id)
        return (str(found[-1].state), found[-1].confirmed_by) if found else ("", None)

    def close(self) -> None:
        self.window.close()
        self.store.close()


@pytest.fixture
def parcel(qtbot: QtBot, home: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parcel]:
    monkeypatch.setattr(cv2, "VideoCapture", DrawnCamera)
    monkeypatch.setattr(DrawnCamera, "sees", TABLE)
    with Emulator() as emulator:
        made = Parcel(qtbot, Settings(home, sqlite_url, "1"), emulator)
        made.pack()
        yield made
        made.close()


def lay(paper: NDArray[np.uint8]) -> None:
    """Lay a label under the camera: a little turned, small, grey and noisy, as a camera shows it."""
    high, wide = paper.shape
    turned = cv2.getRotationMatrix2D((wide / 2, high / 2), 4, 640 / high)
    turned[:, 2] += (640 - wide / 2, 360 - high / 2)
    scene = cv2.warpAffine(paper, turned, (1280, 720), flags=cv2.INTER_AREA, borderValue=(120,))
    noise = np.random.default_rng(5).normal(0, 4, scene.shape)
    gray = np.clip(cv2.GaussianBlur(scene, (3, 3), 0) * 0.8 + 20 + noise, 0, 255).astype(np.uint8)
    DrawnCamera.sees = np.ascontiguousarray(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def paper_of(label: bytes) -> NDArray[np.uint8]:
    return np.array(zpl.ears.picture(label).convert("L"), dtype=np.uint8)


def test_the_label_that_came_out_is_seen_and_proved(parcel: Parcel) -> None:
    parcel.hands.until(lambda: parcel.window.view().step is Step.SCAN_LABEL, "the label is not told")
    lay(paper_of(parcel.emulator.printed[0]))
    parcel.hands.until(lambda: parcel.job() == (prints.CONFIRMED, "camera"), "the camera proved nothing")
    parcel.hands.until(lambda: parcel.window.view().message == "摄像头拍到面单已打出", "the packer is not told")
    shown = parcel.window.view()
    assert (shown.step, shown.sound, shown.alarm) == (Step.SCAN_LABEL, "right", None)


def test_another_orders_label_is_an_alarm_on_the_screen(parcel: Parcel) -> None:
    asked: dict[str, Any] = {"station": "2", "operator_no": "1001", "printer": "waybill"}
    job = parcel.store.write(lambda tx: request(tx, parcel.other, **asked))
    with parcel.store.read() as tx:
        found = prints.by_job(tx, job)
        assert found is not None
        kind, fields = str(found.kind), prints.fields_of(tx, found)
    lay(np.array(draw(draw_job(kind, fields), 8).picture().convert("L"), dtype=np.uint8))
    parcel.hands.until(parcel.window.page.alarm.isVisible, "no alarm")
    alarm = parcel.window.view().alarm
    assert alarm is not None
    assert alarm.title == "拍到的是另一张面单"
    assert parcel.job() == (prints.SENT, None)
    DrawnCamera.sees = TABLE
    parcel.hands.press(Qt.Key.Key_F9)
    lay(paper_of(parcel.emulator.printed[0]))  # the right one after all
    parcel.hands.until(lambda: parcel.job() == (prints.CONFIRMED, "camera"), "the camera proved nothing")


def test_nothing_in_sight_leaves_it_sent_and_the_camera_stops_looking(
    parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(label_camera, "_LOOKS_S", 0.4)
    job = parcel.job()
    parcel.store.write(lambda tx: prints.move(tx, _job_id(tx, parcel.order_id), (prints.SENT,), prints.UNKNOWN))
    parcel.hands.until(lambda: parcel.window.view().next_step == "这张面单出来了吗？扫一下", "not asked for")
    threading.Event().wait(1.2)
    lay(paper_of(parcel.emulator.printed[0]))
    threading.Event().wait(0.6)
    assert (job, parcel.job()) == ((prints.SENT, None), (prints.UNKNOWN, None))


def _job_id(tx: Tx, order_id: str) -> str:
    return str(prints.of_order(tx, order_id)[-1].job_id)
