"""Invented labels: what each kind looks like, for ``label render --sample``, previews, test prints and tests.

Nobody here exists. Names, phones and addresses are masked as real labels are. The command sheet and the badge carry
the codes the bench really understands (``station/people/codes``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from printing.layouts.fields import (
    Address,
    BadgeFields,
    CommandRow,
    CommandsFields,
    ExchangeFields,
    Item,
    ItemFields,
    PickListFields,
    PickRow,
    Printed,
    RulerFields,
    ScannerSetupFields,
    ShiftFields,
    SlipFields,
    TransferFields,
    WaybillFields,
)
from printing.layouts.scanner_setup import CONNECTIONS
from station.packing.reasons import reasons
from station.people.codes import Command, again_code, badge_code, command_code, slot_code, times_code
from station.text import _

_PRINTED = Printed("P-20261122-0381", 1, "3", "王芳", "2026-11-22 10:43")
_RECIPIENT = Address("李*", "138******01", "浙江省绍兴市柯桥区 *** 路 ** 号 ** 室")
_SHOP = "布谷鸟童装 杭州一仓"
_BACK = "杭州市余杭区 *** 号"
_NEW = Item("WY-2203-FB-130", "儿童卫衣", "雾蓝 130", 1, "WY2203FB130")


def samples() -> dict[str, tuple[str, Any]]:
    """Return ``{name: (kind, fields)}``."""
    exchange = _exchange()
    return {
        "exchange": ("exchange", exchange),
        "exchange-reprint": ("exchange", replace(exchange, printed=replace(_PRINTED, copy_no=2))),
        "exchange-companion": ("exchange", replace(exchange, tracking_no="", carrier="", route="", hub="")),
        "waybill": ("waybill", _waybill()),
        "item": ("item", ItemFields(replace(_NEW, barcode="6901234567892"), "A-03-12", _PRINTED)),
        "commands": ("commands", CommandsFields(command_rows(), "3")),
        "slots": ("commands", CommandsFields(_slot_rows(), "3")),
        "reasons": ("commands", CommandsFields(_reason_rows(), "3")),
        "badge": ("badge", BadgeFields("王芳", "1001", badge_code("1001"), "打包员", "布谷鸟童装")),
        "slip_receipt": ("slip_receipt", _slip()),
        "transfer": ("transfer", _transfer()),
        "shift_report": ("shift_report", _shift()),
        "pick_list": ("pick_list", _pick_list()),
        "ruler": ("ruler", RulerFields("zpl+tcp://10.0.0.9:9100", "203 dpi · 76 x 130 mm", _PRINTED)),
        **{f"scanner-{way}": ("scanner_setup", ScannerSetupFields(way)) for way in CONNECTIONS},
    }


def _pick_list() -> PickListFields:
    rows = (
        PickRow("杭州一仓", "WY-2203-FB-130", "儿童卫衣", "雾蓝 130", 3, "1, 2×2"),
        PickRow("杭州一仓", "LW-3021B", "遮阳网 加厚三针", "2×10 m", 12, "3×12"),
    )
    orders = ((1, "7K4-29M-XQ5"), (2, "0P3-A1C-77Z"), (3, "Q8D-44H-M2K"))
    return PickListFields("PL7K429MXQ5", "2026-11-22 10:43", "王芳", "李强", orders, rows)


def _slot_rows() -> tuple[CommandRow, ...]:
    """Return the cards of a sorting wall's first slots, and the quantities packers use most."""
    slots = tuple(CommandRow(_("Slot {n}").format(n=slot), slot_code(slot)) for slot in range(1, 13))
    counts = tuple(CommandRow(f"× {times}", times_code(times)) for times in (2, 3, 5, 10))
    return (*slots, *counts)


def _reason_rows() -> tuple[CommandRow, ...]:
    """Return the reasons for printing a label again."""
    return tuple(CommandRow(reason, again_code(n)) for n, reason in enumerate(reasons(), 1))


def command_rows() -> tuple[CommandRow, ...]:
    """Return every command with the words a packer knows it by."""
    words = {
        Command.FINISH: _("Finish packing"),
        Command.UNDO: _("Undo last scan"),
        Command.REPRINT: _("Print again"),
        Command.DONE: _("Hint done"),
        Command.CANT: _("Cannot do it"),
        Command.SHORT: _("Piece missing"),
        Command.HOLD: _("Put order aside"),
        Command.NEXTBOX: _("Next box"),
        Command.HELP: _("Call the lead"),
        Command.WHY: _("Why?"),
        Command.LOGOUT: _("Log out"),
        Command.SHIFT: _("Shift report, log out"),
        Command.PUTBACK: _("Put back"),
        Command.YES: _("Yes"),
    }
    return tuple(CommandRow(words.get(command, command.value), command_code(command.value)) for command in Command)


def _exchange() -> ExchangeFields:
    return ExchangeFields(
        exchange_no="EX7K429MX",
        new=_NEW,
        old=Item("WY-2203-CW-120", "儿童卫衣", "奶油白 120"),
        short_code="7K429M",
        original="5D8X2Q",
        channel="抖音",
        channel_no="6917926768823643751",
        tracking_no="SF1400000000000",
        carrier="顺丰",
        route="571-K12-08",
        hub="杭州",
        weight="0.42 kg",
        recipient=_RECIPIENT,
        sender=_SHOP,
        return_address=_BACK,
        hints=("加厚气泡膜", "禁用胶带"),
        remark="请勿放驿站，送货上门",
        reason="尺码小，换大一码",
        printed=_PRINTED,
    )


def _waybill() -> WaybillFields:
    return WaybillFields(
        short_code="7K429MX",
        items=(
            _NEW,
            Item("WY-2210-GR-120", "加绒束脚裤", "深灰 120", 2),
            Item("ZP-0007", "气球贴纸", "随机", 1),
        ),
        channel="淘宝",
        channel_no="3314159265358979323",
        tracking_no="YT8800000000001",
        carrier="圆通",
        route="300-A5-12",
        hub="绍兴",
        weight="0.85 kg",
        recipient=_RECIPIENT,
        sender=_SHOP,
        return_address=_BACK,
        hints=("此单客户曾投诉包装破损，建议加厚气泡膜",),
        remark="送货前电话联系",
        printed=replace(_PRINTED, job_id="P-20261122-0382"),
    )


def _slip() -> SlipFields:
    return SlipFields(
        short_code="9H2T5QC",
        slip_no="0012873",
        date="2026-11-22",
        customer="绍兴 *** 童装店",
        items=(replace(_NEW, qty=12), Item("WY-2210-GR-120", "加绒束脚裤", "深灰 120", 6)),
        note="月底结，老地址",
        printed=replace(_PRINTED, job_id="P-20261122-0383"),
    )


def _transfer() -> TransferFields:
    return TransferFields(
        ticket_no="T20261122017",
        source="绍兴二仓",
        target="杭州一仓",
        items=(replace(_NEW, qty=4), Item("WY-2210-GR-120", "加绒束脚裤", "深灰 120", 2)),
        short_code="7K429MX",
        due="2026-11-22 18:00",
        reason="杭州一仓缺货，订单今日必须发出",
        printed=replace(_PRINTED, job_id="P-20261122-0384"),
    )


def _shift() -> ShiftFields:
    figures = (
        (_("Parcels packed"), "312"),
        (_("Of them exchanges"), "18"),
        (_("Wrong items stopped"), "7"),
        (_("Labels printed again"), "2"),
        (_("Parcels put aside"), "4"),
        (_("Packed on time"), "98.7 %"),
    )
    return ShiftFields(
        "2026-11-22 08:00", "2026-11-22 16:00", "王芳、李强", figures, "3 号台面单纸剩半卷；异常单 2 件在红筐", _PRINTED
    )
