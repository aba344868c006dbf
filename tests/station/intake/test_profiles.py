"""A file nobody knows: mapped once by a person, read by itself from then on, in its own number space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.channels.profile import Profile, ProfileError
from station.intake.files import import_files
from station.intake.profiles import forget, guess, keep, look, stored
from station.orders.find import find
from tests import shop

if TYPE_CHECKING:
    from pathlib import Path

    from station.store.engine import Store

FILE = """云店铺 9月
流水,货,几个,给谁,打给,送到,进度
0001,WY-CW-120,2,测试甲,13800000001,浙江省杭州市余杭区测试路0号,排单中
0002,SOCK,1,测试乙,13800000002,浙江省杭州市余杭区测试路1号,废弃
"""
COLUMNS = {
    "number": "流水", "code": "货", "qty": "几个", "name": "给谁", "phone": "打给", "address": "送到", "status": "进度",
}  # fmt: skip
PROFILE = Profile("云店铺", COLUMNS, {"排单中": "paid", "废弃": "cancelled"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cloud.csv"
    path.write_text(FILE, encoding="gb18030")
    return path


def test_before_it_is_mapped_the_file_is_refused_and_its_columns_can_be_seen(store: Store, file: Path) -> None:
    (refused,) = import_files(store, [file])
    assert refused.channel == ""
    table = look(file)
    assert table.header == tuple(
        COLUMNS[name] for name in ("number", "code", "qty", "name", "phone", "address", "status")
    )
    assert table.rows[0].text("货") == "WY-CW-120"


def test_mapped_once_it_is_read_by_itself(store: Store, file: Path) -> None:
    shop.build(store)
    store.write(lambda tx: keep(tx, PROFILE, actor="command", station="1"))
    (first,) = import_files(store, [file])
    assert (first.channel, first.new, first.rejected) == ("generic", 2, ())
    (second,) = import_files(store, [file])
    assert (second.new, second.unchanged) == (0, 2)
    with store.read() as tx:
        (hit,) = find(tx, "0001")
        assert (hit.shop, hit.state) == ("云店铺", "allocated")
        assert find(tx, "0002")[0].state == "cancelled"


def test_a_platforms_own_export_is_never_taken_by_a_profile(store: Store, tmp_path: Path) -> None:
    from tests.station.intake.test_files import pdd
    from tests.station.intake.test_rejects import AT, GOOD

    greedy = Profile("greedy", {"number": "订单号", "qty": "商品数量(件)", "code": "商家编码-规格维度"})
    store.write(lambda tx: keep(tx, greedy, actor="command", station="1"))
    (result,) = import_files(store, [pdd(tmp_path / "pdd.csv", GOOD, at=AT)])
    assert result.channel == "pinduoduo"


@pytest.mark.parametrize(
    "columns",
    [
        {"number": "流水", "qty": "几个"},
        {"number": "流水", "code": "货"},
        {"number": "流水", "qty": "几个", "code": "几个"},
        {"number": "流水", "qty": "几个", "code": "货", "colour": "色"},
    ],
)
def test_a_mapping_orders_cannot_be_read_with_is_refused(store: Store, columns: dict[str, str]) -> None:
    with pytest.raises(ProfileError):
        store.write(lambda tx: keep(tx, Profile("x", columns), actor="command", station="1"))
    with store.read() as tx:
        assert stored(tx) == ()


def test_a_forgotten_profile_reads_nothing_more(store: Store, file: Path) -> None:
    store.write(lambda tx: keep(tx, PROFILE, actor="command", station="1"))
    store.write(lambda tx: forget(tx, "云店铺", actor="command", station="1"))
    (refused,) = import_files(store, [file])
    assert refused.channel == ""


def test_names_people_give_columns_are_guessed() -> None:
    assert guess(["订单编号", "品名", "件数", "收货人", "联系电话", "地址", "奇怪"]) == {
        "number": "订单编号", "title": "品名", "qty": "件数", "name": "收货人", "phone": "联系电话", "address": "地址",
    }  # fmt: skip
