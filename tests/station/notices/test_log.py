"""The log gateway: one line, no long numbers."""

from __future__ import annotations

from station.notices.log import gateway, shown
from station.notices.outbox import gateways


def test_a_message_is_one_line_without_long_numbers() -> None:
    assert shown("a\n b\t13800000001 100 件") == "a b *********** 100 件"


def test_it_is_found_by_its_file_name() -> None:
    assert gateways()["log"] is gateway
