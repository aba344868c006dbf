"""The name of a channel as people say it: 抖音, not ``douyin``."""

from __future__ import annotations

from station.registry import extensions


def shown_name(channel: str) -> str:
    """Return the shown name of a channel id; an unknown id is shown as it is."""
    found = extensions("station.channels", "channel").get(channel)
    return str(found.name) if found is not None else channel
