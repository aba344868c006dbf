"""Breaks a platform's message somewhere: a value becomes something else, goes, or stands where none belongs."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from tests.station.channels.platform import sample

if TYPE_CHECKING:
    import random

SAMPLES = {
    "alibaba": ("1688.alibaba.trade.get.sellerView_PARTGUESS.json",),
    "douyin": ("doudian.order.orderDetail.json", "doudian.afterSale.Detail.exchange.json", "doudian.push.json"),
    "jd": ("jingdong.pop.order.get.json", "jingdong.afterservice.json"),
    "kuaishou": ("kuaishou.message.json",),
    "pinduoduo": (
        "pdd.order.information.get.json",
        "pdd.order.information.get.presale.json",
        "pdd.refund.list.increment.get.json",
        "pdd.message.ws.json",
        "pdd.message.refund.json",
    ),
    "taobao": ("taobao.trade.fullinfo.get.json", "taobao.refund.get.json", "taobao.tmc.message.json"),
    "weixin": ("weixin.channels.ec.order.get.json", "weixin.channels.aftersale.json", "weixin.push.plain.json"),
    "xiaohongshu": ("xiaohongshu.order.getOrderDetail.json", "xiaohongshu.afterSale.json", "xiaohongshu.push.json"),
    "youzan": ("youzan.trade.decoded.json", "youzan.push.json"),
}
JUNK: tuple[Any, ...] = (
    None, "", [], {}, [[]], [None], {"a": {}}, True, False, 0, -1, 1, 2**53 + 1, 2**63, 10**30, 0.5, "-1", "1e999999",
    "NaN", "９", "12.345", "\ud800", "\x00", "张三\u202e", "##密文", "$$密文$$", "\\N", "=1+1", "0000-00-00 00:00:00",
    "9999-12-31 23:59:59", "0001-01-01 00:00:00", "2026-02-30 10:00:00", "20260105100500000+0800", "{", "[]", "{}",
    "🎁" * 300, "x" * 5000, "1970-01-01T00:00:00-23:59",
)  # fmt: skip


def messages() -> list[tuple[str, Any]]:
    """Return every sample with its channel."""
    return [(channel, sample(name)) for channel, names in SAMPLES.items() for name in names]


def broken(message: Any, chance: random.Random) -> Any:
    """Return a copy that is broken in one to three places."""
    told = copy.deepcopy(message)
    for _time in range(chance.randint(1, 3)):
        places = list(_places(told))
        if not places:
            return chance.choice(JUNK)
        holder, key = chance.choice(places)
        if chance.random() < 0.15:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(chance.choice(JUNK))
    return told


def _places(told: Any) -> list[tuple[Any, Any]]:
    below = list(told.items()) if isinstance(told, dict) else list(enumerate(told)) if isinstance(told, list) else []
    found = [(told, key) for key, _value in below]
    for _key, value in below:
        found += _places(value)
    return found
