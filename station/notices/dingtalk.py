"""钉钉群机器人 with signature (加签): ``timestamp`` and HMAC-SHA256 over "timestamp, line feed, secret" in the address.

The secret is ``PACKBENCH_SECRET_DINGTALK_SIGN`` (SEC…); a robot without one works unsigned. 20 messages a minute;
errcode 130101 too many, -1 busy: later. Source: the custom robot's page of the DingTalk open platform.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from station.channels.secret import secret
from station.clock import SystemClock
from station.notices._robot import address, cut, judge, post

if TYPE_CHECKING:
    from station.notices.base import Gateway, Notice

_MOST = 18_000
_BUSY = frozenset({-1, 130101})


class DingTalk:
    """Speaks to one group."""

    a_minute = 18

    def send(self, notice: Notice) -> None:
        """Say it in the group."""
        said = {"msgtype": "text", "text": {"content": cut(notice.body, _MOST)}}
        url = signed(address("dingtalk"), secret("dingtalk", "sign"), round(SystemClock().now().timestamp() * 1000))
        judge(post(url, json.dumps(said, ensure_ascii=False).encode()), busy=_BUSY)


def signed(url: str, key: str, millis: int) -> str:
    """Return the address with time and signature."""
    if not key:
        return url
    mark = hmac.new(key.encode(), f"{millis}\n{key}".encode(), hashlib.sha256).digest()
    between = "&" if "?" in url else "?"
    return f"{url}{between}timestamp={millis}&sign={quote_plus(base64.b64encode(mark))}"


gateway: Gateway = DingTalk()
