"""The wanted size, colour or model, as written."""

from __future__ import annotations

import pytest

from station.returns.intent import classify


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("S码→M码", "M"),
        ("M改L", "L"),
        ("120的换成130的", "130"),
        ("麻烦安排对调，我要36", "36"),
        ("码偏大，调小一码", "-1"),
        ("以小换大", "+1"),
        ("换大两号", "+2"),
        ("16.5cm换17cm", "17cm"),
        ("螺帽规格发错 换3/8", "3/8"),
        ("换个短点的，一米的那种", "一米"),
        ("要M不要L，换一下", "M"),
        ("诉求：换货；原规格：M；新规格：L", "L"),
        ("穿L有点勒，麻烦换XL", "XL"),
        ("换货，尺码40", "40"),
    ],
)
def test_size(text: str, size: str) -> None:
    assert classify(text).wanted.size == size


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("更換顏色：淺灰", "淺灰"),
        ("色号发成02，应为05，要求更换", "05"),
        ("请把错发的红色换成我下单的黑色", "黑色"),
        ("下单的是黑色收到是白色，要求换回黑色", "黑色"),
        ("诉求：换货-颜色-由黑改白", "白"),
        ("换个 black 色", "black"),
        ("换成藏青140", "藏青"),
    ],
)
def test_color(text: str, color: str) -> None:
    assert classify(text).wanted.color == color


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("2022款装不上，换2023款", "2023款"),
        ("规格：500ml 发成 250ml，更换正确规格", "500ml"),
        ("换型号 由M4改M5", "M5"),
        ("机油滤芯给错车型，换雅阁十代用的", "雅阁十代"),
        ("脚垫发成右舵的了，换左舵", "左舵"),
        ("更换为厚款", "厚款"),
    ],
)
def test_model(text: str, model: str) -> None:
    assert classify(text).wanted.model == model


@pytest.mark.parametrize("text", ["同款更换", "产品故障，申请换机", "寄回旧的换新的", "镜腿断了，同款再换一副"])
def test_same_again(text: str) -> None:
    wanted = classify(text).wanted
    assert wanted.same
    assert not wanted.stated


@pytest.mark.parametrize("text", ["换货", "换码", "换色", "M码小了，换货"])
def test_nothing_is_invented(text: str) -> None:
    wanted = classify(text).wanted
    assert not wanted.stated
    assert not wanted.same
