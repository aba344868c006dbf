"""Invented labels: what each kind looks like, for ``label render --sample``, previews, test prints and tests.

Nobody here exists. Names, phones and addresses are masked as real labels are.
"""

from __future__ import annotations

from typing import Any

from printing.layouts.fields import (
    Address,
    ExchangeFields,
    Item,
    Printed,
)

_PRINTED = Printed("P-20261122-0381", 1, "3", "王芳", "2026-11-22 10:43")
_RECIPIENT = Address("李*", "138******01", "浙江省绍兴市柯桥区 *** 路 ** 号 ** 室")
_SHOP = "布谷鸟童装 杭州一仓"
_BACK = "杭州市余杭区 *** 号"


def samples() -> dict[str, tuple[str, Any]]:
    """Return ``{name: (kind, fields)}``."""
    return {
        "exchange": ("exchange", _exchange()),
    }


def _exchange() -> ExchangeFields:
    return ExchangeFields(
        exchange_no="EX7K429MX",
        new=Item("WY-2203-FB-130", "儿童卫衣", "雾蓝 130", 1, "WY2203FB130"),
        old=Item("WY-2203-CW-120", "儿童卫衣", "奶油白 120"),
        short_code="7K429M",
        original="5D8X2Q",
        channel="抖音",
        channel_no="6917926768823643751",
        tracking_no="SF1400000000000",
        carrier="顺丰",
        route="571-K12-08",
        hub="杭州",
        weight="0.42 kg",
        recipient=_RECIPIENT,
        sender=_SHOP,
        return_address=_BACK,
        hints=("加厚气泡膜", "禁用胶带"),
        remark="请勿放驿站，送货上门",
        reason="尺码小，换大一码",
        printed=_PRINTED,
    )
