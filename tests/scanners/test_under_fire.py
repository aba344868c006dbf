"""Three scanners at once, a window that stalls, a program that is killed: every code once, in order, acted on once."""

from tests.benchmarks.scanners_kill import run


def test_nothing_is_lost_doubled_or_reordered() -> None:
    told = run(40, kills=1, stall=0.3, every=40)
    assert told == {"scans": 120, "lost": 0, "doubled": 0, "reordered": 0, "unacted": 0, "exact": True}
