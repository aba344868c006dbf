"""The Chinese catalogue is complete: nothing missing, fuzzy, stale, or losing a field."""

from __future__ import annotations

import ast
import re

import pytest
from babel.messages.pofile import read_po

from installer import translate
from tests import source


def test_every_sentence_of_the_source_has_its_chinese() -> None:
    assert translate.problems() == []


def test_no_sentence_is_translated_by_itself() -> None:
    """A sentence left in English must be a name or a form, not a forgotten translation."""
    with translate.PO.open("rb") as stream:
        entries = list(read_po(stream, locale="zh_CN"))
    same = [entry.id for entry in entries if entry.id and entry.id == entry.string]
    wordy = [text for text in same if len(re.findall(r"[A-Za-z]{2,}", re.sub(r"{.*?}", "", str(text)))) > 1]
    assert wordy == []


@pytest.mark.parametrize("said", ["，", "。"])
def test_chinese_sentences_use_chinese_signs(said: str) -> None:
    with translate.PO.open("rb") as stream:
        strings = [str(entry.string) for entry in read_po(stream, locale="zh_CN") if entry.id]
    western = {"，": ", ", "。": ". "}[said]
    assert [
        text for text in strings if western in text and any("\u4e00" <= letter <= "\u9fff" for letter in text)
    ] == []


def test_no_sentence_hides_inside_an_f_string() -> None:
    """Extraction does not look into f-strings: a sentence there would have no Chinese and nobody would know."""
    hidden = [
        f"{source.place(path)}:{call.lineno}"
        for path in source.program()
        for string in ast.walk(source.tree(path))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}
    ]
    assert hidden == []
