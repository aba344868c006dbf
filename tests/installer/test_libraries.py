"""The table of libraries is true; nothing under strong copyleft is in the product; answers of OSV land in the table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from installer import libraries
from installer.libraries import Library

if TYPE_CHECKING:
    from pathlib import Path


def test_the_table_is_true_and_nothing_strong_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert libraries.main(["check"]) == 0, capsys.readouterr().err


def test_product_and_tools_are_told_apart() -> None:
    product = {one.name: one.product for one in libraries.libraries()}
    assert product["sqlalchemy"]
    assert product["cffi"]  # cryptography needs it
    assert not product["pytest"]
    assert not product["zplkit"]


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("LGPL-3.0-only", True),
        ("LGPL-3.0-only OR GPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_strong_copyleft_is_refused(licence: str, *, may: bool) -> None:
    assert (libraries.refused([Library("x", "1", licence, product=True)]) == []) is may
    assert libraries.refused([Library("x", "1", "GPL-3.0-only", product=False)]) == []


def test_answers_are_kept_with_date_and_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "TABLE", tmp_path / "libraries.md")
    monkeypatch.setattr(libraries, "KNOWN", tmp_path / "advisories.json")
    found = libraries.libraries()
    results = [{"vulns": [{"id": "GHSA-x"}]} if one.name == "jinja2" else {} for one in found]
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"results": results}))
    assert libraries.main(["advisories", str(answer)]) == 1
    assert libraries.known()["found"] == {"jinja2==3.1.6": ["GHSA-x"]}
    assert "| jinja2 | 3.1.6 | BSD License | product | GHSA-x |" in (tmp_path / "libraries.md").read_text()


def test_no_answer_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "KNOWN", tmp_path / "advisories.json")
    answer = tmp_path / "answer.json"
    answer.write_text('{"results": []}')
    assert libraries.main(["advisories", str(answer)]) == 3
    assert libraries.known() == {}
