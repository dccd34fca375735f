"""What this machine lacks, and the command that mends it. No engine is needed to ask."""

import os
import sys
from dataclasses import dataclass

from prisonersvoice_ar.core.packages import PACKAGES
from prisonersvoice_ar.stage.libraries import loads


@dataclass(frozen=True)
class Library:
    """A system library on Linux."""

    name: str
    purpose: str
    found: bool


def system_libraries() -> tuple[Library, ...]:
    """The system libraries that the engines load; empty where the wheels bring all (Windows, macOS)."""
    if not sys.platform.startswith("linux"):
        return ()
    return tuple(Library(name, purpose, loads(name)) for name, (purpose, _) in PACKAGES.items())


def setup_command() -> str:
    """What installs everything into the checkout."""
    return "run.bat" if sys.platform == "win32" else "make setup"


def has_display() -> bool:
    """Whether a window can be expected to open."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY"))
    return True
