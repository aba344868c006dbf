"""Courtesy goes, wishes are kept for the packer, addresses stay addresses."""

from __future__ import annotations

import pytest

from station.intake.asides import set_aside


@pytest.mark.parametrize("text", ["你好", "我要", "货品：", "帮我寄一下", "谢谢！", "送到", "thanks", "另外还要"])
def test_courtesy_says_nothing(text: str) -> None:
    rest, wishes = set_aside(text)
    assert (rest.strip(), wishes) == ("", "")


@pytest.mark.parametrize(
    "text",
    ["加急", "急", "周五前要到", "今天发", "发顺丰", "到付", "放丰巢柜", "送货上门", "不要放驿站", "易碎品", "分2箱发",
     "上班时间送", "抬头绍兴大华公司", "合计660元", "打不通打家里电话", "老客户"],
)  # fmt: skip
def test_wishes_are_the_note(text: str) -> None:
    rest, wishes = set_aside(f"万商路188号 {text}")
    assert (rest.strip(), wishes) == ("万商路188号", text)


@pytest.mark.parametrize(
    "text", ["京东大厦", "德邦物流园3号门", "快递小镇", "电话局宿舍", "顺丰产业园", "城中村5号", "优先路8号"]
)
def test_buildings_are_no_wishes(text: str) -> None:
    rest, wishes = set_aside(f"绍兴市柯桥区 {text}")
    assert (rest.strip(), wishes) == (f"绍兴市柯桥区 {text}", "")


@pytest.mark.parametrize("text", ["给张三", "客户张三要", "联系人：张三", "我是张三", "给张三送去", "张三要的货："])
def test_who_is_meant_becomes_a_label(text: str) -> None:
    rest, _wishes = set_aside(text)
    assert rest.strip() == "收件人:张三"


@pytest.mark.parametrize("text", ["寄绍兴柯桥", "送到绍兴柯桥", "收货地址是绍兴柯桥", "加急发绍兴柯桥", "给绍兴柯桥"])
def test_verbs_before_a_region_go(text: str) -> None:
    assert set_aside(text)[0].strip() == "绍兴柯桥"
