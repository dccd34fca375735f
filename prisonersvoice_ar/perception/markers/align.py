"""Direct alignment: the pose at which the printed target, drawn as the camera would see it, agrees with the picture.

All pixels of the print count, not four corners. Picture and drawing are normalised by their local mean and
contrast, so a lamp's gradient, a shadow or a print's own tones do not matter; what does not agree (a thumb,
glare) loses its weight. Gauss–Newton on the pose (Lucas & Kanade 1981; Baker & Matthews 2004), with the lens's
blur, the camera's coding of light, its shutter and its rows as nuisance parameters: a wrong blur or coding
looks like a wrong distance.
"""

from dataclasses import dataclass, field

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.alignment import Alignment, Measured, Slopes, unheld
from prisonersvoice_ar.perception.markers.appearance import Image, Side
from prisonersvoice_ar.perception.markers.columns import (
    BLUR,
    CODING,
    POSE,
    ROWS,
    SHUTTER,
    motion_columns,
    pose_columns,
    slope,
)
from prisonersvoice_ar.perception.markers.drawing import Drawer, Patch, blurred, patch_around
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.local import Local, likeness
from prisonersvoice_ar.perception.markers.motion import STILL, Motion, moved
from prisonersvoice_ar.perception.markers.optics import Optics
from prisonersvoice_ar.perception.settings import Pixels

MOST_PIXELS = 2000
_LEAST_CONTRAST = 2.5
"""times the floor: what is flatter says nothing of where it is"""
_RADIUS_CELLS = 0.8
"""around a pixel, for its local mean and contrast"""
_RADIUS_PX = (3, 24)
_BLED = 0.8
_TUKEY = 4.0
_LENIENT = 3.0
"""times more is borne where a lens that nobody measured may be the reason"""
_STEEP = 1.0
_LEAST_PIXELS = 60
_LEAST_GAIN = 0.05
_CLEAR = 0.93
"""a correlation below which something is looked for that covers the print"""
_FACING = 0.08
"""cosine: a side seen at a flatter angle is left out"""
_FINE, _ROUGH = 4, 2
"""samples along a patch pixel's side; pixels of the picture itself need no more than the few"""
_DOUBT = {True: 0.05, False: 0.15}
_SETTLED = 0.05
"""patch pixels: where the next step would be smaller, none is taken"""
_ROUGH_STEP = 0.6
_FAR_STEP = 1.5
"""patch pixels: after a longer step the patch is cut out anew"""
_WIDER = 0.7
"""patch pixels of blur: the trial by which the blur is measured"""
_HELD, _HIDDEN, _FAR_OFF = 0.02, 1.0, 4.0
"""how much of a nuisance's own information holds it where it is: always, where all is hidden, far off"""


@dataclass
class _Part:
    """One visible side, its patch, and what of both stays the same from round to round."""

    side: Side
    patch: Patch
    drawer: Drawer
    local: "Local"
    seen: Image
    """(h, w) the picture, normalised"""


@dataclass
class _Equations:
    """One side's share of the normal equations."""

    J: Image
    """(C, h w)"""
    seen: Image
    drawn: Image
    weight: Image
    whole: float
    """the sum of ``weight``, were nothing covered"""
    against: float
    """of that, what contradicts"""
    gain: float
    doubt: float
    """a residual that is taken for misalignment, not for a thumb"""
    bears: float
    """how many times the spread a residual may be before it counts for nothing"""
    robust: Image = field(default_factory=lambda: np.empty(0, np.float32))
    spread: float = 1.0
    """of the residuals"""
    A: Array = field(default_factory=lambda: np.empty(0))
    b: Array = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True)
class _Solved:
    """One Gauss–Newton step."""

    step: Array
    """(C,) the pose's six about the target's origin"""
    inverse: Array
    """(C, C) inverse information"""
    held: Array
    """(C,) of that information, what `_HELD` and its like have put in"""
    of_columns: Image
    """(C,) the same step in the columns' own terms, which turn about the camera"""


@dataclass
class _State:
    """What goes from round to round."""

    T: Array
    blur_px: float
    motion: Motion
    step_px: float
    covered: bool
    rows_s: float
    shutter_s: float
    lenient: float
    ahead_px: float = np.inf
    """what the next step would be, going by the last two"""
    fine_px: float = 0.0
    """the last step, if it was a fine one"""
    fine: bool = False


def align(
    gray: Pixels,
    sides: tuple[Side, ...],
    T: Array,
    lens: Lens,
    *,
    blur_px: float,
    optics: Optics,
    motion: Motion = STILL,
    rounds: int = 5,
    most_pixels: int = MOST_PIXELS,
    off_px: float = np.inf,
    covered: bool = False,
    lenient: float = 1.0,
) -> Alignment | None:
    """The pose near ``T`` (4, 4) on which (H, W) uint8 ``gray`` agrees; None where there is nothing to see.

    ``off_px`` is what ``T`` is expected to be off by: a good guess needs one round only. ``covered``: most of the
    print may be hidden, and the guess is no further off than a fraction of its details. ``lenient``: so many times
    more may be left of a part before it is taken for something else than the print.
    """
    parts = _visible(gray, sides, T, lens, optics, most_pixels=most_pixels, motion=motion, blur_px=blur_px)
    if not parts:
        return None
    shrink = max(part.patch.shrink for part in parts)
    rows, shutter = optics.readout_s.value, optics.exposure_s.value
    state = _State(T, blur_px, motion, off_px, covered, rows, shutter, lenient)
    for count in range(rounds):
        left = rounds - 1 - count
        state.fine = left == 0 or state.step_px < _ROUGH_STEP * shrink
        equations = [one for part in parts if (one := _equations(part, state, lens))]
        solved = _step(state, equations, parts[0], lens) if equations else None
        if solved is None:
            return None
        if state.step_px > _FAR_STEP * shrink and left:
            parts = _visible(
                gray,
                sides,
                state.T,
                lens,
                optics,
                most_pixels=most_pixels,
                motion=motion,
                blur_px=state.blur_px,
            )
            if not parts:
                return None
        if state.fine and (left == 0 or state.ahead_px < _SETTLED * shrink):
            return _outcome(state, equations, solved, parts[0], lens)
    return None


def _visible(
    gray: Pixels,
    sides: tuple[Side, ...],
    T: Array,
    lens: Lens,
    optics: Optics,
    *,
    most_pixels: int,
    motion: Motion,
    blur_px: float,
) -> list[_Part]:
    parts = []
    for side in sides:
        frame = T @ side.frame
        outline = side.outline
        ahead = outline @ T[2, :3] + T[2, 3]
        if ahead.min() <= 1e-3 or -(frame[:3, 2] @ frame[:3, 3]) < _FACING * np.linalg.norm(frame[:3, 3]):
            continue
        patch = patch_around(gray, lens.project_ideal(T, outline), lens, optics.exponent.value, most_pixels)
        if patch is None:
            continue
        drawer = Drawer(side, patch, lens, optics)
        known = drawer.known(T, motion)
        if cv2.countNonZero(known) < _LEAST_PIXELS:
            continue
        grain_px = side.grain_m / float(T[2, 3]) * lens.K[0, 0] / patch.shrink
        # blur carries what lies beyond the white border into it
        rim = int(min(_BLED * blur_px / patch.shrink, grain_px / 2))
        if rim:
            known = np.asarray(cv2.erode(known, np.ones((2 * rim + 1, 2 * rim + 1), np.uint8)), np.float32)
        local = Local(known, int(np.clip(round(_RADIUS_CELLS * grain_px), *_RADIUS_PX)))
        spread = float(cv2.meanStdDev(patch.light, mask=known.astype(np.uint8))[1][0, 0])
        seen, _ = local.normalised(patch.light, side.floor * max(spread / side.contrast, 1e-3))
        parts.append(_Part(side, patch, drawer, local, seen))
    return parts


def _step(state: _State, equations: list[_Equations], part: _Part, lens: Lens) -> _Solved | None:
    """Go one Gauss–Newton step; None where it leads nowhere."""
    solved: _Solved | None = None
    for _ in range(1 if state.fine else 2):
        for one in equations:
            _weigh(one, solved.of_columns if solved else None)
        solved = _solved(equations, state)
    assert solved is not None
    step = solved.step
    if not np.isfinite(step).all():
        return None
    T = moved(state.T, step[:POSE])
    outline = part.side.outline
    if T[2, 3] < 1e-2 or (outline @ T[2, :3] + T[2, 3]).min() < 1e-3:
        return None
    apart = lens.project_ideal(T, outline) - lens.project_ideal(state.T, outline)
    length = float(np.abs(apart).max())
    state.ahead_px = length * min(1.0, length / max(state.fine_px, 1e-6))
    state.fine_px = length if state.fine else 0.0
    state.T, state.step_px = T, length
    wider = min(max(float(step[BLUR]), -0.8), 1.5) * (_WIDER * part.patch.shrink) ** 2
    state.blur_px = min(max(state.blur_px**2 + wider, 0.04), 100.0) ** 0.5
    return solved


def _solved(equations: list[_Equations], state: _State) -> _Solved:
    A = sum((one.A for one in equations[1:]), equations[0].A)
    b = sum((one.b for one in equations[1:]), equations[0].b)
    # the columns turn about the camera: about the target, whose arm is T's shift, turns and shifts do not mix
    x, y, z = state.T[:3, 3]
    arm = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    change = np.eye(len(A))
    change[:3, 3:6] = -arm
    A = change @ A @ change.T
    b = change @ b
    scale = 1.0 / np.sqrt(np.maximum(A.diagonal(), 1e-12))
    A = A * scale[:, None] * scale
    held = np.full(len(A), 1.0 + _HELD)
    held[:POSE] = 1.0 + 1e-7
    hidden = 1.0 - sum(float(one.robust.sum()) for one in equations) / sum(one.whole for one in equations)
    # far off, all looks like blur; and so does the rim of a hand
    held[POSE:] += (_HIDDEN * hidden) if state.fine else _FAR_OFF
    np.fill_diagonal(A, held)
    inverse = cv2.invert(A, flags=cv2.DECOMP_CHOLESKY)[1] * scale[:, None] * scale
    step = inverse @ b
    return _Solved(step, inverse, (held - 1.0) / scale**2, (change.T @ step).astype(np.float32))


def _equations(part: _Part, state: _State, lens: Lens) -> _Equations | None:
    patch, local = part.patch, part.local
    light = part.drawer.light(
        state.T, state.blur_px, state.motion, finer=_FINE if state.fine and patch.shrink > 1 else _ROUGH
    )
    floor = part.side.floor
    drawn, contrast = local.normalised(light, floor)
    weight = local.known * (contrast > _LEAST_CONTRAST * floor)
    whole = cv2.sumElems(weight)[0]
    gain, agreement = likeness(weight, part.seen, drawn)
    against = 0.0
    if state.fine and agreement < _CLEAR:
        against = -cv2.sumElems(np.minimum(weight * part.seen * drawn, 0.0))[0]
        against *= whole / max(cv2.sumElems(weight * drawn * drawn)[0], 1e-6)
    if agreement < (_CLEAR if state.fine or state.covered else 0.0):
        weight *= local.likeness(part.seen, drawn)
        gain, agreement = likeness(weight, part.seen, drawn)
    if gain < _LEAST_GAIN:
        return None
    J = np.empty((8 if state.motion is STILL else 10, *drawn.shape), np.float32)
    scale = 0.125 / patch.shrink
    gx = slope(drawn, 1, 0, -scale * lens.K[0, 0])
    gy = slope(drawn, 0, 1, -scale * lens.K[1, 1])
    pose_columns(J, gx, gy, state.T @ part.side.frame, patch)
    np.subtract(blurred(drawn, _WIDER), drawn, out=J[BLUR])
    mid = light - light * light
    mid -= local.mean(mid)
    np.divide(mid, contrast, out=J[CODING])
    if state.motion is not STILL:
        motion_columns(J, (gx, gy), state.T, state.motion, patch=patch, lens=lens)
    return _Equations(
        J.reshape(len(J), -1),
        part.seen.ravel(),
        drawn.ravel(),
        weight.ravel(),
        whole,
        against,
        gain,
        _DOUBT[state.fine],
        _TUKEY * state.lenient,
    )


def _weigh(one: _Equations, step: Image | None) -> None:
    """Tukey's weights for what is left after ``step``, and the normal equations under them."""
    residual = one.seen * np.float32(1.0 / one.gain)
    residual -= one.drawn
    left = residual if step is None else residual - step @ one.J
    # on edges: where a lens that nobody measured bends all of them a little, none of them is a thumb
    stride = max(1, len(left) // 1200)
    steep = np.abs(one.J[3, ::stride]) + np.abs(one.J[4, ::stride])
    steep *= one.weight[::stride]
    some = np.abs(left[::stride][steep > _STEEP * float(steep.mean())])
    half = len(some) // 2
    spread = 1.48 * float(np.partition(some, half)[half]) + one.doubt if len(some) else one.doubt
    one.spread = spread
    robust = left * np.float32(1.0 / (one.bears * spread))
    robust *= robust
    np.subtract(np.float32(1.0), robust, out=robust)
    np.maximum(robust, 0.0, out=robust)
    robust *= robust
    robust *= one.weight
    one.robust = robust
    weighted = one.J * robust
    one.A = (weighted @ one.J.T).astype(np.float64)
    one.b = (weighted @ residual).astype(np.float64)


def _outcome(
    state: _State,
    equations: list[_Equations],
    solved: _Solved,
    part: _Part,
    lens: Lens,
) -> Alignment:
    step, inverse = solved.step, solved.inverse
    both = drawn_square = seen_square = weight = believed = left_square = slope = 0.0
    for one in equations:
        drawn = one.drawn + solved.of_columns @ one.J
        weighted = one.robust * drawn
        both += float(weighted @ one.seen)
        drawn_square += float(weighted @ drawn)
        seen_square += float((one.robust * one.seen) @ one.seen)
        left = one.seen * np.float32(1.0 / one.gain) - drawn
        left_square += float((one.robust * left) @ left)
        weight += one.whole
        believed += float(one.robust.sum())
        slope += float(one.A[3, 3] + one.A[4, 4])
    variance = left_square / max(believed, 1.0)
    # the same in pixels: by how much edges would have to be off
    per_px = slope * (float(state.T[2, 3]) / lens.K[0, 0]) ** 2 / max(believed, 1.0)
    readout = exposure = None
    if state.motion is not STILL:
        speed = float(np.linalg.norm(state.motion.pixels(state.T, lens.K[0, 0]))) / part.patch.shrink
        rows, travel = (unheld(step[k], inverse[k, k], solved.held[k], variance) for k in (ROWS, SHUTTER))
        readout = Measured(state.rows_s + rows.value, rows.sigma)
        # d(e²) = 2 e de, and the travel is speed times e, in patch pixels
        per = 2.0 * max(speed * state.shutter_s, 1.0) * max(speed, 1e-6)
        exposure = Measured(state.shutter_s + travel.value / per, travel.sigma / per)
    return Alignment(
        state.T,
        both / max((seen_square * drawn_square) ** 0.5, 1e-9),
        believed / max(weight, 1.0),
        sum(one.against for one in equations) / max(weight, 1.0),
        weight,
        inverse[:POSE, :POSE] * variance,
        state.blur_px,
        Measured(float(step[CODING]), 2.0 * float(np.sqrt(inverse[CODING, CODING] * variance))),
        float(np.sqrt(variance / max(per_px, 1e-9))),
        state.step_px,
        _slopes(equations[0], solved, part),
        readout,
        exposure,
    )


def _slopes(one: _Equations, solved: _Solved, part: _Part) -> Slopes:
    shape = part.patch.light.shape
    left = one.seen * np.float32(1.0 / one.gain) - one.drawn - solved.of_columns @ one.J
    t = left * np.float32(1.0 / (_LENIENT * _TUKEY * one.spread))
    return Slopes(
        one.drawn.reshape(shape),
        left.reshape(shape),
        (one.weight * np.maximum(1.0 - t * t, 0.0) ** 2).reshape(shape),
        one.J[BLUR : CODING + 1].reshape(-1, *shape),
        np.array([part.patch.left, part.patch.top]),
        part.patch.shrink,
    )
