"""Any program of the shop: JSON by POST to ``PACKBENCH_SECRET_WEBHOOK_URL``, taken when the answer is 2xx.

``Idempotency-Key`` is the message's own key, so the receiver can drop one that comes twice; with a secret
(``PACKBENCH_SECRET_WEBHOOK_SIGN``) ``X-PackBench-Signature: sha256=…`` is the HMAC of the body.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING

from station.channels.secret import secret
from station.notices._robot import address, post

if TYPE_CHECKING:
    from station.notices.base import Gateway, Notice


class Webhook:
    """Speaks to one address."""

    def send(self, notice: Notice) -> None:
        """Hand the message over."""
        said = {"key": notice.dedupe_key, "text": notice.body, "order_id": notice.order_id}
        body = json.dumps(said, ensure_ascii=False).encode()
        headers = {"Idempotency-Key": notice.dedupe_key.encode("ascii", "replace").decode()}
        key = secret("webhook", "sign")
        if key:
            headers["X-PackBench-Signature"] = f"sha256={hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}"
        post(address("webhook"), body, headers=headers)


gateway: Gateway = Webhook()
