"""A table as PDF: every page has its head, Chinese can be read out again, hostile and long cells stay words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from station.errors import UserError
from station.figures.base import Answer
from station.figures.write_pdf import pdf, write_pdf

if TYPE_CHECKING:
    from pathlib import Path


def _text(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


def test_the_head_stands_on_each_page_and_every_row_is_there() -> None:
    rows = [(f"订单{number}", number, None) for number in range(120)]
    pages = _text(pdf(Answer(("单号", "件数", "备注"), rows, {}), title="今日订单"))
    assert len(pages) > 1
    assert "今日订单" in pages[0]
    assert "120" in pages[0]
    assert all("单号" in page for page in pages)
    assert "订单119" in pages[-1]


def test_cells_are_words_and_stay_in_their_column() -> None:
    told = ["<b>bold</b>", "=1+1", "a\0b", "长" * 9000, "\u202egnp.exe"]
    (page,) = _text(pdf(Answer(("x",) * 8, [(word,) * 8 for word in told], {}), title="<i>t</i>"))
    assert "<b>bold</b>" in page
    assert "<i>t</i>" in page
    assert "…" in page
    assert page.count("长") < 400


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_pdf(Answer(("x",), [], {}), tmp_path / "none" / "x.pdf", title="t")
