"""A seeded sample of the fault campaign: whatever happens, no label is doubled or lost in silence."""

from tests.benchmarks import faults


def test_nothing_is_doubled_lost_in_silence_or_stuck() -> None:
    outcomes = faults.campaign(range(8), workers=8)
    assert [one for one in outcomes if one.lost or one.doubled or one.stuck] == []
    assert {one.printer for one in outcomes} == set(faults.PRINTERS)
    assert sum(one.states["CONFIRMED"] for one in outcomes) > 15
    speaking = [one for one in outcomes if one.printer != "zpl-mute"]
    assert not any(one.states["SENT"] for one in speaking), "a printer that speaks left a label unproven"
