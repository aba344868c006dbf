"""Ids that every source makes alike, and short codes that survive hands and eyes."""

from hypothesis import given
from hypothesis import strategies as st

from station.orders import ids

HEX = st.text(alphabet="0123456789abcdef", min_size=32, max_size=32)


def test_every_source_makes_the_same_id() -> None:
    one = ids.channel_order_id("taobao", "shop", "2600000000000000001")
    assert one == ids.channel_order_id("taobao", "shop", "2600000000000000001")
    assert ids.is_global_id(one)


def test_parts_of_the_key_do_not_run_together() -> None:
    assert ids.channel_order_id("a", "bc", "1") != ids.channel_order_id("ab", "c", "1")


def test_fresh_ids_differ_and_have_the_form() -> None:
    made = {ids.new_order_id() for _number in range(2000)}
    assert len(made) == 2000
    assert all(ids.is_global_id(one) for one in made)
    assert len({ids.short_code(one) for one in made}) == 2000


@given(HEX)
def test_short_code_reads_back_from_print_and_keyboard(order_id: str) -> None:
    code = ids.short_code(order_id)
    assert ids.read_short_code(code) == code
    assert ids.read_short_code(code.replace("-", "").lower()) == code


@given(HEX, st.integers(0, 8), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_sign_is_caught(order_id: str, place: int, sign: str) -> None:
    signs = list(ids.short_code(order_id).replace("-", ""))
    if signs[place] == sign:
        return
    signs[place] = sign
    assert ids.read_short_code("".join(signs)) is None


def test_channel_numbers_and_words_are_no_short_codes() -> None:
    for text in ("260105-000000000000001", "", "STOP", "6900000000000000001", "中文中文中文中文中"):
        assert ids.read_short_code(text) is None
