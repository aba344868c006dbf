"""Names in a pasted line: taken only where they look like one."""

from __future__ import annotations

import pytest

from station.address.person import looks_like_name, take_out


@pytest.mark.parametrize("word", ["张三", "欧阳娜娜", "李女士", "陈老板", "古丽·买买提", "王*", "陈**"])
def test_names(word: str) -> None:
    assert looks_like_name(word)


@pytest.mark.parametrize("word", ["文一西路", "5号楼", "花园", "钱江小区", "虎门镇", "", "**", "101"])
def test_streets_are_no_names(word: str) -> None:
    assert not looks_like_name(word)


def test_text_without_a_person_stays() -> None:
    person, rest = take_out("浙江省杭州市余杭区文一西路969号 1幢 101室")
    assert (person.name, person.phone) == ("", "")
    assert rest == "浙江省杭州市余杭区文一西路969号 1幢 101室"
