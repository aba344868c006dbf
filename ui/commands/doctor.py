"""``doctor``: what is missing on this machine, and how to get it.

Exit status 1 when something is missing without which the bench cannot run; what only limits it is shown and passes.
JSON: ``{"fit", "checks": [{"name", "state": "ok|warn|missing", "title", "found", "remedy"}]}``.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from station.text import _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ui.commands.base import Command, Context
    from ui.setup.health import Finding


class Doctor:
    """Looks the machine over."""

    @property
    def help(self) -> str:
        """One translated line."""
        return _("name what is missing on this machine and how to get it")

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--printer``."""
        parser.add_argument(
            "--printer",
            action="append",
            metavar="ADDRESS",
            help=_("printer to reach, such as zpl+tcp://10.0.0.9:9100 (may be given several times)"),
        )

    def run(self, given: argparse.Namespace, context: Context) -> int:
        """Look at everything and show it."""
        from ui.setup import health, machine

        findings = machine.examine()
        printers = given.printer or os.environ.get("PACKBENCH_PRINTER", "").split()
        if health.fit([finding for finding in findings if finding.name in {"packages", "sqlite"}]):
            from ui.setup import belongings, devices  # these need the packages

            findings += belongings.examine(context.settings, lambda: context.store)
            if not printers and "store" in context.__dict__:
                printers = devices.chosen(context.store, context.settings.station)
            findings += devices.examine(printers)
        fit = health.fit(findings)
        context.show({"fit": fit, "checks": [finding.as_json() for finding in findings]}, _lines(findings, fit=fit))
        return 0 if fit else 1


def _lines(findings: list[Finding], *, fit: bool) -> Iterator[str]:
    from ui.setup.health import State

    words = {State.OK: _("ok"), State.WARN: _("note"), State.MISSING: _("MISSING")}
    for finding in findings:
        yield f"[{words[finding.state]}] {finding.title}: {finding.found}"
        if finding.remedy:
            yield f"    -> {finding.remedy}"
    yield _("This machine is fit to pack.") if fit else _("Something is missing: do what the arrows say.")


command: Command = Doctor()
