"""The one door: finds the command, builds the context, turns errors into sentences and exit codes."""

from __future__ import annotations

import argparse
import logging
import sys
from importlib import import_module

from station import log, registry, settings, text
from station.errors import BugError, DeviceError, StationError, UserError
from station.text import _
from ui.commands.base import Command, Context, run

logger = logging.getLogger("packbench")


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = sys.argv[1:] if argv is None else argv
    _speak(given)
    words = {name.rstrip("_"): name for name in registry.names("ui.commands")}  # import_.py is the word import
    chosen = _chosen(given, words)
    common = _common()
    options, rest = common.parse_known_args(given, argparse.Namespace(store=None, json=False))  # stand anywhere
    arguments = _parser(words, chosen, common=common).parse_args(rest, options)
    context = Context(arguments.store, arguments.json)
    try:
        log.start(settings.home() / "logs")
        return run(_command(words[arguments.command]), arguments, context)
    except StationError as error:
        return _explain(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        return _explain(_disk(error))
    except Exception as error:
        logger.exception("bug")
        return _explain(
            BugError(
                _("Something went wrong inside the program ({kind})").format(kind=type(error).__name__),
                _("please send the log file {path} to support").format(path=settings.home() / "logs" / "packbench.log"),
                code="BUG",
            )
        )
    finally:
        context.close()


def _speak(given: list[str]) -> None:
    for place, word in enumerate(given):
        if word == "--lang" and place + 1 < len(given):
            text.use_language(given[place + 1])
        elif word.startswith("--lang="):
            text.use_language(word.removeprefix("--lang="))


def _chosen(given: list[str], words: dict[str, str]) -> str | None:
    return next((word for word in given if word in words), None)


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument("--store", default=argparse.SUPPRESS, help=_("store address (SQLAlchemy URL)"))
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_("print JSON"))
    common.add_argument("--lang", choices=text.LANGUAGES, default=argparse.SUPPRESS, help=_("language"))
    return common


def _parser(words: dict[str, str], chosen: str | None, *, common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="packbench", description=_("PackBench, the packing bench"), parents=[common])
    verbs = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for word, module in words.items():
        if chosen in (None, word):  # load only what was asked for: the window must start fast
            one = _command(module)
            one.configure(verbs.add_parser(word, help=one.help, description=one.help, parents=[common]))
    return parser


def _command(module: str) -> Command:
    found: Command = import_module(f"ui.commands.{module}").command
    return found


def _disk(error: OSError) -> StationError:
    logger.warning("disk errno=%s", error.errno, exc_info=error)
    return DeviceError(
        _("The file or disk could not be used: {why}").format(why=error.strerror or type(error).__name__),
        _("check that the disk is writable and not full, then try again"),
        code="DISK",
    )


def _explain(error: StationError) -> int:
    level = logging.INFO if isinstance(error, UserError) else logging.WARNING
    logger.log(level, "refused code=%s", error.code)
    sys.stderr.write(f"{error}\n")
    return error.exit_status


if __name__ == "__main__":
    log.uncaught()
    sys.exit(main())
