"""The command line: one program, one file a command, and the boundary no traceback crosses."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from prisonersvoice_ar import __version__
from prisonersvoice_ar.core.errors import FAULT, INTERRUPTED, PrisonersVoiceError

COMMANDS = ("run", "track", "check", "doctor")


def run(arguments: Sequence[str] | None = None) -> int:
    """Parse, carry out, and turn every way of ending into an exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"}):
        words.insert(0, "run")
    _speak_utf8()
    parsed = _parser().parse_args(words)
    try:
        return int(parsed.carry_out(parsed))
    except KeyboardInterrupt:
        print("Interrupted; everything is closed.", file=sys.stderr)
        return INTERRUPTED
    except PrisonersVoiceError as error:
        if parsed.debug:
            raise
        print(f"prisonersvoice: {error}", file=sys.stderr)
        if error.exit_code == FAULT:
            _report(error)
        return error.exit_code
    except BrokenPipeError:
        return 0
    # The boundary of the process: whatever was not foreseen becomes one line and a report.
    except Exception as fault:
        if parsed.debug:
            raise
        _report(fault)
        return FAULT


def _report(fault: BaseException) -> None:
    from prisonersvoice_ar.app.crash import write_fault_report

    print(write_fault_report(fault), file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="prisonersvoice",
        description="PrisonersVoice AR: a cell that stands in the room, and what can be done about it.",
        epilog="Without a command, `run`. Exit codes: 0 done, 1 the content has problems, 2 wrong usage, "
        "3 the machine lacks something, 70 a fault of ours, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"prisonersvoice {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = import_module(f"prisonersvoice_ar.app.commands.{name}")
        command = commands.add_parser(name, help=module.HELP, description=module.DESCRIPTION)
        command.add_argument("--debug", action="store_true", help="show the traceback of a fault")
        module.add_arguments(command)
        command.set_defaults(carry_out=module.carry_out)
    return parser


def _speak_utf8() -> None:
    """Windows consoles and LC_ALL=C would refuse Ukrainian; a lost character beats a lost message."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
