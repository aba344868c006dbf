"""A set-up sheet for each connection; its test codes scan, and say what the test page must show."""

import pytest
import zxingcpp

from printing import raster
from printing.layouts import base
from printing.layouts.base import Paper
from printing.layouts.fields import ScannerSetupFields
from printing.layouts.scanner_setup import CHINESE, CONNECTIONS, LETTERS, SHORT

KEYBOARDS = {"wedge_qt", "wedge_evdev", "wedge_rawinput"}


@pytest.mark.parametrize("paper", [Paper(210, 297), Paper(100, 150)], ids=str)
@pytest.mark.parametrize("connection", CONNECTIONS)
def test_the_test_codes_are_read_back(connection: str, paper: Paper) -> None:
    expected = {LETTERS, SHORT} | (set() if connection in KEYBOARDS else {CHINESE})
    picture = raster.draw(base.draw("scanner_setup", ScannerSetupFields(connection), paper), 8).picture()
    assert {code.text for code in zxingcpp.read_barcodes(picture)} == expected
