"""What cannot work is refused with the reason before anybody tries; a printer is asked without a label coming out."""

import pytest

from printing import check
from printing.emulator import Emulator
from printing.label import LabelDoesNotFitError
from printing.settings import PrinterAddressError
from printing.status import Problem
from printing.transports.base import PrinterOfflineError
from station.errors import UserError


@pytest.mark.parametrize(
    ("url", "role", "told"),
    [
        ("zpl+tcp://a?width=60&height=40", "waybill", "76 x 130"),
        ("zpl+tcp://a?width=40&height=20", "item", "50 x 30"),
        ("zpl+tcp://a", "paper", "200 x 270"),
        ("tspl+tcp://a?density=16", "waybill", "15"),
        ("cpcl+tcp://a?speed=6", "waybill", "5"),
        ("png+tcp://a", "waybill", "ZPL"),
        ("pdf+serial_port://COM3", "waybill", "ZPL"),
        ("zpl+tcp://10.0.0.9:99999", "waybill", "10.0.0.9:9100"),
        ("zpl+tcp://10.0.0.9:abc", "waybill", "10.0.0.9:9100"),
        ("zpl+tcp://[::1]:0", "waybill", "10.0.0.9:9100"),
        ("zpl+tcp://a?densty=8", "waybill", "density"),
        ("zpl+tcp://a?status=maybe", "waybill", "yes, no"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(url: str, role: str, told: str) -> None:
    with pytest.raises((PrinterAddressError, LabelDoesNotFitError)) as refused:
        check.consider(url, role)
    assert told in f"{refused.value.happened} {refused.value.remedy}"


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("zpl+tcp://a?density=30", "waybill"),
        ("pdf+cups://a4?width=210&height=297", "paper"),
        ("tspl+usb:///dev/usb/lp0?width=60&height=40&density=15", "item"),
        ("pdf+file://labels", "fallback"),
        ("zpl+tcp://[fe80::1]:9100?status=no&reprints=yes&timeout=5", "waybill"),
        ("zpl+tcp://fe80::1", "waybill"),
        ("zpl+serial_port://COM3?baud=9600&flow=rtscts&font=E:SIMSUN.TTF", "waybill"),
        ("zpl+cups://queue?server=127.0.0.1:8631", "waybill"),
    ],
)
def test_what_can_work_is_let_through(url: str, role: str) -> None:
    assert check.consider(url, role).url == url


def test_a_printer_says_what_keeps_it_from_printing() -> None:
    with Emulator() as emulator:
        emulator.change(paper=0, head_open=True)
        said = check.ask(emulator.url())
        assert set(said.problems) == {Problem.PAPER_OUT, Problem.HEAD_OPEN}
        assert any("缺纸" in sentence for sentence in said.sentences())
        emulator.change(paper=None, head_open=False)
        assert check.ask(emulator.url()).sentences() == ["打印机正常"]
        assert emulator.printed == []


@pytest.mark.parametrize(("speaks", "set_to"), [("zpl", "tspl"), ("zpl", "escpos"), ("escpos", "zpl")])
def test_the_wrong_language_is_named_with_the_right_one(speaks: str, set_to: str) -> None:
    with Emulator(language=speaks) as emulator:
        url = emulator.url().replace(f"{speaks}+", f"{set_to}+")
        said = check.ask(url)
        assert (said.answers, said.speaks) == (False, speaks)
        assert speaks.upper() in said.sentences()[0]
        assert emulator.printed == []


def test_a_mute_printer_is_told_from_one_that_is_off() -> None:
    with Emulator() as emulator:
        emulator.change(mute=True)
        assert check.ask(emulator.url()).answers is False
        url = emulator.url()
    with pytest.raises(PrinterOfflineError):
        check.ask(url)


def test_nonsense_is_a_persons_mistake() -> None:
    with pytest.raises(UserError):
        check.consider("klingon+tcp://a")
