"""Words of slip forms: printed labels, column headings, units, and what ends the table.

Taken from common Chinese delivery notes, order forms and sales slips (送货单, 订货单, 销售单, 出库单).
Used by the files that turn lines into fields.
"""

from __future__ import annotations

import re

LABELS: dict[str, tuple[str, ...]] = {
    "customer": (
        "客户名称", "客户单位", "客户", "收货单位", "购货单位", "收货人", "订货单位", "订货人", "客户名",
        "买方", "店名", "姓名", "抬头", "收件人", "顾客",
    ),
    "phone": ("联系电话", "电话号码", "手机号码", "联系方式", "电话", "手机", "手机号", "电活", "TEL", "Tel", "tel"),
    "address": ("收货地址", "送货地址", "客户地址", "详细地址", "地址", "地止", "送至", "送到", "地祉"),
    "date": ("开单日期", "订货日期", "送货日期", "日期", "时间", "交货日期"),
    "note": ("特殊要求", "备注", "附注", "说明", "要求", "备往", "备住", "注意", "留言"),
}  # fmt: skip

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("序号", "序", "行号", "NO", "No"),
    "code": ("商品编码", "产品编码", "货品编码", "商品编号", "货号", "编码", "编号", "款号", "代码", "SKU",
             "产品编号", "商品货号"),
    "name": ("商品名称", "产品名称", "货品名称", "品名规格", "品名及规格", "品名", "名称", "货名", "品种",
             "商品", "产品", "货品"),
    "spec": ("规格型号", "规格", "型号", "颜色", "尺码", "尺寸"),
    "qty": ("订货数量", "数量", "件数", "个数", "箱数", "包数", "数目", "数"),
    "unit": ("单位",),
    "price": ("单价", "价格"),
    "amount": ("金额", "小计", "总价"),
    "remark": ("备注", "说明", "附注"),
}  # fmt: skip

ENDS = (
    "合计",
    "总计",
    "共计",
    "大写",
    "制单",
    "经手",
    "签字",
    "签收",
    "送货人",
    "开单",
    "审核",
    "收款",
    "金额大写",
    "备注",
)
TITLES = re.compile(r"[送订销出发进采入配收]?[货售库购]?清?单(据)?$|^N[oO0][.:：]?\d+$")
UNITS = "个件箱双套条包只台支盒打把张块瓶袋卷对本米副顶床捆桶罐根片斤枚串组"
TIMES = "xX×*✕✖乂㐅χхХ＊"
COLONS = ":：;；.．,，、·|丨"
DIGITS = "0123456789"
HAN = re.compile(r"[\u3400-\u9fff]")
DATE = re.compile(r"(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")


def clean(text: str) -> str:
    """Return the text without the colons and dots that stood around it."""
    return text.strip(COLONS + " -_'\"。!！~")
