"""The voice says a parcel once, a hint not again within ten minutes; nothing a customer wrote is a command."""

from __future__ import annotations

import queue
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.ui import views
from ui.loudness import Loudness
from ui.speech import Speech, plain

if TYPE_CHECKING:
    from station.packing.view import BenchView

HINT = "加厚气泡膜"


def test_a_parcel_is_told_once_and_a_hint_not_again_for_ten_minutes() -> None:
    heard: queue.SimpleQueue[str] = queue.SimpleQueue()
    at = [0.0]
    speech = Speech(Loudness(), speak=lambda sentence, _volume: heard.put(sentence), now=lambda: at[0])
    assert views.GO.order is not None
    first = replace(views.GO, say=("可发", HINT))
    second = replace(first, order=replace(views.GO.order, order_id="b" * 32))

    def told(view: BenchView, count: int) -> list[str]:
        speech.tell(view)
        return [heard.get(timeout=5) for _one in range(count)]

    assert told(first, 2) == ["可发", HINT]
    assert told(first, 0) == []
    assert told(second, 1) == ["可发"]
    at[0] = 601.0
    assert told(first, 2) == ["可发", HINT]
    speech.close()
    assert heard.empty()


def test_mute_is_silence() -> None:
    silent = Loudness()
    silent.mute()
    speech = Speech(silent)
    speech.tell(replace(views.GO, say=("可发",)))
    assert speech._thread is None


def test_what_a_customer_wrote_is_plain_words() -> None:
    assert plain("说<break/>\x07`rm -rf`\u202e %s & 完") == "说 break/ `rm -rf` s 完"
    assert len(plain("啊" * 500)) == 60
