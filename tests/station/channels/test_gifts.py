"""Gift lists in a seller's note."""

from __future__ import annotations

import pytest

from station.channels.gifts import gift_lines


@pytest.mark.parametrize(
    ("note", "gifts"),
    [
        ("赠品组合包：袜子x2+贴纸x1", [("袜子", 2), ("贴纸", 1)]),
        ("赠品组合包:袜子 X 2、贴纸", [("袜子", 2), ("贴纸", 1)]),
        ("急！赠品：小熊×3；发顺丰", [("小熊", 3)]),
        ("随单赠送：湿巾2包", [("湿巾", 2)]),
        ("客户要求轻放", []),
        ("", []),
    ],
)
def test_lists_are_read_and_other_notes_left_alone(note: str, gifts: list[tuple[str, int]]) -> None:
    assert [(line.name, line.qty) for line in gift_lines(note)] == gifts
    assert all(line.is_gift and line.bundle for line in gift_lines(note))
