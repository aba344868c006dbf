"""The camera's picture is kept with the parcel; without a camera nothing is kept and nothing stops."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PySide6.QtCore import Qt

from station.orders.ids import short_code
from station.people.codes import badge_code
from station.settings import Settings
from station.stock.moves import moves_of
from station.store import choices, packing
from station.store.engine import open_store
from station.store.photos import digest
from tests import shop
from ui import app
from ui.bench.evidence_camera import EvidenceCamera
from ui.demo.hands import Hands

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store


def test_what_the_camera_sees_is_kept_with_the_order(store: Store, tmp_path: Path) -> None:
    film = cv2.VideoWriter(str(tmp_path / "bench.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 10, (320, 240))
    for _frame in range(200):
        film.write(np.full((240, 320, 3), (200, 40, 40), np.uint8))
    film.release()
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    store.write(lambda tx: choices.put(tx, "camera:1", str(tmp_path / "bench.avi")))
    camera = EvidenceCamera(store, "1")
    until = time.monotonic() + 10
    while not camera.keep(order_id) and time.monotonic() < until:
        time.sleep(0.02)
    camera.close()
    with store.read() as tx:
        (photo,) = packing.photos(tx, order_id)
    seen = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    assert seen is not None
    assert seen.shape == (240, 320, 3)


def test_without_a_camera_nothing_is_kept(store: Store) -> None:
    camera = EvidenceCamera(store, "1")
    assert not camera.keep("a" * 32)
    camera.close()


def test_a_missing_piece_takes_a_picture_of_the_shelf(
    qtbot: QtBot, home: Path, sqlite_url: str, tmp_path: Path
) -> None:
    """The real window with a camera: F4 posts the adjustment with what the camera sees, sealed with the order."""
    film = cv2.VideoWriter(str(tmp_path / "shelf.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 10, (320, 240))
    for _frame in range(600):
        film.write(np.full((240, 320, 3), (40, 200, 40), np.uint8))
    film.release()
    settings = Settings(home, sqlite_url, "1")
    store = open_store(settings)
    shop.build(store)
    (order_id,) = shop.put(store, shop.order(qty=2))
    store.write(lambda tx: choices.put(tx, "camera:1", str(tmp_path / "shelf.avi")))
    window = app.bench_window(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.begin()
    hands = Hands(window)
    hands.until(lambda: not window.jobs.pending, "the window did not open")
    hands.scan(badge_code("1001"))
    hands.scan(short_code(order_id))
    hands.press(Qt.Key.Key_F4)
    hands.until(lambda: not window.jobs.pending, "the short pick did not end")
    window.close()
    with store.read() as tx:
        (photo,) = packing.photos(tx, order_id)
        last = moves_of(tx, "WY-CW-120")[-1]
    store.close()
    assert (last.reason, last.delta, last.photo) == ("short", -2, digest(photo))
