"""The command line: one program, one file a command, and the boundary no traceback crosses."""

import argparse
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from prisonersvoice_ar import __version__
from prisonersvoice_ar.app.machine import setup_command
from prisonersvoice_ar.core.errors import FAULT, INTERRUPTED, MachineError, PrisonersVoiceError

COMMANDS = {
    "run": "the experience: from a camera picture to what can be done",
    "track": "the tracker alone: what it finds, a line a frame",
    "calibrate": "the camera's intrinsics, from a printed board held before it",
    "preview": "a scene under your hands: reload on save, scrub, jump, no camera needed",
    "check": "every problem in scenes, targets and configuration",
    "play": "thousands of random visits: what nobody reaches, where a visitor is caught",
    "new": "a scene from questions",
    "fmt": "scenes laid out: keys in order, ids for new lines",
    "rename": "a beat's, line's, object's, source's or flag's name, changed everywhere",
    "translate": "texts to translators and back, as PO files",
    "notes": "what reviewers have to say of a scene",
    "diff": "what changed between two versions of a scene, in a reader's words",
    "undo": "the last change that a tool made in a scene, taken back",
    "storyboard": "a scene on paper: a contact sheet, and a page with all its texts",
    "script": "the recording script for voice actors: HTML and XLSX",
    "voice": "who speaks: what is missing, placeholders, recordings taken in",
    "doctor": "what is missing on this machine, and the command that mends it",
}
"""each command and its line of help; only the one that is carried out is loaded"""


def run(arguments: Sequence[str] | None = None) -> int:
    """Parse, carry out, and turn every way of ending into an exit code."""
    _have_streams()
    _speak_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    try:
        words = in_order(given)
        parsed = _parser(words[0]).parse_args(words)
        return int(parsed.carry_out(parsed))
    except KeyboardInterrupt:
        print("Interrupted; everything is closed.", file=sys.stderr)
        return INTERRUPTED
    except PrisonersVoiceError as error:
        return _say(error, debug=debug)
    except ModuleNotFoundError as missing:
        absent = _not_installed(missing)
        return _fault(missing, debug=debug) if absent is None else _say(absent, debug=debug, cause=missing)
    except BrokenPipeError:
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _fault(error, debug=debug)
        full = MachineError("there is no room left for what is written", "Free some, and try again.")
        return _say(full, debug=debug, cause=error)
    # The boundary of the process: whatever was not foreseen becomes one line and a report.
    except Exception as fault:
        return _fault(fault, debug=debug)


def _say(error: PrisonersVoiceError, *, debug: bool, cause: BaseException | None = None) -> int:
    if debug:
        if error.__suppress_context__ and error.__context__ is not None:
            traceback.print_exception(error.__context__)
        traceback.print_exception(cause or error)
    print(f"prisonersvoice: {error}", file=sys.stderr)
    if error.exit_code == FAULT:
        _report(error)
    return error.exit_code


def _fault(fault: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(fault)
    _report(fault)
    return FAULT


def _not_installed(missing: ModuleNotFoundError) -> MachineError | None:
    """What to say where somebody else's package is absent; None where it is one of ours."""
    name = (missing.name or "").partition(".")[0]
    if not name or name == "prisonersvoice_ar" or name in sys.stdlib_module_names:
        return None
    return MachineError(f"the Python package {name} is not installed", f"Install it: {setup_command()}")


def _have_streams() -> None:
    """Started without a terminal (pythonw, a closed stdout), Python has no streams at all: what is said goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _report(fault: BaseException) -> None:
    from prisonersvoice_ar.app.crash import write_fault_report

    print(write_fault_report(fault), file=sys.stderr)


def in_order(words: Sequence[str]) -> list[str]:
    """``words`` with the command first: it may stand behind options; `run` where none is named."""
    if words and (words[0] in {"-h", "--help", "--version"} or not words[0].startswith("-")):
        return list(words)
    flags = _flags() if words else frozenset()
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 1 if words[at] in flags or "=" in words[at] else 2
    if at < len(words) and words[at] in COMMANDS:
        return [words[at], *words[:at], *words[at + 1 :]]
    return ["run", *words]


def _flags() -> frozenset[str]:
    """Options of any command that no value follows."""
    found = {"--debug", "-h", "--help"}

    class Noting(argparse.ArgumentParser):
        def add_argument(self, *names: Any, **more: Any) -> argparse.Action:
            if more.get("action") == "store_true":
                found.update(names)
            return super().add_argument(*names, **more)

    for name in COMMANDS:
        _module(name).add_arguments(Noting())
    return frozenset(found)


def _module(command: str) -> Any:
    return import_module(f"prisonersvoice_ar.app.commands.{command}")


def _parser(named: str) -> argparse.ArgumentParser:
    """The parser, whose command ``named`` has all its options; of the others only the line of help is needed."""
    parser = argparse.ArgumentParser(
        prog="prisonersvoice",
        description="PrisonersVoice AR: a cell that stands in the room, and what can be done about it.",
        epilog="Without a command, `run`. Exit codes: 0 done, 1 the content has problems, 2 wrong usage, "
        "3 the machine lacks something, 70 a fault of ours, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"prisonersvoice {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, line in COMMANDS.items():
        if name != named:
            commands.add_parser(name, help=line)
            continue
        module = _module(name)
        command = commands.add_parser(name, help=line, description=module.DESCRIPTION, allow_abbrev=False)
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
