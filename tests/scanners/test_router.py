"""A stutter of the scanner is marked; a second scan on purpose is not."""

from __future__ import annotations

from scanners.router import Router


def again(router: Router, at: float, text: str = "SF1", source: str = "wedge") -> bool:
    return router.seen(source, text, first=at, last=at)[1]


def test_the_same_code_within_400_ms_repeats_the_first_read() -> None:
    router = Router()
    first, repeats = router.seen("wedge", "SF1", first=1.0, last=1.02)
    assert not repeats
    first.seq = 7
    second, repeats = router.seen("wedge", "SF1", first=1.3, last=1.32)
    assert repeats
    assert second.seq == 7


def test_later_or_elsewhere_it_is_meant() -> None:
    router = Router()
    assert not again(router, 1.0)
    assert not again(router, 1.1, text="SF2")
    assert not again(router, 1.2, source="serial:left")
    assert not again(router, 1.45)


def test_a_held_trigger_is_one_read_however_long() -> None:
    router = Router()
    assert [again(router, 1 + turn * 0.3) for turn in range(5)] == [False, True, True, True, True]


def test_a_camera_needs_the_code_gone_for_longer() -> None:
    router = Router({"Lid": 1.5})
    for source in ("camera:0", "Lid"):
        assert not again(router, 1.0, source=source)
        assert again(router, 2.4, source=source)
        assert not again(router, 4.0, source=source)


def test_a_clock_that_steps_back_marks_nothing() -> None:
    router = Router()
    assert not again(router, 9.0)
    assert not again(router, 1.0)


def test_old_codes_are_forgotten() -> None:
    router = Router()
    for number in range(1000):
        again(router, 1.0, text=str(number))
    assert len(router._seen) == 256
