"""Row B34: what the courier must read lands on the waybill."""

from __future__ import annotations

import pytest

from station.hints.carrier_note import LIMIT, remark, rule
from tests.station.hints.make import facts


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("周末送货上门，谢谢", "周末送货上门"),
        ("家里没人放驿站；尽快发货", "家里没人放驿站"),
        ("提前打电话13800000001", "提前打电话***********"),
        ("易碎，别压", "易碎；别压"),
        ("麻烦发顺丰", ""),
        ("什么时候送货上门", ""),
        ("要红色", ""),
        ("", ""),
    ],
)
def test_only_the_couriers_words_are_printed(note: str, printed: str) -> None:
    assert remark(note) == printed


def test_a_remark_fits_its_line() -> None:
    assert len(remark("，".join(["放驿站"] + [f"晚上{n}点后送货上门" for n in range(30)]))) <= LIMIT


def test_the_packer_is_told() -> None:
    hint = rule(facts(buyer_note="放门卫，需防潮膜"))
    assert hint is not None
    assert hint.text == "已写入面单备注：放门卫"
    assert not hint.blocking
    assert rule(facts(buyer_note="需防潮膜")) is None
