"""The command sheet: every command scans as what the bench understands."""

import pytest

from printing.label import LabelDoesNotFitError
from printing.layouts import base
from printing.layouts.base import Paper
from printing.layouts.fields import CommandRow, CommandsFields
from station.people.codes import Command, command_code, parse
from tests.printing.layouts.contract import assert_reads, sample


@pytest.mark.parametrize("paper", [Paper(210, 297), Paper(100, 150), Paper(76, 130)], ids=str)
def test_every_command_is_read_back(paper: Paper) -> None:
    expected = {command_code(command.value) for command in Command}
    assert all(parse(code) for code in expected)
    assert_reads("commands", sample("commands"), expected, paper=paper)


def test_too_many_commands_are_refused() -> None:
    rows = tuple(CommandRow(f"word {n}", f"%CMD%{n}%") for n in range(40))
    with pytest.raises(LabelDoesNotFitError):
        base.draw("commands", CommandsFields(rows), Paper(76, 130))
