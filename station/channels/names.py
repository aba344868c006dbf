"""The name of a channel as people say it: 抖音, not ``douyin``; and the other words for its id."""

from __future__ import annotations

from station.registry import extensions

ALIASES = {
    "1688": "alibaba",
    "doudian": "douyin",
    "ks": "kuaishou",
    "pdd": "pinduoduo",
    "tmall": "taobao",
    "wechat": "weixin",
    "xhs": "xiaohongshu",
}


def channel_id(word: str) -> str:
    """Return the id of a channel that may be named by another word."""
    return ALIASES.get(word.lower(), word.lower())


def shown_name(channel: str) -> str:
    """Return the shown name of a channel id; an unknown id is shown as it is."""
    found = extensions("station.channels", "channel").get(channel)
    return str(found.name) if found is not None else channel
