"""USB printers are named as they name themselves."""

from pathlib import Path

from printing.discovery import usb


def test_a_printer_is_named_and_its_language_read(tmp_path: Path) -> None:
    devices, names = tmp_path / "dev", tmp_path / "sys"
    device = tmp_path / "usb1" / "1-1"
    interface = device / "1-1:1.0"
    interface.mkdir(parents=True)
    for name, word in (("idVendor", "1203"), ("idProduct", "0230"), ("manufacturer", "TSC"), ("product", "TE244")):
        (device / name).write_text(f"{word}\n")
    (interface / "ieee1284_id").write_text("MFG:TSC;CMD:TSPL,EPL;MDL:TE244;CLS:PRINTER;\n")
    devices.mkdir()
    (devices / "lp0").touch()
    (devices / "lp1").touch()
    (names / "lp0").mkdir(parents=True)
    (names / "lp0" / "device").symlink_to(interface)
    first, second = usb.find(devices, names)
    assert (first.url, first.title, first.sure) == (f"tspl+usb://{devices}/lp0", "TSC TE244 (1203:0230)", True)
    assert (second.url, second.title, second.sure) == (f"zpl+usb://{devices}/lp1", f"{devices}/lp1", False)


def test_no_printer_is_no_error(tmp_path: Path) -> None:
    assert usb.find(tmp_path / "none", tmp_path) == []
