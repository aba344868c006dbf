"""Garbage is collected in the window's thread, by a timer."""

import gc
import threading
import weakref

import pytest

from ui.collector import Collector


class Loop:
    """Something only the cycle collector can free."""

    def __init__(self) -> None:
        self.me = self


@pytest.mark.usefixtures("qapp")
def test_a_worker_thread_collects_nothing_the_timer_does() -> None:
    collector = Collector()
    loops = [Loop() for _number in range(5_000)]
    looped = weakref.ref(loops[0])

    def allocate() -> None:
        loops.clear()
        assert [[number] for number in range(20_000)]

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert looped() is not None
    collector._on_tick()
    assert looped() is None
    collector.stop()
    gc.disable()  # as the other window tests want it
