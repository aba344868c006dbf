"""Whatever stands in names, remarks and addresses: in every language it is dots or the data of a field, no command."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import typeset
from printing.label import Text
from printing.languages import base as languages
from printing.layouts import base, samples
from printing.layouts.fields import Address, ExchangeFields, Item
from printing.settings import PrinterSettings
from tests.benchmarks import labels
from tests.printing.languages import interpreters
from tests.printing.reading import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.label import Label

CORPUS = (
    "^XA^FO0,0^GB800,800,800^FS^XZ",
    "^FS~JA~JR^FH^FD_5EXA",
    '"\r\nPRINT 99,1\r\nBITMAP 0,0,1,1,0,',
    '";SELFTEST;"',
    "\r\nFORM\r\nPRINT\r\n! 0 200 200 9 9\r\n",
    "\x1b@\x1dV\x00\x10\x04\x01\x1d(L",
    "a\x00b\x07c\x7f",
    "\U0001f4e6\U00020000\U0002b8b8\U0010ffff",
    "\u202eesrever\u2066 \u0627\u0644\u0639\u0631\u0628\u064a\u0629\u200f\ufeff",
    ">5>6>:>;\\_5E_7E\\5E{}",
    "换" * 500,
    "W" * 500,
    "",
)
_HOSTILE = st.text(max_size=40) | st.lists(st.sampled_from(CORPUS), max_size=3).map("".join)


def _label(text: str) -> Label:
    """Return an exchange waybill with the text in every field that is no code."""
    fields = samples.samples()["exchange"][1]
    assert isinstance(fields, ExchangeFields)
    filled = replace(
        fields,
        recipient=Address(text, text, text),
        sender=text,
        return_address=text,
        hints=(text, text),
        remark=text,
        reason=text,
        route=text,
        hub=text,
        carrier=text,
        channel=text,
        weight=text,
        new=replace(fields.new, name=text, spec=text),
        old=Item(text, text, text),
        printed=replace(fields.printed, station=text, operator=text, job_id=text, printed_at=text),
    )
    return base.draw("exchange", filled)


def _zpl(data: bytes) -> list[str]:
    return [name for name in interpreters.zpl_commands(data) if name not in ("FO", "GF", "FS")]  # empty strips are left


def _escpos(data: bytes) -> list[str]:
    interpreters.escpos(data)  # strict: nothing but counted bands between its first and last command
    return []


READERS: dict[str, Callable[[bytes], list[str]]] = {
    "zpl": _zpl,
    "tspl": lambda data: interpreters.tspl(data)[0],
    "cpcl": lambda data: interpreters.cpcl(data)[0],
    "escpos": _escpos,
}


@pytest.mark.parametrize("language", READERS)
def test_known_attacks_leave_the_commands_as_they_are(language: str) -> None:
    spoken, read = languages.find(language), READERS[language]
    plain = read(spoken.encode(_label("雾蓝 130"), PrinterSettings()))
    for text in CORPUS:
        assert read(spoken.encode(_label(text), PrinterSettings())) == plain


@settings(max_examples=6, deadline=None)
@given(_HOSTILE)
def test_random_text_leaves_the_commands_as_they_are(text: str) -> None:
    label = _label(text)
    for name, read in READERS.items():
        spoken = languages.find(name)
        assert read(spoken.encode(label, PrinterSettings())) == read(spoken.encode(_label("a"), PrinterSettings()))


@settings(max_examples=15, deadline=None)
@given(_HOSTILE)
def test_text_for_the_printers_own_font_stays_data(text: str) -> None:
    label = _label(text)
    data = languages.find("zpl").encode(label, PrinterSettings(font="E:SIMSUN.TTF", reprints=False))
    said = interpreters.zpl_fields(data)
    assert b"~" not in data
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", data.removesuffix(b"\r\n"))
    drawn = {line.text for one in label.elements if isinstance(one, Text) for line in typeset.set_text(one, 8).lines}
    shown = {words for words in said if "〓" not in words}
    assert shown <= {words for words in drawn if words.strip()}, "a field says what the layout does not"


@pytest.mark.parametrize("text", CORPUS)
def test_it_is_cut_before_it_touches_anything(text: str) -> None:
    label = _label(text)
    assert labels.overlaps(label, 8) == 0
    for element in label.elements:
        if isinstance(element, Text):
            block, at = typeset.set_text(element, 8), element.area.dots(8)
            assert all(at.left <= line.left and line.left + line.width <= at.right for line in block.lines)
            assert len(block.lines) <= element.lines
    long = [line.text for one in label.elements if isinstance(one, Text) for line in typeset.set_text(one, 8).lines]
    assert len(text) < 400 or any(line.endswith(typeset.ELLIPSIS) for line in long)


def test_codes_are_read_whatever_stands_beside_them() -> None:
    from printing import raster

    picture = raster.draw(_label(CORPUS[0] + CORPUS[7]), 8).picture()
    assert all(found == {"SF1400000000000", "WY2203FB130", "EX7K429MX"} for found in codes(picture))
