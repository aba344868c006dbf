"""``verdicts``: the whole table of 可发 / 停发 / 换货发新 / 待人工, each way with reason, next step and example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.text import _

if TYPE_CHECKING:
    import argparse

    from station.packing.verdict_table import Line
    from ui.commands.base import Command, Context


class Verdicts:
    """Print the table."""

    @property
    def help(self) -> str:
        """One line."""
        return _("the table of verdicts: every combination of facts and what it comes to")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Nothing to choose."""

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Walk every combination and print each way to a verdict."""
        from station.packing.verdict_table import table

        lines = table()
        total = sum(line.count for line in lines)
        value = {"combinations": total, "lines": [_value(line) for line in lines]}
        shown = [f"{line.verdict}  {line.count:>6}  {' / '.join(line.reason)}" for line in lines]
        context.show(value, [*shown, _("Combinations: {n}, each with one verdict").format(n=total)])
        return 0


def _value(line: Line) -> dict[str, Any]:
    facts = line.example
    example = {
        "state": str(facts.state),
        "paid": str(facts.channel_status),
        "exchange": facts.is_exchange,
        "holds": list(facts.hold_reasons),
        "cases": [f"{case.intent} {case.status}" for case in facts.cases],
        "locked": f"{facts.locked}/{facts.needed}",
        "unmapped": facts.unmapped,
        "packed": facts.packed,
        "other_bench": facts.other_station,
    }
    return {"verdict": line.verdict, "reason": list(line.reason), "combinations": line.count, "example": example}


command: Command = Verdicts()
