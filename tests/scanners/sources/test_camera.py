"""A film file as camera: each code shown is read once, in order."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

import cv2
import numpy as np

from scanners.cameras import Shot, Watcher, watch
from scanners.engines import Symbol
from scanners.sources.base import Lamp, SourceState, start
from scanners.sources.camera import frame_of
from tests.scanners.labels import symbol

if TYPE_CHECKING:
    from pathlib import Path

    from scanners.events import Frame

CODES = ["SF0000000001", "SF0000000002", "SF0000000003"]


def film(path: Path) -> None:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15, (640, 480))
    rng = np.random.default_rng(3)
    for code in CODES:
        label = symbol("Code 128", code, scale=2)
        for _picture in range(12):
            page = rng.integers(90, 160, (480, 640), dtype=np.uint8)
            page[100 : 100 + label.shape[0], 60 : 60 + label.shape[1]] = label
            writer.write(np.ascontiguousarray(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR), dtype=np.uint8))
    writer.release()


def test_each_code_of_a_film_is_read_once(tmp_path: Path) -> None:
    film(tmp_path / "film.avi")
    frames: queue.Queue[Frame] = queue.Queue()
    states: queue.Queue[SourceState] = queue.Queue()
    camera = start(f"camera://{tmp_path / 'film.avi'}?name=Lid", on_frame=frames.put, on_state=states.put)
    assert states.get(timeout=10).lamp is Lamp.READY
    got = [frames.get(timeout=10) for _code in CODES]
    assert [frame.raw.decode() for frame in got] == ["]C0" + code for code in CODES]
    assert got[0].source == "camera:Lid"
    assert states.get(timeout=10).lamp is Lamp.SEARCHING  # the film is over
    camera.close()


def test_a_camera_that_is_not_there_is_a_lamp(tmp_path: Path) -> None:
    states: queue.Queue[SourceState] = queue.Queue()
    camera = start(f"camera://{tmp_path / 'none.avi'}", on_frame=lambda _frame: None, on_state=states.put)
    state = states.get(timeout=10)
    assert (state.lamp, bool(state.remedy)) == (Lamp.SEARCHING, True)
    camera.close()


def test_preview_and_scanning_share_one_camera(tmp_path: Path) -> None:
    film(tmp_path / "film.avi")
    place = str(tmp_path / "film.avi")
    shots: queue.Queue[Shot] = queue.Queue()
    there: queue.Queue[bool] = queue.Queue()
    frames: queue.Queue[Frame] = queue.Queue()
    preview = watch(place, Watcher(shots.put, there.put))
    camera = start(f"camera://{place}", on_frame=frames.put, on_state=lambda _state: None)
    assert frames.get(timeout=10).raw.startswith(b"]C0SF")
    shot = shots.get(timeout=10)
    assert (shot.colour.shape, shot.gray().shape) == ((480, 640, 3), (480, 640))
    assert there.get(timeout=10) is True
    names = [thread.name for thread in threading.enumerate()]
    assert names.count(f"camera {place}") == 1
    camera.close()
    while shots.qsize():
        shots.get()
    assert shots.get(timeout=10).at > shot.at  # the preview goes on alone
    preview.close()
    assert f"camera {place}" not in [thread.name for thread in threading.enumerate()]


def test_a_symbol_becomes_the_frame_of_a_scanner_with_identifiers() -> None:
    one = Symbol("QR Code", "打包", "]Q1", ((0, 0),) * 4, "打包".encode("gb18030"))
    assert frame_of("camera:0", one, 1.5).raw == "]Q1打包".encode()
