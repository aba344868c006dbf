"""Whatever a platform's message becomes on its way, it is read, or refused as unreadable: never a crash."""

from __future__ import annotations

import contextlib
import random
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from station.channels.base import BadMessageError
from station.channels.push import RECEIVERS, Push
from station.channels.recognise import channels
from tests.station.channels.mutate import broken, messages
from tests.station.channels.test_push import SECRETS

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
MESSAGES = messages()


@settings(max_examples=300)
@given(st.sampled_from(MESSAGES), st.integers(0, 2**32))
def test_a_broken_message_is_read_or_refused(message: tuple[str, object], seed: int) -> None:
    channel, told = message
    try:
        reading = channels()[channel].orders_from_message(broken(told, random.Random(seed)), received_at=NOW)
    except BadMessageError:
        return
    for order in reading.orders:
        assert order.number
        f"{order}".encode()  # no half of an emoji is left


@settings(max_examples=100)
@given(st.sampled_from(sorted(RECEIVERS)), st.one_of(st.binary(max_size=200), st.text().map(str.encode)), st.data())
def test_any_body_is_refused_without_a_signature(channel: str, body: bytes, data: st.DataObject) -> None:
    texts = st.dictionaries(st.sampled_from(["sign", "event-sign", "signature", "timestamp", "nonce"]), st.text())
    how = RECEIVERS[channel]
    with contextlib.suppress(BadMessageError):  # ``receive`` answers 401 to these too
        assert not how.genuine(Push(body, data.draw(texts), data.draw(texts)), {**SECRETS, "relay": "R"})
