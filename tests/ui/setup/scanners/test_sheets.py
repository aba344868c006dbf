"""The set-up sheet of each connection is a PDF somebody can print."""

import pytest

from printing.layouts.scanner_setup import CONNECTIONS
from ui.setup.scanners.sheets import sheet


@pytest.mark.parametrize("connection", CONNECTIONS)
def test_a_sheet_is_a_pdf(connection: str) -> None:
    assert sheet(connection).startswith(b"%PDF")
