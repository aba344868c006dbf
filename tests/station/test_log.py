"""The log: one line an event, no phone number ever, one file at a time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from station import log

if TYPE_CHECKING:
    from pathlib import Path

logger = logging.getLogger("packbench.test")


def test_an_event_is_one_line_with_utc_time(tmp_path: Path) -> None:
    path = log.start(tmp_path / "logs")
    logger.info("label sent order=%s ms=%d", "a1", 12)
    assert path.read_text().rstrip().endswith("Z INFO packbench.test label sent order=a1 ms=12")


def test_phone_numbers_are_masked_in_lines_and_tracebacks(tmp_path: Path) -> None:
    path = log.start(tmp_path)
    logger.warning("refused %s", "13812345678")
    try:
        int("buyer 13987654321")
    except ValueError:
        logger.exception("bug")
    written = path.read_text()
    assert "138******78" in written
    assert "139******21" in written
    assert "13812345678" not in written
    assert "13987654321" not in written


def test_order_numbers_that_hold_a_phones_digits_stay_whole(tmp_path: Path) -> None:
    path = log.start(tmp_path)
    logger.info("order=%s", "2138123456789012345")
    assert "2138123456789012345" in path.read_text()


def test_a_second_start_moves_the_log_and_keeps_other_listeners(tmp_path: Path) -> None:
    first, second = log.start(tmp_path / "a"), log.start(tmp_path / "b")
    logger.info("once")
    assert not first.exists()
    assert second.read_text().count("once") == 1
