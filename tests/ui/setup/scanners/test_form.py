"""The settings of a scanner become its address; what the form does not show is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanners.events import Kind
from scanners.sources.base import parse
from ui.setup.scanners.form import Form, connections

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_settings_become_an_address_and_the_rest_is_kept(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.show_address("serial_port://?vid=0C2E&pid=0B6A&serial=X1&baud=115200")
    form.name.setText(" 左枪 ")
    form.suffix.setText("\\x03")
    form.may[Kind.COMMAND].setChecked(False)
    with qtbot.waitSignal(form.saved) as saved:
        form.save.click()
    assert saved.args is not None
    address = parse(saved.args[0])
    assert (address.name, address.option("serial", ""), address.number("baud", 0)) == ("左枪", "X1", 115200)
    assert address.framing().suffix == b"\x03"
    assert address.may() == {Kind.CODE, Kind.BADGE}


def test_usb_numbers_can_be_typed(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.show_address("wedge_rawinput://?vid=0000")
    form.usb.setText("0C2E:0B6A")
    form.layout_.setCurrentText("fr")
    address = parse(form.address())
    assert (address.option("vid", ""), address.option("pid", ""), address.layout()) == ("0C2E", "0B6A", "fr")


def test_all_kinds_or_none_is_no_rule(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.show_address("tcp://0.0.0.0:9101")
    assert "may" not in form.address()


def test_every_source_has_a_name_people_know() -> None:
    from station import registry

    assert set(connections()) == set(registry.names("scanners.sources"))
