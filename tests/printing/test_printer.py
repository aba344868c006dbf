"""A printer is its address."""

import pytest

from printing import printer
from printing.languages.base import UnknownLanguageError
from printing.layouts.base import Paper
from printing.settings import OPTIONS, PrinterAddressError
from printing.transports.base import UnknownTransportError


def test_address_gives_language_place_and_paper() -> None:
    found = printer.parse("zpl+tcp://10.0.0.9:9100?dpmm=12&width=100&height=150&density=8&offset_x=-4")
    assert found.language.suffix == "zpl"
    assert found.address.place == "10.0.0.9:9100"
    assert found.paper == Paper(100, 150)
    assert (found.settings.dpmm, found.settings.density, found.settings.offset_x) == (12, 8, -4)


def test_real_printers_do_not_reprint_by_themselves() -> None:
    assert printer.parse("zpl+tcp://10.0.0.9").settings.reprints is False


def test_names_may_hold_spaces_and_chinese() -> None:
    assert printer.parse("pdf+file:///tmp/%E9%9D%A2%E5%8D%95%201").address.place == "/tmp/面单 1"


def test_files_never_answer() -> None:
    assert printer.parse("pdf+file://labels").answers is False
    assert printer.parse("zpl+tcp://10.0.0.9").answers is None
    assert printer.parse("zpl+tcp://10.0.0.9?status=yes").answers is True


@pytest.mark.parametrize("url", ["", "zpl", "zpl://x", "zpl+tcp://"])
def test_nonsense_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(PrinterAddressError) as refused:
        printer.parse(url)
    assert "zpl+tcp://10.0.0.9:9100" in refused.value.remedy


@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_a_number_that_cannot_be_is_named_with_what_may_stand_there(name: str) -> None:
    for wrong in ("x", str(OPTIONS[name].high + 1), str(OPTIONS[name].low - 1), "nan"):
        with pytest.raises(PrinterAddressError) as refused:
            printer.parse(f"zpl+tcp://a?{name}={wrong}")
        assert wrong in str(refused.value)
        assert refused.value.remedy


def test_dots_no_head_has_are_refused() -> None:
    with pytest.raises(PrinterAddressError, match="9") as refused:
        printer.parse("zpl+tcp://a?dpmm=9")
    assert "203" in refused.value.remedy


@pytest.mark.parametrize("place", ["10.0.0.9:9100", "/dev/usb/lp0", "GP 1324D?&#", "\\\\PC7\\打印机", "[::1]:9100"])
def test_an_address_made_from_its_parts_reads_back(place: str) -> None:
    url = printer.address("tspl", "windows", place, {"dpmm": "12", "speed": ""})
    assert printer.parse(url).address.place == place
    assert printer.parse(url).settings.dpmm == 12


def test_unknown_language_and_transport_name_the_known_ones() -> None:
    with pytest.raises(UnknownLanguageError) as language:
        printer.parse("epl+tcp://10.0.0.9")
    assert "zpl" in language.value.remedy
    with pytest.raises(UnknownTransportError) as transport:
        printer.parse("zpl+fax://10.0.0.9")
    assert "tcp" in transport.value.remedy
