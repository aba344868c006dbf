"""This machine's own certificate: for its names, kept, renewed in time, readable by its owner only."""

from __future__ import annotations

import stat
from datetime import timedelta
from typing import TYPE_CHECKING

from station.serve import tls
from tests.shop import NOW

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ["192.168.1.5", "bench-3", "localhost"]


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    first = tls.own(tmp_path, names=NAMES, now=NOW)
    assert stat.S_IMODE(first.key.stat().st_mode) == 0o600
    assert len(first.fingerprint) == 32 * 3 - 1
    assert tls.own(tmp_path, names=NAMES[:2], now=NOW + timedelta(days=600)).fingerprint == first.fingerprint


def test_a_new_address_or_its_end_makes_a_new_one(tmp_path: Path) -> None:
    first = tls.own(tmp_path, names=NAMES, now=NOW).fingerprint
    moved = tls.own(tmp_path, names=[*NAMES, "192.168.1.6"], now=NOW).fingerprint
    late = tls.own(tmp_path, names=NAMES, now=NOW + timedelta(days=705)).fingerprint
    assert len({first, moved, late}) == 3


def test_a_broken_file_is_made_anew(tmp_path: Path) -> None:
    kept = tls.own(tmp_path, names=NAMES, now=NOW)
    first = kept.fingerprint
    kept.key.write_text("nothing")
    assert tls.own(tmp_path, names=NAMES, now=NOW).fingerprint != first


def test_this_machine_knows_its_names() -> None:
    assert {"10.0.0.1", "localhost", "127.0.0.1"} <= set(tls.names_here("10.0.0.1"))
    assert tls.address_here().count(".") == 3
