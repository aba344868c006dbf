"""企业微信群机器人: text of at most 2,048 bytes, 20 messages a minute; its address holds its key.

Answers HTTP 200 with ``errcode`` (45009 too many, -1 busy: later; 93000 bad key: never). Source: the robot's page of
the WeCom developer centre, 91770.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from station.notices._robot import address, cut, judge, post

if TYPE_CHECKING:
    from station.notices.base import Gateway, Notice

_MOST = 2048
_BUSY = frozenset({-1, 45009})


class WeCom:
    """Speaks to one group."""

    a_minute = 18

    def send(self, notice: Notice) -> None:
        """Say it in the group."""
        said = {"msgtype": "text", "text": {"content": cut(notice.body, _MOST)}}
        judge(post(address("wecom"), json.dumps(said, ensure_ascii=False).encode()), busy=_BUSY)


gateway: Gateway = WeCom()
