"""What a calibration says when it is done, and where its result goes."""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.app.calibrating import Gathering
from prisonersvoice_ar.app.lenses import store_lens, write_lens
from prisonersvoice_ar.core.calibration.choice import Tried
from prisonersvoice_ar.core.calibration.guide import Look
from prisonersvoice_ar.core.calibration.served import StoredLens
from prisonersvoice_ar.core.errors import DONE, ContentError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.documents import lens_text
from prisonersvoice_ar.perception.calibration.solve import Calibration

GOOD_SHARE = 0.02
"""of the focal length that its standard deviation may be, for a result that is used by itself"""
WORST_SHARE = 0.25
"""beyond that there is no result"""
_REASONS = {
    Look.NOTHING: "without the board, or with too little of it",
    Look.TINY: "too small",
    Look.LINE: "seen from the side",
    Look.BLURRED: "blurred",
    Look.MOVING: "moving",
    Look.ALIKE: "too like an earlier one",
    Look.FLAT: "from the front, of which there were enough",
    Look.OTHER_SIZE: "of another size than the first",
    Look.ENOUGH: "more than are needed",
}
_ADVICE = (
    "Move the board to every corner of the picture, tilt it four ways, bring it near and far, and try again."
)


@dataclass(frozen=True)
class Kept:
    """Where a result goes."""

    camera: str
    """the camera's identity; "" for pictures"""
    name: str
    out: Path | None
    day: str
    """as 2026-11-28"""


def say_views(gathering: Gathering, *, live: bool) -> None:
    """Which pictures were taken, why the others weren't, and what they cover."""
    guide = gathering.guide
    added = len(guide.views) - guide.independent
    print(f"{gathering.pictures} pictures; views taken: {guide.independent}", file=sys.stderr)
    for look, why in _REASONS.items():
        if guide.refused[look] and not (live and look is Look.NOTHING):
            print(f"  refused {guide.refused[look]:4d}: {why}", file=sys.stderr)
    if added:
        print(f"  and {added} of them taken after all, for there are no others", file=sys.stderr)
    shares = guide.coverage.shares
    print("Coverage: " + ", ".join(f"{name} {share:.0%}" for name, share in shares.items()), file=sys.stderr)
    print(coverage_map(guide.coverage.covered), file=sys.stderr)
    if missing := guide.coverage.missing():
        print(f"  missing: {'; '.join(missing)}", file=sys.stderr)


def coverage_map(covered: NDArray[np.bool_]) -> str:
    """The picture's parts as characters: # where enough was seen."""
    return "\n".join("  " + " ".join("#" if cell else "." for cell in row) for row in covered)


def report(found: Calibration, kept: Kept) -> int:
    """Say what was found, and keep it; ContentError where it is too uncertain to be of use."""
    lens, sigma = found.solved.lens, found.solved.sigma_px
    share = max(sigma[0] / lens.fx, sigma[1] / lens.fy)
    for line in lines_of(found):
        print(line, file=sys.stderr)
    if not share < WORST_SHARE:
        raise ContentError(f"the focal length is known only to ± {share:.0%}: there is no result", _ADVICE)
    stored = StoredLens(
        lens, kept.camera, kept.name if kept.camera else "", found.solved.rms_px, len(found.views), kept.day,
        sigma, found.held_out_px,
    )  # fmt: skip
    if kept.out is not None:
        write_lens(kept.out, stored)
        print(f"{kept.out}: for --camera-matrix", file=sys.stderr)
    if share > GOOD_SHARE:
        said = f"the focal length is known only to ± {share:.1%}"
        if kept.camera:
            raise ContentError(f"{said}: it is not kept for {kept.name}", _ADVICE)
        print(f"Careful: {said}. {_ADVICE}", file=sys.stderr)
    if kept.camera:
        path = store_lens(stored)
        print(
            f"Kept for {kept.name} ({kept.camera}): {path}. run and track use it from now on.",
            file=sys.stderr,
        )
    elif kept.out is None:
        print(lens_text(stored), end="")
    return DONE


def lines_of(found: Calibration) -> list[str]:
    """What was found, line by line."""
    solved, lens = found.solved, found.solved.lens
    sigma = solved.sigma_px
    lines = [_tried(found.tried, found)]
    for name, error in found.dropped:
        lines.append(f"  left out: {name}, which is {error:.2f} px off while the others agree")
    each = ", ".join(f"{name} {error:.2f}" for name, error in zip(found.views, solved.errors_px, strict=True))
    lines.append(f"RMS {solved.rms_px:.3f} px over {len(found.views)} views ({each})")
    lines.append(
        f"fx {lens.fx:.1f} ± {sigma[0]:.1f}, fy {lens.fy:.1f} ± {sigma[1]:.1f}, "
        f"cx {lens.cx:.1f} ± {sigma[2]:.1f}, cy {lens.cy:.1f} ± {sigma[3]:.1f} px at {lens.width}×{lens.height}; "
        f"{_degrees(lens)}"
    )
    return lines


def _tried(tried: Sequence[Tried], found: Calibration) -> str:
    lens = found.solved.lens
    told = ", ".join(
        f"{each.form.model}/{each.form.coefficients} "
        + ("–" if math.isinf(each.held_out_px) else f"{each.held_out_px:.3f}")
        for each in tried
    )
    return f"Model {lens.model} with {len(lens.distortion)} coefficients; error on views held out, px: {told}"


def _degrees(lens: Intrinsics) -> str:
    if lens.model == "fisheye":
        return "a fisheye's field of view depends on its rim"
    return f"{math.degrees(lens.horizontal_fov):.1f}° across"
