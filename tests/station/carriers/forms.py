"""What every carrier must keep: its example is right, its names find it, other things are refused."""

from station.carriers.base import carriers, find

NEVER = ("", "2026112200000000000", "%CMD%FINISH%K", "^XA", "-1", "运单号")


def assert_forms(identity: str, *, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    """Every right number is taken, every wrong one and everything no carrier has is refused."""
    carrier = carriers()[identity]
    assert all(find(name) is carrier for name in (identity, *carrier.names))
    assert [number for number in (carrier.example, *right) if not carrier.takes(number)] == []
    assert [number for number in (*wrong, *NEVER) if carrier.takes(number)] == []
