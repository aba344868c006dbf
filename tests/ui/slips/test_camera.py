"""A film of a slip laid under the camera: taken by itself once, outlined, or by any key of a pedal or scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.scanners.slips.test_shutter import view
from ui.slips.camera import SlipCamera

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "slip.avi"
    table, slip = view(None), view()
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, (1280, 720))
    for picture, count in ((table, 5), (slip, 75)):
        for _number in range(count):
            writer.write(picture)
    writer.release()
    return path


@pytest.fixture
def camera(qtbot: QtBot) -> Iterator[SlipCamera]:
    made = SlipCamera()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.leave()


def test_a_still_sharp_slip_takes_itself_once(qtbot: QtBot, camera: SlipCamera, film: Path) -> None:
    photos: list[bytes] = []
    camera.taken.connect(photos.append)
    with qtbot.waitSignal(camera.told, timeout=20_000):
        camera.follow(str(film))
    with qtbot.waitSignal(camera.told, timeout=20_000):  # the film is over
        pass
    assert [photo[:2] for photo in photos] == [b"\xff\xd8"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return], ids=["pedal", "scan"])
def test_a_key_takes_the_picture_now(qtbot: QtBot, camera: SlipCamera, film: Path, key: Qt.Key) -> None:
    camera.automatic = False
    camera.follow(str(film))
    with qtbot.waitSignal(camera.taken, timeout=20_000):
        QTest.keyClick(camera, key)


def test_a_camera_that_is_not_there_says_so(qtbot: QtBot, camera: SlipCamera, tmp_path: Path) -> None:
    with qtbot.waitSignal(camera.told, timeout=20_000) as told:
        camera.follow(str(tmp_path / "none.avi"))
    assert told.args == [False]
    assert not camera.grab().isNull()
