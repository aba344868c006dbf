"""Platform JSON: every digit kept, traps refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.channels.base import BadMessageError
from station.channels.payload import parse_json, quantity, text, when, yuan


@pytest.mark.parametrize("body", [b'{"a":1,"a":2}', b"[NaN]", b"{", b"\xff", b"[" * 100_000])
def test_traps_are_refused(body: bytes) -> None:
    with pytest.raises(BadMessageError):
        parse_json(body)


@given(st.integers(min_value=0, max_value=10**25))
def test_long_ids_keep_every_digit(number: int) -> None:
    assert text(parse_json(f'{{"tid": {number}}}'), "tid") == str(number)


@given(st.integers(min_value=0, max_value=10**9))
def test_money_is_exact(fen: int) -> None:
    assert yuan(parse_json(f'{{"p": {fen // 100}.{fen % 100:02d}}}'), "p") == fen


def test_times_in_every_form() -> None:
    expected = datetime(2026, 1, 5, 2, 10, tzinfo=UTC)
    written = [
        1767579000,
        "1767579000",
        1767579000000,
        "2026-01-05 10:10:00",
        "20260105101000000+0800",
        "20260105101000",
    ]
    written += [
        "2026-01-05T10:10:00+08:00",
        "2026-01-05T02:10:00Z",
        "2026-01-05T10:10:00",
        "2026-01-05 02:10:00.000+0000",
    ]
    assert {when({"a": one}, "a") for one in written} == {expected}
    assert [when({"a": one}, "a") for one in ("", 0, "0", None, "0000-00-00 00:00:00")] == [None] * 5


@pytest.mark.parametrize("value", ["0", "-1", "1e999999", "x", "999999999"])
def test_no_quantity_is_invented(value: str) -> None:
    with pytest.raises(BadMessageError):
        quantity({"num": value}, "num")
