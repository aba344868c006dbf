"""Cells: guards off, damage seen, numbers and times exact."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station import cells
from station.cells import CellError


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="2600000000000000001"', "2600000000000000001"),
        ("\t6917926768823643751", "6917926768823643751"),
        ("260105-000000000000001\t", "260105-000000000000001"),
        ("'13800000001", "13800000001"),
        ("\u00a0 袜子\u3000", "袜子"),
        ("-", ""),
        ("\\N", ""),
        ("007", "007"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("##密文", "##密文"),
        ("🧦袜子", "🧦袜子"),
    ],
)
def test_guards_come_off_and_text_stays(cell: str, text: str) -> None:
    assert cells.clean(cell) == text


IDS = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z\-]{0,40}[0-9A-Za-z]", fullmatch=True).filter(
    lambda text: text.upper() != "NULL"
)


@given(IDS, st.sampled_from(["{}", "\t{}", "{}\t", '="{}"', "'{}", " {} "]))
def test_ids_survive_every_guard(text: str, guard: str) -> None:
    assert cells.ident(cells.clean(guard.format(text)), "订单号") == text


@pytest.mark.parametrize("text", ["", "6.9E+18", "2.6e+18", "1E+12", "9" * 65, "1\n2"])
def test_damaged_ids_are_refused(text: str) -> None:
    with pytest.raises(CellError) as caught:
        cells.ident(text, "订单号")
    assert caught.value.column == "订单号"


@given(st.integers(min_value=-(10**10), max_value=10**10))
def test_money_is_exact_in_every_dress(fen: int) -> None:
    plain = f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
    grouped = f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
    wide = plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (plain, grouped, f"¥{plain}", f"{plain}元", wide, f"￥{grouped}"):
        assert cells.fen(text, "金额") == fen


@pytest.mark.parametrize("text", ["十元", "1,2", "1e9", "nan", "--5", "99999999999999"])
def test_what_is_no_money_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        cells.fen(text, "金额")


@given(st.integers(min_value=1, max_value=100_000))
def test_counts(n: int) -> None:
    assert cells.count(str(n), "数量") == cells.count(f"{n}.00", "数量") == cells.count(f"{n:,}件", "数量") == n


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "两", "100001", "１２３４５６７"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        cells.count(text, "数量")


def test_times_are_shanghai_times() -> None:
    expected = datetime(2026, 1, 5, 2, 5, tzinfo=UTC)
    for text in ("2026-01-05 10:05:00", "2026/01/05 10:05:00", "2026-1-5 10:05", "２０２６-01-05 10:05:00"):
        assert cells.moment(text, "时间") == expected
    assert cells.moment("", "时间") is None


@pytest.mark.parametrize("text", ["2026/9/10 8:00", "9/10/2026", "2026-13-01 00:00:00", "46027.42", "昨天"])
def test_damaged_times_are_refused(text: str) -> None:
    with pytest.raises(CellError):
        cells.moment(text, "时间")


@given(st.text(max_size=80))
def test_any_cell_is_read_or_refused(text: str) -> None:
    cleaned = cells.clean(text)
    for read in (cells.ident, cells.count, cells.fen, cells.moment):
        with contextlib.suppress(CellError):
            read(cleaned, "列")
