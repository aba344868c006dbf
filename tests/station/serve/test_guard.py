"""Every request passes the guard, every answer carries its headers, and strangers learn nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.serve.rate import Buckets, Pace
from tests.station.serve.knock import FAR, HERE, NEAR, knock

if TYPE_CHECKING:
    from station.store.engine import Store


def test_every_answer_forbids_what_we_do_not_use(file: Store) -> None:
    for path in ("/", "/health", "/phone", "/push/nobody", "/phone/phone.js", "/.git/config"):
        told = knock(file).get(path)
        assert "default-src 'none'" in told.headers["content-security-policy"]
        assert told.headers["x-content-type-options"] == "nosniff"
        assert told.headers["cache-control"] == "no-store"
        assert "server" not in told.headers


def test_there_is_no_listing_and_no_debug_page(file: Store) -> None:
    for path in ("/", "/phone/", "/phone/pages", "/static/", "/docs", "/openapi.json", "/phone/..", "/push"):
        told = knock(file).get(path, follow_redirects=False)
        assert (told.status_code, told.text) == (404, "")


@pytest.mark.parametrize(("sender", "headers"), [(FAR, {}), (HERE, {"x-forwarded-for": "1.2.3.4"}), ("no address", {})])
def test_from_outside_and_by_a_relay_one_may_only_push(file: Store, sender: str, headers: dict[str, str]) -> None:
    for path in ("/health", "/status", "/phone", "/phone/phone.js"):
        assert knock(file, sender=sender).get(path, headers=headers).status_code == 404


def test_an_error_of_ours_says_nothing(file: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def bug(_store: Store, _puller: object) -> None:
        raise KeyError("张三")

    monkeypatch.setattr("station.serve.status._health", bug)
    told = knock(file).get("/health")
    assert (told.status_code, told.text) == (500, "")
    assert "content-security-policy" in told.headers


def test_counts_are_for_this_machine_only(file: Store) -> None:
    assert knock(file, sender=NEAR).get("/status").status_code == 404
    told = knock(file).get("/status")
    assert told.status_code == 200
    assert "待拉取订单" in told.text


def test_health_says_when_nobody_fetches_any_more(file: Store) -> None:
    told = knock(file, sender=NEAR).get("/health")  # the puller of these tests never started
    assert (told.status_code, told.json()) == (503, {"status": "PULLER"})


def test_who_asks_too_often_waits(file: Store) -> None:
    client = knock(file, sender=NEAR)
    codes = [client.get("/health").status_code for _time in range(60)]
    assert codes[:40] == [503] * 40
    assert codes[-1] == 429
    assert knock(file, sender=HERE).get("/health").status_code == 503


def test_a_bucket_fills_again_and_the_table_stays_small() -> None:
    now = [0.0]
    buckets = Buckets(monotonic=lambda: now[0])
    pace = Pace(2, 3)
    assert [buckets.take("a", pace) for _time in range(4)] == [True, True, True, False]
    now[0] = 0.5
    assert buckets.take("a", pace)
    assert not buckets.take("a", pace)
    for number in range(10_000):
        buckets.take(str(number), pace)
    assert len(buckets._left) <= 4096


def test_other_methods_are_refused(file: Store) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
        assert knock(file).request(method, "/phone").status_code == 405
