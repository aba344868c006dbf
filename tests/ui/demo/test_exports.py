"""The tour's exports look as the platforms write them, to the byte where it matters."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from ui.demo.exports import HEADERS

if TYPE_CHECKING:
    from tests.ui.demo.conftest import Shop


def test_headers_have_the_platforms_columns() -> None:
    assert {kind: len(names) for kind, names in HEADERS.items()} == {
        "taobao_orders": 41,
        "taobao_items": 10,
        "pinduoduo": 23,
        "douyin": 75,
    }
    assert {"收货地址 ", "联系电话 ", "订单付款时间 "} <= set(HEADERS["taobao_orders"])


def test_taobao_is_gbk_with_guarded_numbers_and_phones(shop: Shop) -> None:
    for path in shop.stories.imports[:2]:
        lines = path.read_bytes().decode("gbk").split("\r\n")
        assert all(line.startswith('"=""26') for line in lines[1:-1])
    rows = shop.stories.imports[0].read_bytes().decode("gbk")
    assert ",'138000" in rows
    assert f'"=""{shop.stories.complained}"""' in rows


def test_pinduoduo_has_a_bom_and_tabs_behind_its_numbers(shop: Shop) -> None:
    data = shop.stories.imports[2].read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    text = data.decode("utf-8-sig")
    assert f",{shop.stories.refunded}\t," in text
    assert "退款成功" in text


def test_douyin_has_tabs_before_its_numbers_ciphertext_and_gifts_in_the_note(shop: Shop) -> None:
    data = shop.stories.imports[3].read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    text = data.decode("utf-8-sig")
    assert f'"\t{shop.stories.ordinary}","\t' in text
    assert "##密文" in text
    assert "$$密文" in text
    assert "赠品组合包：袜子x2+贴纸x1" in text
