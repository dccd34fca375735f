"""The tracker: every target's pose in every frame, looking where it must be before looking everywhere."""

from typing import Protocol

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array, Intrinsics, inverse, rotation_angle
from prisonersvoice_ar.core.tracking.observation import LockState, TargetPose
from prisonersvoice_ar.core.tracking.target import Target, bare_marker
from prisonersvoice_ar.perception.markers import search
from prisonersvoice_ar.perception.markers.contour import NEAR_REACHES, follow
from prisonersvoice_ar.perception.markers.detect import Detector, Found, around, quarter_of
from prisonersvoice_ar.perception.markers.edges import Light, light_around
from prisonersvoice_ar.perception.markers.gray import Gray
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.pose import Branch, Solution
from prisonersvoice_ar.perception.markers.transfer import Transfer, dark_growth
from prisonersvoice_ar.perception.settings import OpenDictionary, Pixels

COAST_FRAMES = 3
LIGHT_MARGIN_PX = 24.0
"""around the corners that are looked for"""
_LONE_FRAMES = 3
"""frames in a row in which a board's only visible tag must be seen before the board is believed"""
_FORESIGHT = 4.0
"""frames ahead that constant velocity is believed"""
_LOOK_AROUND_EVERY = 16
"""frames between searches of a quarter of the picture for what is missing while something else is locked"""
_LOOK_AROUND_OPEN = 4
_WORST_EDGES_PX = 1.2
_POLISH_RAD = 0.1
"""more than this is no refinement but another pose"""
_STEADY_PX = 2.0
"""a prediction this good needs no wide search for its borders"""
_DEAR_EVERY = 30
"""of the searches for a first sight, one takes more thresholds, for blur, shadow and crowded pictures"""
_FULL_EVERY, _FULL_EVERY_OPEN = 3, 4
"""of the searches in a large picture, one looks at its full size"""
_HALF_FROM_PX = 1000
"""pictures wider than this are mostly searched at half their size"""


class Tracking(Protocol):
    """What the worker asks of a tracker; a better one takes this one's place."""

    def track(self, frame: Pixels, t: float) -> tuple[TargetPose, ...]:
        """Poses in an (H, W, 3) uint8 BGR ``frame`` taken at ``t`` seconds; unseen targets are left out."""
        ...


class Track:
    """One target that is being followed."""

    def __init__(self, target: Target, pose: TargetPose, t: float) -> None:
        """Begin at ``pose``, measured at ``t``."""
        self.target = target
        self.branch = Branch()
        self.pose = pose
        self.misses = 0
        self.surprise_px = np.inf
        """how far the last measurement was from its prediction"""
        self._T = pose.T_camera_target
        self._t = t
        self._before: tuple[Array, float] | None = None

    def predicted(self, t: float) -> Array:
        """The pose (4, 4) that constant velocity foretells."""
        T = self._T  # as measured: a pose that coasts is a prediction already
        if self._before is None:
            return T
        T_before, t_before = self._before
        share = np.clip((t - self._t) / max(self._t - t_before, 1e-3), 0.0, _FORESIGHT)
        step = T @ inverse(T_before)
        vector = cv2.Rodrigues(step[:3, :3])[0] * share
        moved = np.eye(4)
        moved[:3, :3] = cv2.Rodrigues(vector)[0] @ T[:3, :3]
        moved[:3, 3] = T[:3, 3] + (T[:3, 3] - T_before[:3, 3]) * share
        return moved if moved[2, 3] > 1e-3 else T

    def measured(self, pose: TargetPose, t: float) -> None:
        """Take a pose that was measured at ``t``."""
        self._before = (self._T, self._t) if self.misses == 0 else None
        self.pose, self._T, self._t, self.misses = pose, pose.T_camera_target, t, 0

    @property
    def speed_px(self) -> float:
        """How far the target moved over the last frame, pixels, roughly."""
        if self._before is None:
            return 0.0
        depth = max(float(self.pose.T_camera_target[2, 3]), 1e-3)
        moved = self.pose.T_camera_target[:2, 3] - self._before[0][:2, 3]
        return float(np.linalg.norm(moved)) / depth


class Tracker:
    """Follows named targets and, where a dictionary is open, every marker of it."""

    def __init__(
        self,
        targets: tuple[Target, ...],
        lens: Intrinsics,
        open_dictionary: OpenDictionary | None = None,
    ) -> None:
        """``lens`` must have the size of the frames."""
        self._targets = targets
        self._open = open_dictionary
        self._lens = Lens(lens)
        names = {target.dictionary for target in targets}
        names |= {open_dictionary.name} if open_dictionary else set()
        self._detector = Detector(tuple(sorted(names)))
        self._tracks: list[Track] = []
        self._since_look = 0
        self._looks = 0
        self._asides = 0
        self._transfer = Transfer()
        self._gray: Pixels = np.empty((0, 0), np.uint8)
        self._lone: dict[str, int] = {}
        self._lone_before: dict[str, int] = {}

    def track(self, frame: Pixels, t: float) -> tuple[TargetPose, ...]:
        """Poses in an (H, W, 3) uint8 BGR ``frame`` taken at ``t`` seconds; unseen targets are left out."""
        if not self._targets and self._open is None:
            return ()
        gray = Gray(frame, self._gray)
        self._gray = gray.values
        lost = [track for track in self._tracks if not self._follow(track, gray, t)]
        if self._must_look(lost):
            calm = self._tracks and not lost and not self._lone and self._open is None
            if calm:
                self._look_aside(gray, t)
            else:
                self._look(gray.whole(), t)
        for track in self._tracks:
            if track.pose.state is LockState.COASTING:
                track.misses += 1
        self._tracks = [track for track in self._tracks if track.misses <= COAST_FRAMES]
        return tuple(track.pose for track in self._tracks)

    def _must_look(self, lost: list[Track]) -> bool:
        self._since_look += 1
        if lost or not self._tracks or self._lone:
            return True
        if self._open is not None:
            return self._since_look >= _LOOK_AROUND_OPEN
        return len(self._tracks) < len(self._targets) and self._since_look >= _LOOK_AROUND_EVERY

    def _follow(self, track: Track, picture: Gray, t: float) -> bool:
        """Measure a track near its prediction; where that fails let it coast. True where measured."""
        predicted = track.predicted(t)
        pose = self._near(track, picture, predicted)
        if pose is None:
            gray = picture.whole()
            pose = self._by_edges(track, gray, predicted) or self._in_window(track, gray, predicted)
        if pose is not None:
            track.surprise_px = self._apart(track.target, pose, predicted)
            track.measured(pose, t)
            return True
        corners = self._lens.project(predicted, track.target.outline.corners)
        last = track.pose
        track.pose = TargetPose(last.target, LockState.COASTING, predicted, corners, last.reprojection_px)
        return False

    def _near(self, track: Track, picture: Gray, predicted: Array) -> TargetPose | None:
        """By the corners, near ``predicted``: one fit where prediction is good, else two."""
        guesses = search.foreseen(track.target, predicted, self._lens)
        if not guesses:
            return None
        gray = picture.around(np.concatenate(list(guesses.values())), 2.0 * LIGHT_MARGIN_PX)
        if track.surprise_px < _STEADY_PX and track.pose.reprojection_px < search.UNDOUBTED_PX:
            pose = self._solve(track.target, gray, guesses, predicted, track.branch, reach_cells=None)
            if pose is not None and self._apart(track.target, pose, predicted) < _STEADY_PX:
                return pose
        return self._solve(track.target, gray, guesses, predicted, track.branch, reach_cells=1.6)

    def _apart(self, target: Target, pose: TargetPose, predicted: Array) -> float:
        """How far the outline lies from where it was foretold, pixels."""
        foretold = self._lens.project(predicted, target.outline.corners)
        off = float(np.abs(foretold - pose.corners).max())
        return off if np.isfinite(off) else np.inf

    def _by_edges(self, track: Track, gray: Pixels, predicted: Array) -> TargetPose | None:
        solution = follow(gray, track.target, predicted, self._lens, exponent=self._transfer.exponent)
        if solution is None or solution.error_px > _WORST_EDGES_PX:
            return None
        return self._pose(track.target, solution)

    def _in_window(self, track: Track, gray: Pixels, predicted: Array) -> TargetPose | None:
        outline = self._lens.project(predicted, track.target.outline.corners)
        if not np.isfinite(outline).all():
            return None
        size = float(np.ptp(outline, axis=0).max())
        margin = 0.35 * size + 20.0 + track.speed_px * self._lens.intrinsics.fx
        window = around(outline, min(margin, 1e5), gray.shape[1], gray.shape[0])
        if window.empty:
            return None
        largest = max(place.size_m for place in track.target.markers) / max(track.target.outline.size_m)
        scale = 0.5 if largest * size > 110 else 1.0
        for hard in (False, True):
            found = self._detector.detect(gray, window, scale, hard=hard)
            guesses = search.gather(track.target, found, None, self._lens)
            pose = self._solve(track.target, gray, guesses, predicted, track.branch)
            if pose is not None:
                return pose
        return None

    def _look_aside(self, picture: Gray, t: float) -> None:
        """While something is in sight, search one quarter of the picture after the other for what is missing."""
        height, width = picture.values.shape
        self._since_look = 0
        rounds, quarter = divmod(self._asides, 4)
        self._asides += 1
        window = quarter_of(quarter, width, height)
        corners = np.array([[window.left, window.top], [window.right, window.bottom]], np.float64)
        gray = picture.around(corners, LIGHT_MARGIN_PX)
        full = width < _HALF_FROM_PX or rounds % _FULL_EVERY == _FULL_EVERY - 1
        found = self._detector.detect(gray, window, 1.0 if full else 0.5)
        if found:
            self._find_named(found, picture.whole(), t)

    def _look(self, gray: Pixels, t: float) -> None:
        """Search the whole picture; the dearer ways of it in turns, and where the cheap one saw nothing."""
        self._since_look = 0
        self._lone_before, self._lone = self._lone, {}
        look = self._looks
        self._looks += 1
        following = bool(self._tracks)
        every = _FULL_EVERY_OPEN if self._open is not None else _FULL_EVERY
        full = gray.shape[1] < _HALF_FROM_PX or look % every == 0 or not (following or self._open is None)
        found = self._detector.detect(gray, scale=1.0 if full else 0.5)
        if look % _DEAR_EVERY == 0 and not following and (self._open is not None or not found):
            found = found + self._detector.detect(gray, scale=1.0 if full and look == 0 else 0.5, hard=True)
        self._find_named(found, gray, t)
        if self._open is not None:
            self._find_open(self._open, found, gray, t)

    def _find_named(self, found: list[Found], gray: Pixels, t: float) -> None:
        for target in self._targets:
            track = next((track for track in self._tracks if track.target is target), None)
            if track is not None and track.pose.state is LockState.LOCKED:
                continue
            guesses = search.gather(target, found, None, self._lens)
            self._begin(target, guesses, gray, t, track)

    def _find_open(self, dictionary: OpenDictionary, found: list[Found], gray: Pixels, t: float) -> None:
        for each in found:
            if each.dictionary != dictionary.name or self._is_followed(each):
                continue
            waiting = [
                track
                for track in self._tracks
                if track.target.name == str(each.id) and track.pose.state is LockState.COASTING
            ]
            target = bare_marker(each.id, dictionary.marker_m, dictionary.name)
            self._begin(target, {each.id: each.corners}, gray, t, waiting[0] if waiting else None)

    def _is_followed(self, found: Found) -> bool:
        middle = found.corners.mean(axis=0)
        near = found.perimeter / 8
        return any(
            track.pose.state is LockState.LOCKED
            and track.target.name == str(found.id)
            and float(np.linalg.norm(track.pose.corners.mean(axis=0) - middle)) < near
            for track in self._tracks
        )

    def _begin(
        self, target: Target, guesses: dict[int, Array], gray: Pixels, t: float, track: Track | None
    ) -> None:
        predicted = track.predicted(t) if track else None
        pose = self._solve(target, gray, guesses, predicted, track.branch if track else Branch())
        if pose is None or self._doubtful(target, gray, pose, predicted):
            return
        if track is not None:
            track.measured(pose, t)
        else:
            self._tracks.append(Track(target, pose, t))

    def _doubtful(self, target: Target, gray: Pixels, pose: TargetPose, predicted: Array | None) -> bool:
        """Whether a board that comes from nowhere may only be a tag of the same id."""
        if len(target.markers) < 2:
            return False
        near = 0.5 * float(np.ptp(pose.corners, axis=0).max())
        if predicted is not None and self._apart(target, pose, predicted) < near:
            return False
        seen = search.sight(gray, target, pose.T_camera_target, self._lens)
        if seen is not search.Sight.LONE:
            return seen is search.Sight.DENIED
        # neither shown nor denied: what stays for a few frames is believed
        self._lone[target.name] = self._lone_before.get(target.name, 0) + 1
        return self._lone[target.name] < _LONE_FRAMES

    def _solve(
        self,
        target: Target,
        gray: Pixels,
        guesses: dict[int, Array],
        predicted: Array | None,
        branch: Branch,
        *,
        reach_cells: float | None = 1.0,
    ) -> TargetPose | None:
        """Refine ``guesses`` and solve; a board's markers that were not guessed are fitted in a second go."""
        chosen, seen = self._measure(target, gray, guesses, predicted, branch, reach_cells=reach_cells)
        if chosen is not None and len(target.markers) > seen and reach_cells is not None:
            more = search.foreseen(target, chosen.T_camera_target, self._lens)
            if set(more) - set(guesses):
                better, count = self._measure(target, gray, more, chosen.T_camera_target, branch)
                chosen, seen = (better, count) if better is not None and count > seen else (chosen, seen)
        if chosen is None:
            return None
        return self._pose(target, chosen if seen > 1 else self._polished(target, gray, chosen))

    def _polished(self, target: Target, gray: Pixels, chosen: Solution) -> Solution:
        """A lone marker's four corners leave its tilt uncertain; the edges of its code know more."""
        exponent = self._transfer.exponent
        better = follow(
            gray, target, chosen.T_camera_target, self._lens, exponent=exponent, reaches=NEAR_REACHES
        )
        if better is None or better.error_px > _WORST_EDGES_PX:
            return chosen
        turned = rotation_angle(chosen.T_camera_target[:3, :3].T @ better.T_camera_target[:3, :3])
        return better if turned < _POLISH_RAD else chosen

    def _pose(self, target: Target, solution: Solution) -> TargetPose:
        corners = self._lens.project(solution.T_camera_target, target.outline.corners)
        return TargetPose(target.name, LockState.LOCKED, solution.T_camera_target, corners, solution.error_px)

    def _measure(
        self,
        target: Target,
        gray: Pixels,
        guesses: dict[int, Array],
        predicted: Array | None,
        branch: Branch,
        *,
        reach_cells: float | None = 1.0,
    ) -> tuple[Solution | None, int]:
        if not guesses:
            return None, 0
        together = predicted is not None and reach_cells is not None
        measured = self._light_and_measure(target, gray, guesses, reach_cells, together=together)
        if predicted is not None and branch.sure():
            near = measured.near(predicted, self._lens)
            if near is not None:
                return near[1], len(near[0].places)
            if reach_cells is None and len(measured.places) >= search.MANY:
                return None, 0  # the prediction was not so good
        solutions = measured.solutions(self._lens)
        if solutions and (fewer := measured.without_worst(solutions[0], self._lens)) is not None:
            measured, solutions = fewer, fewer.solutions(self._lens)
        if not solutions:
            return None, 0
        return branch.choose(solutions, predicted, 4 * len(measured.places)), len(measured.places)

    def _light_and_measure(
        self,
        target: Target,
        gray: Pixels,
        guesses: dict[int, Array],
        reach_cells: float | None,
        *,
        together: bool,
    ) -> search.Measured:
        """Measure in the light space that the markers themselves tell, a few times until it is known."""
        places = np.concatenate(list(guesses.values()))
        while True:
            light = light_around(gray, places, LIGHT_MARGIN_PX, self._transfer.exponent)
            measured = search.measure(light, target, guesses, self._lens, reach_cells, together=together)
            if not measured.places or not self._transfer.due:
                return measured
            known = self._transfer.settled
            self._learn_transfer(target, light, measured)
            if known:
                return measured

    def _learn_transfer(self, target: Target, light: Light, measured: search.Measured) -> None:
        largest = int(np.ptp(measured.pixels, axis=1).sum(axis=1).argmax())
        marker_id = measured.places[largest].id
        self._transfer.look(
            dark_growth(light, measured.pixels[largest], target.dictionary, marker_id, self._lens)
        )
