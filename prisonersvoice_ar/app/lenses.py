"""Calibrations that are kept: one file for a camera and a size, where platformdirs says."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prisonersvoice_ar.app.folders import camera_folder
from prisonersvoice_ar.app.outputs import way_out
from prisonersvoice_ar.core.calibration.served import ServedLens, StoredLens
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.documents import lens_text, read_stored_lens, render

_HOW = {
    "given": "as given",
    "calibrated": "as calibrated",
    "self-calibrated": "found from what was tracked",
    "assumed": "assumed: 60° across the longer side",
}


def stored_lenses() -> tuple[StoredLens, ...]:
    """All that are kept; one that cannot be read is named on standard error and left out."""
    found = []
    for path in sorted(camera_folder().glob("*.yaml")):
        loaded = read_stored_lens(path)
        if loaded.value is not None:
            found.append(loaded.value)
        else:
            print(render(loaded.problems, read=loaded.texts.get), file=sys.stderr)
            print(f"That calibration is left out: take {path} away, or calibrate again.", file=sys.stderr)
    return tuple(found)


def store_lens(stored: StoredLens) -> Path:
    """Keep ``stored`` for its camera and size, in place of an earlier one; MachineError where it cannot be written."""
    lens = stored.lens
    camera = re.sub(r"[^A-Za-z0-9.-]+", "-", stored.camera).strip("-") or "camera"
    path = camera_folder() / f"{camera}-{lens.width}x{lens.height}.yaml"
    write_lens(path, stored)
    return path


def write_lens(path: Path, stored: StoredLens) -> None:
    """Write ``stored`` as YAML; MachineError where it cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(lens_text(stored), "utf-8")
        part.replace(path)
    except OSError as problem:
        raise MachineError(
            f"{path} cannot be written: {problem.strerror or problem}",
            way_out(problem, path, "--out"),
        ) from problem


def say_lenses(served: Sequence[ServedLens]) -> list[str]:
    """A line for each way in which lenses were come by, with the sizes that it served."""
    lines = []
    for how, words in _HOW.items():
        mine = sorted((each for each in served if each.how == how), key=lambda each: each.lens.width)
        if not mine:
            continue
        sizes = ", ".join(
            f"fx {each.lens.fx:.1f} px at {each.lens.width}×{each.lens.height}" for each in mine
        )
        lines.append(f"Lens {words} ({sizes}{_origin(mine[0])}).")
    return lines


def _origin(served: ServedLens) -> str:
    if served.how == "calibrated":
        rms = "" if served.rms_px is None else f", {served.rms_px:.2f} px RMS"
        return f"; {served.file}, {served.calibrated or 'no date'}{rms}"
    return f"; ± {served.sigma_px:.0f} px" if served.how == "self-calibrated" and served.sigma_px else ""


def lens_facts(served: Sequence[ServedLens]) -> dict[str, Any] | None:
    """The newest lens as ``run --report`` tells it; None where no picture came."""
    if not served:
        return None
    last = served[-1]
    more = {
        "file": last.file,
        "calibrated": last.calibrated,
        "rms_px": last.rms_px,
        "sigma_px": last.sigma_px,
    }
    known = {key: value for key, value in more.items() if value}
    return {"served": last.how, "fx": last.lens.fx} | known
