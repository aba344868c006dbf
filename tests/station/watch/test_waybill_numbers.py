"""The watcher is one of the watchers; what it tells stands in tests/station/carriers/test_pool."""

from station.watch.waybill_numbers import watcher


def test_it_says_what_it_looks_for() -> None:
    assert watcher.title == "快用完的运单号"
