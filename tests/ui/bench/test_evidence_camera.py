"""The camera's picture is kept with the parcel; without a camera nothing is kept and nothing stops."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import cv2
import numpy as np

from station.store import choices, packing
from tests import shop
from ui.bench.evidence_camera import EvidenceCamera

if TYPE_CHECKING:
    from pathlib import Path

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
