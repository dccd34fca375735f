"""``prisonersvoice doctor``: what is missing on this machine, and the command that mends it."""

import argparse
import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from prisonersvoice_ar.app.machine import has_display, setup_command, system_libraries
from prisonersvoice_ar.app.requirements import NAME, needs
from prisonersvoice_ar.core.errors import PrisonersVoiceError
from prisonersvoice_ar.core.packages import install_command

DESCRIPTION = "Looks at everything the experience needs. Exit code 3 where something is missing that it cannot do without."

_OPTIONAL = {"mediapipe": "hands, face and silhouette", "av": "films (--record)"}


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's list."""

    what: str
    ok: bool
    detail: str
    mend: str = ""
    needed: bool = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Only the form."""
    parser.add_argument("--json", action="store_true", help="for programs")


def carry_out(arguments: argparse.Namespace) -> int:
    """Print the findings; 3 where something needed is missing."""
    findings = [finding for look in _LOOKS for finding in _found(look)]
    if arguments.json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            mark = "ok      " if finding.ok else "MISSING " if finding.needed else "without "
            print(f"{mark} {finding.what}: {finding.detail}")
            if not finding.ok and finding.mend:
                print(f"          → {finding.mend}")
    return 0 if all(finding.ok or not finding.needed for finding in findings) else 3


def _found(look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What ``look`` finds; a package that it cannot be done without must not end the list."""
    try:
        yield from look()
    except ImportError as problem:
        yield Finding(look.__name__.strip("_"), False, f"cannot be looked at: {problem}", setup_command())


def _python() -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    yield Finding("Python", good, sys.version.split()[0], "Install Python 3.11 or newer.")


def _packages() -> Iterator[Finding]:
    found = needs("film")
    if not found:
        yield Finding(f"package {NAME}", False, "its list of needs is not there", setup_command())
    for need in found:
        purpose = _OPTIONAL.get(need.name, "")
        detail = need.installed or f"not installed{': no ' + purpose if purpose else ''}"
        if need.installed and not need.satisfied:
            detail += f", but {need.bounds} is needed"
        yield Finding(f"package {need.name}", need.satisfied, detail, setup_command(), needed=not purpose)
    for name in _OPTIONAL.keys() - {need.name for need in found}:
        detail = f"not made for this machine: no {_OPTIONAL[name]}"
        yield Finding(f"package {name}", False, detail, needed=False)


def _libraries() -> Iterator[Finding]:
    for library in system_libraries():
        detail = library.purpose if library.found else f"not found ({library.purpose})"
        yield Finding(f"library {library.name}", library.found, detail, install_command([library.name]))


def _display() -> Iterator[Finding]:
    from prisonersvoice_ar.stage.engine import open_pipe

    if not has_display():
        detail, mend = (
            "none: a film is made instead, under out/",
            "Start from a desktop session, or set DISPLAY.",
        )
        yield Finding("display", False, detail, mend, needed=False)
        return
    try:
        open_pipe(headless=False)
    except PrisonersVoiceError as error:
        # `run` ends there, so this is no mere want
        yield Finding("display", False, error.message, error.advice)
    else:
        yield Finding("display", True, "a window can open")


def _renderer() -> Iterator[Finding]:
    from prisonersvoice_ar.stage.window import Window

    try:
        window = Window.open(size=(64, 64), headless=True, title="doctor")
    except PrisonersVoiceError as error:
        yield Finding("OpenGL", False, error.message, error.advice)
        return
    renderer = window.renderer
    window.close()
    slow = re.search("llvmpipe|softpipe|swrast", renderer, re.IGNORECASE)
    yield Finding("OpenGL", True, renderer + (" (software: slow but sufficient)" if slow else ""))


def _cameras() -> Iterator[Finding]:
    from prisonersvoice_ar.app.cameras import camera_names

    names = camera_names()
    detail = ", ".join(names) if names else "none found: the demo footage stands in"
    mend = "Plug one in; on Linux your user must be in the group `video`."
    yield Finding("camera", bool(names), detail, mend, needed=False)


def _calibrations() -> Iterator[Finding]:
    from prisonersvoice_ar.app.lenses import stored_lenses

    kept = stored_lenses()
    told = [f"{each.camera_name or each.camera} at {each.lens.width}×{each.lens.height}" for each in kept]
    detail = ", ".join(told) or "none: the lens is assumed, and learned while a card is followed"
    mend = "prisonersvoice calibrate --board board.pdf, print it, then prisonersvoice calibrate."
    yield Finding("calibration", bool(kept), detail, mend, needed=False)


def _sound() -> Iterator[Finding]:
    from prisonersvoice_ar.speaker import SilentSpeaker, open_speaker

    speaker = open_speaker()
    good = not isinstance(speaker, SilentSpeaker)
    detail = speaker.description
    speaker.close()
    yield Finding("sound", good, detail, "Plug in or switch on a sound device.", needed=False)


def _models() -> Iterator[Finding]:
    folder = Path(__file__).resolve().parents[2] / "models"
    try:
        listed = (folder / "README.md").read_text("utf-8")
    except OSError:
        yield Finding("models", False, "their list is missing", "Install PrisonersVoice again.", needed=False)
        return
    wanted = re.findall(r"\| (\S+\.(?:task|tflite)) \| ([0-9a-f]{64}) \|", listed)
    for name, digest in wanted:
        path = folder / name
        if not path.is_file():
            yield Finding(f"model {name}", False, "missing", "Install PrisonersVoice again.", needed=False)
            continue
        good = hashlib.sha256(path.read_bytes()).hexdigest() == digest
        detail = "as delivered" if good else "changed since it was delivered"
        yield Finding(f"model {name}", good, detail, "Install PrisonersVoice again.", needed=False)


def _kernel() -> Iterator[Finding]:
    # not `aligner`, which would import cv2 first: without numpy that prints into the list
    from prisonersvoice_ar.perception.markers import native

    good = native.available()
    detail = "compiled" if good else "not compiled: numpy follows the targets, more slowly"
    yield Finding("tracker's kernel", good, detail, setup_command(), needed=False)


def _content() -> Iterator[Finding]:
    from prisonersvoice_ar.app.folders import content_root

    try:
        root = content_root()
    except PrisonersVoiceError as error:
        yield Finding("content", False, error.message, error.advice)
        return
    scenes = sorted(path.parent.name for path in root.glob("scenes/*/scene.yaml"))
    yield Finding(
        "content", bool(scenes), f"scenes: {', '.join(scenes) or 'none'}", "Install PrisonersVoice again."
    )


def _folders() -> Iterator[Finding]:
    from prisonersvoice_ar.app.folders import cache_folder, log_folder

    for what, folder in (("cache", cache_folder()), ("log", log_folder())):
        free = shutil.disk_usage(folder).free
        good = free > 50e6
        yield Finding(
            f"{what} folder", good, f"{folder}, {free / 1e9:.1f} GB free", "Free some room.", needed=False
        )


_LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python,
    _packages,
    _libraries,
    _display,
    _renderer,
    _cameras,
    _calibrations,
    _sound,
    _models,
    _kernel,
    _content,
    _folders,
)
