"""A seeded fault campaign: whatever happens to the printer, no label is doubled or silently lost."""

from __future__ import annotations

import random
import time
from dataclasses import asdict, replace

import pytest

from printing import printer
from printing.emulator import Emulator
from printing.layouts import samples
from printing.spooler import Rhythm, Spooler
from printing.zpl_picture import picture
from tests.printing.memory_outbox import MemoryOutbox, Row
from tests.printing.reading import codes

_FAST = Rhythm(idle=0.01, look=5, answer=1.0, poll=0.01, patience=0.3, first_retry=0.02, longest_retry=0.05)
_JOBS = 6
_SETTLED = ("CONFIRMED", "UNKNOWN", "SENT")
_TRACKING = "SF14000000000{n:02d}"


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_doubled_and_nothing_is_lost_in_silence(seed: int) -> None:
    dice = random.Random(seed)
    sample = samples.samples()["exchange"][1]
    rows = [Row(f"J{n}", "exchange", asdict(replace(sample, tracking_no=_TRACKING.format(n=n)))) for n in range(_JOBS)]
    outbox = MemoryOutbox(*rows)
    with Emulator() as emulator:
        emulator.change(print_seconds=0.02)
        url = emulator.url() + "&timeout=0.3"
        spooler = Spooler("label", printer.parse(url), outbox=outbox, rhythm=_FAST).start()
        for _fault in range(8):
            _break(emulator, dice)
            time.sleep(dice.random() * 0.15)
            emulator.change(paper=None, head_open=False, paused=False, stall_after=None, reset_after=None, mute=False)
            time.sleep(dice.random() * 0.05)
        for row in rows:
            outbox.wait(row.job_id, *_SETTLED, timeout=20)
        time.sleep(0.1)
        spooler.close()
        printed = list(emulator.printed)
    assert len(printed) == len(set(printed)), "a label came out twice"
    for row in rows:
        assert row.history.count("SENDING") == 1, "sent again after its first byte"
        assert row.state in _SETTLED
    read = set().union(*(codes(picture(label))[0] for label in printed)) if printed else set()
    lost = [n for n, row in enumerate(rows) if row.state == "CONFIRMED" and _TRACKING.format(n=n) not in read]
    assert lost == [], "confirmed but not on paper"


def _break(emulator: Emulator, dice: random.Random) -> None:
    faults = (
        lambda: emulator.change(paper=0),
        lambda: emulator.change(head_open=True),
        lambda: emulator.change(paused=True),
        lambda: emulator.change(mute=True),
        lambda: emulator.change(stall_after=dice.randrange(1, 15_000)),
        lambda: emulator.change(reset_after=dice.randrange(1, 15_000)),
        emulator.power_cycle,
    )
    dice.choice(faults)()
