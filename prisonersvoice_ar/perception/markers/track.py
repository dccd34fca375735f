"""One target that is being followed from frame to frame."""

from collections.abc import Iterator

import cv2
import numpy as np

from prisonersvoice_ar.core.calibration.focal import MeasuredPlane
from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.observation import LockState, TargetPose
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.markers import belief
from prisonersvoice_ar.perception.markers.align import MOST_PIXELS
from prisonersvoice_ar.perception.markers.aligner import align
from prisonersvoice_ar.perception.markers.alignment import Alignment
from prisonersvoice_ar.perception.markers.appearance import Side
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.motion import STILL, Motion, Path, moved, step_between
from prisonersvoice_ar.perception.markers.planes import free_outline, freed
from prisonersvoice_ar.perception.markers.seek import sought
from prisonersvoice_ar.perception.markers.view import View

COAST_FRAMES = 3
_LEAN_FRAMES = 30
_LEAP_RAD, _CARRIED = 0.4, 6
"""more than foretold, for each thirtieth of a second; how often readings are aligned again before they are compared"""
_MOVING_PX_S = 40.0
"""slower than this, neither the shutter nor the rows matter"""
_SPEED_DOUBT, _TIMING_S, _FRAME_S = 0.1, 0.015, 1 / 30
_TELLING_PX_S = 80.0
"""from here on the motion tells of the shutter and the rows"""
_SMEARED_PX = 0.5
_APART_PX = 1.5
_NOISE, _LEAST_GAIN, _MEASURED = 3.0, 0.25, 0.97
"""by how many variances a still card seems to move; how much of a measurement counts at least; and what counts whole"""
_TUNINGS, _ROUNDS, _RESTS, _AT_REST_PX = 6, 10, 24, 0.03
_MANY_PIXELS, _CLOSE_PIXELS = 9000, 4500
_UNSURE, _SURE = (0.5, 2.0), (0.15, 0.7)
"""by how many pixels a box on it may be off, and how many times as far as its edges are, that is looked at closely from
now on, and no longer: one that is seen straight from the front, or in bad light. Four times as many pixels halve both:
what ended there would begin again with every frame"""
_SOFT = 4.0
"""times more is borne of a picture through a lens that nobody measured: no pose fits it, and of what is soft another
part would be believed each time, and the pose wander"""


class Track:
    """A target's pose from frame to frame."""

    def __init__(self, target: Target, sides: tuple[Side, ...]) -> None:
        """``sides`` are what is printed on ``target``."""
        self.target = target
        self.misses = 0
        self.denials = 0
        """readings of its code in a row that failed"""
        self._leant = 0
        self.pose: TargetPose | None = None
        self._sides = sides
        self._path = Path()
        self._blur_px = 0.8
        self._aligned_last: Alignment | None = None
        self._off_px = np.inf
        """how far the last measurement was from where it was foretold"""
        self._foretold: Array | None = None
        """(4, 2) pixels of the outline: there"""
        self._doubt = belief.Doubt()
        self._usual = belief.Usual()
        self._known = max(float(np.mean([side.levels[0].known.mean() for side in sides])), 0.1)
        self._closely = False
        """looked at with more pixels: where it stands still and they tell"""

    @property
    def locked(self) -> bool:
        """Measured in the last frame."""
        return self.pose is not None and self.pose.state is LockState.LOCKED

    @property
    def share(self) -> float:
        """Of the print that agreed when it was last measured, 0 to 1."""
        return self._aligned_last.share if self._aligned_last is not None else 0.0

    def predicted(self, t: float) -> Array:
        """(4, 4) where it should be at ``t`` seconds."""
        return self._path.predicted(t)

    @property
    def measured_t(self) -> float:
        """Seconds: when it was measured last."""
        return self._path.last_t

    def speed_px(self, lens: Lens) -> float:
        """Pixels per second."""
        moving = self._path.motion(self._path.last_t + 1e-3, self._path.predicted(self._path.last_t + 1e-3))
        return float(np.linalg.norm(moving.pixels(self._path.last, lens.K[0, 0])))

    def proposed(self, view: View, readings: list[Array]) -> Alignment | None:
        """What the (4, 4) poses that found corners can be read as lead to; None where none holds."""
        held = [each for T in readings if (each := self._held(view, T, STILL))]
        # rough corners lead to the wrong reading as easily as to the right one
        held += [each for each, _ in self._read_otherwise(view, held, moving=False)]
        return self._tuned(view, max(held, key=lambda each: each.agreement)) if held else None

    def begin(self, view: View, alignment: Alignment) -> None:
        """Start, or start again, from what was proposed."""
        self._usual = belief.Usual()
        self._take(view, alignment, STILL)

    def _held(self, view: View, T: Array, motion: Motion) -> Alignment | None:
        """Aligned from a rough guess, and believed."""
        return self._believed(view, self._aligned(view, T, motion, rounds=_ROUNDS, covered=True))

    def _believed(self, view: View, alignment: Alignment | None) -> Alignment | None:
        believed = alignment is not None and belief.believable(alignment, self.target, view.lens)
        return alignment if believed else None

    def _further(
        self, view: View, alignment: Alignment, motion: Motion, rounds: int, most: int | None = None
    ) -> Alignment | None:
        """Aligned on from where it is, with the blur that it has learned; None where that is not believed."""
        T, blur_px = alignment.T_camera_target, alignment.blur_px
        return self._believed(
            view, self._aligned(view, T, motion, rounds, off_px=0.0, blur_px=blur_px, most=most)
        )

    def _read_otherwise(
        self, view: View, held: list[Alignment], *, moving: bool
    ) -> list[tuple[Alignment, Motion]]:
        """The plane's other readings of what is believed, those that are believed too."""
        others: list[Array] = []
        for each in held if len(self._sides) == 1 else []:
            T = belief.other_reading(each.T_camera_target, self.target, view.lens, plain_too=True)
            if T is not None and not any(belief.alike(T, other) for other in others):
                others.append(T)
        motions = [self._motion(view, T) if moving else STILL for T in others]
        aligned = [self._held(view, T, motion) for T, motion in zip(others, motions, strict=True)]
        return [(each, motion) for each, motion in zip(aligned, motions, strict=True) if each is not None]

    def _tuned(self, view: View, best: Alignment) -> Alignment:
        """Aligned again, in the light space that the print itself tells, until that is known."""
        for _ in range(_TUNINGS):
            if view.optics.coded:
                break
            view.optics.look(best.coding.value, best.coding.sigma)
            better = self._further(view, best, STILL, 4)
            if better is None:
                break
            best = better
        # what is seen once, a picture in a folder, is given all its pixels, and as long to come to rest as a film is
        for _ in range(_RESTS):
            better = self._further(view, best, STILL, 2, _MANY_PIXELS)
            if better is None:
                break
            moved_px = np.abs(self._corners(view, better) - self._corners(view, best)).max()
            best = better
            if moved_px < _AT_REST_PX:
                break
        return best

    def follow(self, view: View) -> bool:
        """Measure near where it is foretold; True where it was, else it coasts."""
        unsure: list[Alignment] = []
        leapt: list[tuple[Alignment, Motion]] = []
        for T in self._guesses(view):
            motion = self._motion(view, T)
            alignment = self._aligned(view, T, motion, rounds=_ROUNDS, off_px=self._off_px)
            if alignment is None:
                continue
            if not belief.believable(alignment, self.target, view.lens):
                unsure.append(alignment)
            elif self._leaps(view, alignment):
                leapt.append((alignment, motion))
            else:
                self._measured(view, alignment, motion)
                return True
        if leapt:
            self._measured(view, *self._likeliest(view, leapt))
            return True
        self._off_px = np.inf
        self.coast(view, min(unsure, key=lambda each: each.step_px, default=None))
        return False

    def _measured(self, view: View, alignment: Alignment, motion: Motion) -> None:
        settled = self._settled(view, self._looked_again(view, alignment, motion), motion)
        self._take(view, settled, motion, self._foretold)

    def _corners(self, view: View, alignment: Alignment) -> Array:
        return view.lens.project(alignment.T_camera_target, self.target.outline.corners)

    def _leaps(self, view: View, alignment: Alignment) -> bool:
        """Whether it turned further than a hand turns: a rough guess has led to a plane's other reading."""
        foretold = self._path.predicted(view.t)
        frames = max((view.t - self._path.last_t) / _FRAME_S, 1.0)
        most = min(_LEAP_RAD * frames, np.pi)
        # the trace of one turn taken back and the other
        agree = float((foretold[:3, :3] * alignment.T_camera_target[:3, :3]).sum())
        return bool(agree < 1.0 + 2.0 * np.cos(most))

    def _likeliest(self, view: View, leapt: list[tuple[Alignment, Motion]]) -> tuple[Alignment, Motion]:
        """Of what leapt and its other readings: one that did not leap, unless another is decidedly likelier."""
        read = [*leapt, *self._read_otherwise(view, [each for each, _ in leapt], moving=True)]
        # a good guess needs few steps, and has not learned this frame's blur yet
        read = [(self._carried_on(view, *each), each[1]) for each in read]
        best = max(read, key=lambda each: each[0].agreement)
        calm = [each for each in read if not self._leaps(view, each[0])]
        if not calm:
            return best
        calmest = max(calm, key=lambda each: each[0].agreement)
        return best if belief.log_odds(best[0], calmest[0]) > belief.DECISIVE else calmest

    def _carried_on(self, view: View, alignment: Alignment, motion: Motion) -> Alignment:
        for _ in range(_CARRIED):
            further = self._further(view, alignment, motion, 4)
            if further is None:
                break
            alignment = further
        return alignment

    def coast(self, view: View, unsure: Alignment | None = None) -> None:
        """Go on as foretold, or for a while by a measurement that is not believed but better than nothing."""
        T = self._path.predicted(view.t)
        self.misses += 1
        if (
            unsure is not None
            and self._leant < _LEAN_FRAMES
            and belief.leaned_on(unsure, self.target, view.lens)
        ):
            T = unsure.T_camera_target
            self._path.measured(view.t, T)
            self._leant += 1
            self.misses = 1
        corners = view.lens.project(T, self.target.outline.corners)
        error = self.pose.reprojection_px if self.pose is not None else 0.0
        self.pose = TargetPose(self.target.name, LockState.COASTING, T, corners, error)

    def _guesses(self, view: View) -> Iterator[Array]:
        """Where to look for it, the likeliest first; what is no different is left out."""
        outlines: list[Array] = []
        first: Array | None = None
        for T in self._path.foretold(view.t):
            outline = view.lens.project(T, self.target.outline.corners)
            if any(float(np.abs(outline - other).max()) < _APART_PX for other in outlines):
                continue
            outlines.append(outline)
            if first is None:
                self._foretold = outline
            yield T
            if first is None:
                first = T
                motion = self._motion(view, first)
                found = sought(view, first, self._sides[0], blur_px=self._blur_px, motion=motion)
                if found is not None:
                    yield found

    def _motion(self, view: View, T: Array) -> Motion:
        motion = self._path.motion(view.t, T)
        if motion is STILL:
            return STILL
        speed = float(np.linalg.norm(motion.pixels(T, view.lens.K[0, 0])))
        return motion if speed > _MOVING_PX_S else STILL

    def _aligned(
        self,
        view: View,
        T: Array,
        motion: Motion,
        rounds: int,
        off_px: float = np.inf,
        *,
        covered: bool = False,
        lenient: bool = False,
        blur_px: float | None = None,
        most: int | None = None,
    ) -> Alignment | None:
        corners = np.concatenate([view.lens.project(T, side.outline) for side in self._sides])
        if not np.isfinite(corners).all():
            return None
        gray = view.gray.around(corners, 24.0)
        soft = self._soft(view.lens)
        closely = self._closely and motion is STILL and not soft
        usual = int(min((_CLOSE_PIXELS if closely else MOST_PIXELS) / self._known, _MANY_PIXELS))
        return align(
            gray,
            self._sides,
            T,
            view.lens,
            blur_px=self._blur_px if blur_px is None else blur_px,
            optics=view.optics,
            motion=motion,
            rounds=rounds,
            most_pixels=usual if most is None or soft else most,
            off_px=off_px,
            covered=covered,
            lenient=_SOFT if lenient or soft else 1.0,
        )

    def _settled(self, view: View, alignment: Alignment, motion: Motion) -> Alignment:
        """With the motion that the new pose tells, and on the likelier of the plane's two readings."""
        if motion is not STILL:
            T = alignment.T_camera_target
            again = self._motion(view, T)
            if self._matters(view, T, motion, again):
                better = self._believed(view, self._aligned(view, T, again, rounds=2, off_px=0.0))
                alignment = better or alignment
        if len(self._sides) == 1 and self._doubt.due:
            other = belief.other_reading(alignment.T_camera_target, self.target, view.lens)
            turned = self._aligned(view, other, motion, rounds=4) if other is not None else None
            turned = self._believed(view, turned)
            if self._doubt.weigh(alignment, turned) and turned is not None:
                return turned
        return alignment

    def _looked_again(self, view: View, alignment: Alignment, motion: Motion) -> Alignment:
        """Where less agrees than lately, and that worse: all of it is given a say again.

        A step that went astray takes an edge for a thumb, and fits the rest.
        """
        if self._soft(view.lens) or not self._usual.worse(alignment):
            return alignment
        all_ = self._aligned(view, alignment.T_camera_target, motion, _ROUNDS, off_px=0.0, lenient=True)
        if all_ is None:
            return alignment
        again = self._further(view, all_, motion, 4)
        if again is None or again.share <= alignment.share or again.agreement < alignment.agreement:
            return alignment
        return again

    def _unsure(self, alignment: Alignment, lens: Lens) -> bool:
        """Whether more pixels would tell its place better."""
        off = belief.sigma_px(alignment, self.target, lens)
        px, times = _SURE if self._closely else _UNSURE
        return off > px or off > times * alignment.residual_px

    def _soft(self, lens: Lens) -> bool:
        return lens.intrinsics.assumed and self.target.picture is not None

    def _matters(self, view: View, T: Array, one: Motion, other: Motion) -> bool:
        """Whether the two motions draw the target differently."""
        focal, optics = view.lens.K[0, 0], view.optics
        apart = float(np.linalg.norm(one.pixels(T, focal) - other.pixels(T, focal)))
        size_px = max(self.target.outline.size_m) * focal / T[2, 3]
        rows_s = abs(optics.readout_s.value) * size_px / view.lens.intrinsics.height
        return bool(apart * max(optics.exposure_s.value, rows_s) > _SMEARED_PX)

    def _take(self, view: View, alignment: Alignment, motion: Motion, foretold: Array | None = None) -> None:
        self._aligned_last = alignment
        self._usual.take(alignment)
        if view.lens.intrinsics.assumed and len(self._sides) == 1:
            alignment = freed(alignment, self.target, view.lens)
        T = self._steadied(view.t, alignment)
        self._blur_px = alignment.blur_px
        self._path.measured(view.t, T)
        self.misses = self._leant = 0
        corners = view.lens.project(T, self.target.outline.corners)
        if foretold is not None:
            self._off_px = float(np.abs(foretold - corners).max())
        self.pose = TargetPose(self.target.name, LockState.LOCKED, T, corners, alignment.residual_px)
        self._closely = self._unsure(self._aligned_last, view.lens)
        self._learn(view, alignment, motion)

    def measured_plane(self, lens: Lens) -> MeasuredPlane | None:
        """The outline as it was last measured, where it lies in one plane and is locked."""
        if not self.locked or self._aligned_last is None:
            return None
        free = free_outline(self._aligned_last, self.target, lens) if len(self._sides) == 1 else None
        return MeasuredPlane(self.target.outline.corners[:, :2], *free) if free is not None else None

    def _steadied(self, t: float, alignment: Alignment) -> Array:
        """What was measured, drawn towards the foretold pose as far as the two differ by no more than noise.

        A card that lies still shakes a third as much; one that moves is off its prediction by many times the noise,
        and is shown where it was measured.
        """
        T = alignment.T_camera_target
        if self.misses or not self.locked:
            return T
        foretold = self._path.predicted(t)
        step = step_between(foretold, T)
        information = cv2.invert(alignment.covariance, flags=cv2.DECOMP_SVD)[1]
        surprise = float(step @ information @ step) / len(step)
        gain = surprise**2 / (surprise**2 + _NOISE**2)
        return moved(foretold, step * max(gain, _LEAST_GAIN)) if gain < _MEASURED else T

    def _learn(self, view: View, alignment: Alignment, motion: Motion) -> None:
        optics = view.optics
        optics.look(alignment.coding.value, alignment.coding.sigma)
        if motion is STILL or alignment.readout_s is None or alignment.exposure_s is None:
            return
        speed = float(np.linalg.norm(motion.pixels(alignment.T_camera_target, view.lens.K[0, 0])))
        if speed < _TELLING_PX_S:
            return
        # the speed is known no better than the place was foretold
        doubt = _SPEED_DOUBT + self._off_px / (speed * _FRAME_S)
        for learned, seen in (
            (optics.exposure_s, alignment.exposure_s),
            (optics.readout_s, alignment.readout_s),
        ):
            learned.take(seen.value, float(np.hypot(seen.sigma, doubt * _TIMING_S)))
