"""A fault of ours: a report that holds no picture, and one line that says where it is."""

import platform
import re
import sys
import traceback
from datetime import UTC, datetime

from prisonersvoice_ar import __version__
from prisonersvoice_ar.app.folders import log_folder
from prisonersvoice_ar.core.errors import InternalFault

_KEPT = 20


def write_fault_report(fault: BaseException) -> str:
    """Write the traceback (code and line numbers, never values) and return the line to show.

    Only frames are formatted, with no locals: an array of pixels can therefore not get in.
    """
    now = datetime.now(UTC)
    text = "\n".join(
        [
            f"PrisonersVoice {__version__}, {now:%Y-%m-%d %H:%M:%S} UTC",
            f"Python {sys.version.split()[0]}, {platform.system()} {platform.release()} {platform.machine()}",
            "",
            "".join(traceback.format_tb(fault.__traceback__)),
            *_from_perception(fault),
            f"{type(fault).__module__}.{type(fault).__qualname__}: {_short(fault)}",
            "",
        ]
    )
    path = log_folder() / f"fault-{now:%Y%m%d-%H%M%S}.txt"
    try:
        path.write_text(text, encoding="utf-8")
        for old in sorted(path.parent.glob("fault-*.txt"))[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError as problem:
        return f"prisonersvoice: a fault of ours ({type(fault).__name__}), and no report: {problem}"
    return (
        f"prisonersvoice: a fault of ours ({type(fault).__name__}). A report without any picture is in\n"
        f"  {path}\n  Please send it to the makers; starting again is safe."
    )


def _from_perception(fault: BaseException) -> list[str]:
    """The frames that another process sent with its error, which are where it really happened."""
    details = fault.details if isinstance(fault, InternalFault) else ""
    return ["In the perception process:", details] if details else []


def _short(fault: BaseException) -> str:
    """Its first line without any number: an array that an exception quotes would be a piece of a picture."""
    return re.sub(r"\d+", "#", str(fault).splitlines()[0][:300]) if str(fault) else ""
