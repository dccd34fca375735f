"""The tracker: every target's pose in every frame, looking where it must be before looking everywhere."""

from typing import Protocol

import numpy as np

from prisonersvoice_ar.core.calibration.focal import MeasuredPlane
from prisonersvoice_ar.core.geometry import Array, Intrinsics, plausible_intrinsics
from prisonersvoice_ar.core.tracking.observation import LockState, TargetPose
from prisonersvoice_ar.core.tracking.target import Target, bare_marker
from prisonersvoice_ar.perception.markers import search
from prisonersvoice_ar.perception.markers.appearance import Side, sides_of
from prisonersvoice_ar.perception.markers.detect import Detector, Found
from prisonersvoice_ar.perception.markers.gray import Gray
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.optics import Optics
from prisonersvoice_ar.perception.markers.pictures import Pictures
from prisonersvoice_ar.perception.markers.track import COAST_FRAMES, Track
from prisonersvoice_ar.perception.markers.view import View
from prisonersvoice_ar.perception.markers.window import Window, around, quarter_of
from prisonersvoice_ar.perception.settings import OpenDictionary, Pixels

_LONE_FRAMES = 3
"""frames in a row in which a board's only visible tag must be seen before the board is believed"""
_LOOK_AROUND_EVERY = 16
"""frames between searches of a quarter of the picture for what is missing while something else is locked"""
_LOOK_AROUND_OPEN = 4
_LOOK_AROUND_MISSED, _MISSED_S, _STRAYS_S = 3, 3.0, 0.5
"""and for what went out of sight less than so many seconds ago; and for so long what is unsure of its way grows"""
_PROOF_EVERY, _DENIALS, _DENIED = 10, 2, 0.15
"""frames between readings of the codes of what is followed; how many in a row may fail; a correlation that fails"""
_HIDDEN_SHARE = 0.6
_CYCLE, _FULL_LOOKS, _HARD_LOOKS = 8, (0,), (0, 4)
"""of so many searches for a first sight, which look at the full size, and which into shadow, glare and blur"""
_FULL_EVERY, _FULL_EVERY_OPEN = 3, 4
"""of the searches beside what is followed, one looks at the full size"""
_FEW_LOST = 2
_HALF_FROM_PX = 1000
"""pictures wider than this are mostly searched at half their size"""


class Tracking(Protocol):
    """What the worker asks of a tracker; a better one takes this one's place."""

    def track(self, frame: Pixels, t: float) -> tuple[TargetPose, ...]:
        """Poses in an (H, W, 3) BGR, (H, W, 4) BGRA or (H, W) grey uint8 ``frame`` taken at ``t`` seconds.

        Unseen targets are left out.
        """
        ...


class Tracker:
    """Follows named targets and, where a dictionary is open, every marker of it."""

    def __init__(
        self,
        targets: tuple[Target, ...],
        lens: Intrinsics,
        open_dictionary: OpenDictionary | None = None,
    ) -> None:
        """``lens`` fits frames of its own shape; others get a plausible one.

        Raises ContentError for a picture that cannot be tracked.
        """
        self._targets = targets
        self._named = {target.name: target for target in targets}
        self._open = open_dictionary
        self._given = lens
        self._lens = Lens(lens)
        names = {target.dictionary for target in targets if target.markers}
        names |= {open_dictionary.name} if open_dictionary else set()
        wanted: dict[str, tuple[int, ...]] = {}
        for target in targets:
            if not target.markers:
                continue
            own = tuple(place.id for place in target.markers)
            wanted[target.dictionary] = (*wanted.get(target.dictionary, ()), *own)
        self._detector = Detector(tuple(sorted(names)), wanted)
        self._pictures = Pictures(targets)
        self._tracks: list[Track] = []
        self._since_look = 0
        self._looks = 0
        self._asides = 0
        self._frames = 0
        self._missed_until = -np.inf
        self._gone: list[Track] = []
        """what went last, and is looked for where it was on its way to"""
        self._by_place = False
        """whether the last look aside was one for what went"""
        self._optics = Optics()
        self._gray: Pixels = np.empty((0, 0), np.uint8)
        self._lone: dict[str, int] = {}
        self._lone_before: dict[str, int] = {}

    def track(self, frame: Pixels, t: float) -> tuple[TargetPose, ...]:
        """Poses in an (H, W, 3) BGR, (H, W, 4) BGRA or (H, W) grey uint8 ``frame`` taken at ``t`` seconds.

        Unseen targets are left out.
        """
        if not frame.size or (not self._targets and self._open is None):
            return ()
        self._fit(frame.shape[1], frame.shape[0])
        gray = Gray(frame, self._gray)
        self._gray = gray.values if gray.own else self._gray
        view = View(gray, t, self._lens, self._optics)
        lost = [track for track in self._tracks if not track.follow(view)]
        # where many went at once the picture has jumped, and one search of it is for all
        for track in lost if len(lost) <= _FEW_LOST else ():
            self._again(track, view)
        self._prove(view)
        lost = [track for track in lost if not track.locked]
        if self._must_look(lost, t):
            calm = self._tracks and not lost and not self._lone and self._open is None
            if calm:
                self._look_aside(view)
            else:
                self._look(view)
        gone = [track for track in self._tracks if track.misses > COAST_FRAMES]
        self._tracks = [track for track in self._tracks if track.misses <= COAST_FRAMES]
        self._missing(gone, t)
        return tuple(track.pose for track in self._tracks if track.pose is not None)

    def _prove(self, view: View) -> None:
        """Let go what does not show its code: now and then of all, and at once of a board that is mostly hidden.

        A hand over a board leaves some tag to be read, another board in its place none.
        """
        self._frames += 1
        due = self._frames % _PROOF_EVERY == 0
        denied = [track for track in self._tracks if track.locked and self._denied(track, view, due=due)]
        self._tracks = [track for track in self._tracks if track not in denied]
        self._missing(denied, view.t)

    def _denied(self, track: Track, view: View, *, due: bool) -> bool:
        hidden = len(track.target.markers) > 1 and track.share < _HIDDEN_SHARE
        if not track.target.markers or track.pose is None or not (due or hidden):
            return False
        gray = view.gray.around(track.pose.corners, 24.0)
        doubt = search.NO_DENIAL if hidden else _DENIED
        seen = search.sight(gray, track.target, track.pose.T_camera_target, self._lens, doubt=doubt)
        track.denials = track.denials + 1 if seen is search.Sight.DENIED else 0
        return track.denials >= (1 if hidden else _DENIALS)

    def measured_planes(self) -> list[MeasuredPlane]:
        """The outlines of flat targets that are locked, from a homography that owes nothing to the lens."""
        planes = [track.measured_plane(self._lens) for track in self._tracks]
        return [plane for plane in planes if plane is not None]

    def _fit(self, width: int, height: int) -> None:
        """Begin anew where the pictures have become larger or smaller."""
        inner = self._lens.intrinsics
        if (inner.width, inner.height) == (width, height):
            return
        try:
            lens = self._given.scaled_to(width, height)
        except ValueError:  # another shape
            lens = plausible_intrinsics(width, height)
        self._lens = Lens(lens)
        self._tracks, self._lone, self._lone_before = [], {}, {}
        self._gray = np.empty((0, 0), np.uint8)

    def _missing(self, gone: list[Track], t: float) -> None:
        """What went just now is looked for more often, and first where it was."""
        if not gone:
            return
        self._missed_until, self._gone, self._by_place = t + _MISSED_S, gone, False
        self._looks = self._looks if self._tracks else 0
        corners = gone[0].pose.corners if gone[0].pose is not None else np.zeros((1, 2))
        x, y = np.nan_to_num(corners.mean(axis=0))
        height, width = self._lens.intrinsics.height, self._lens.intrinsics.width
        self._asides = 4 * (self._asides // 4) + 2 * int(y > height / 2) + int(x > width / 2)

    def _must_look(self, lost: list[Track], t: float) -> bool:
        self._since_look += 1
        if lost or not self._tracks or self._lone:
            return True
        if self._open is not None:
            return self._since_look >= _LOOK_AROUND_OPEN
        every = _LOOK_AROUND_MISSED if t < self._missed_until else _LOOK_AROUND_EVERY
        return len(self._tracks) < len(self._targets) and self._since_look >= every

    def _again(self, track: Track, view: View) -> None:
        """Look for a lost target's markers around its foretold place."""
        place = self._place_of(track, view, 1 / 30)
        if place is None or not track.target.markers:
            return
        gray, (window, scale) = view.gray.whole(), place
        for hard in (False, True):
            found = self._detector.detect(gray, window, scale, hard=hard)
            guesses = search.gather(track.target, found, None, self._lens)
            readings = search.readings(track.target, guesses, self._lens)
            proposed = track.proposed(view, readings) if readings else None
            if proposed is not None:
                track.begin(view, proposed)
                return

    def _place_of(self, track: Track, view: View, unsure_s: float) -> tuple[Window, float] | None:
        """Where a target is foretold, give or take its way in so many seconds, and in which size to look for it."""
        outline = self._lens.project(track.predicted(view.t), track.target.outline.corners)
        if not np.isfinite(outline).all():
            return None
        size = float(np.ptp(outline, axis=0).max())
        margin = 0.35 * size + 20.0 + track.speed_px(self._lens) * unsure_s
        height, width = view.gray.values.shape
        window = around(outline, min(margin, 1e5), width, height)
        sizes = [place.size_m for place in track.target.markers]
        largest = max(sizes, default=0.0) / max(track.target.outline.size_m)
        return None if window.empty else (window, 0.5 if largest * size > 110 else 1.0)

    def _where_it_went(self, view: View) -> tuple[Window, float] | None:
        """Each other time, while something is missed: where that was on its way to."""
        self._by_place = not self._by_place and view.t < self._missed_until
        missing = self._unlocked()
        went = [track for track in self._gone if track.target.name in missing and track.target.markers]
        if not self._by_place or not went:
            return None
        track = went[self._asides % len(went)]
        return self._place_of(track, view, min(view.t - track.measured_t, _STRAYS_S))

    def _look_aside(self, view: View) -> None:
        """While something is in sight, search for what is missing: where it went, and in one quarter after the other."""
        height, width = view.gray.values.shape
        self._since_look = 0
        place = self._where_it_went(view)
        if place is not None:
            (window, scale), full = place, True
        else:
            rounds, quarter = divmod(self._asides, 4)
            self._asides += 1
            full = width < _HALF_FROM_PX or rounds % _FULL_EVERY == _FULL_EVERY - 1
            window, scale = quarter_of(quarter, width, height), 1.0 if full else 0.5
        corners = np.array([[window.left, window.top], [window.right, window.bottom]], np.float64)
        gray = view.gray.around(corners, 24.0)
        self._find_pictures(view)
        found = self._detector.detect(gray, window, scale, quick=not full)
        if found:
            self._find_named(found, view)

    def _look(self, view: View) -> None:
        """Search the whole picture; the dearer ways of it in turns, and where the cheap one saw nothing."""
        gray = view.gray.whole()
        self._since_look = 0
        self._lone_before, self._lone = self._lone, {}
        look = self._looks
        self._looks += 1
        small = gray.shape[1] < _HALF_FROM_PX
        if self._tracks or self._open is not None:
            every = _FULL_EVERY_OPEN if self._open is not None else _FULL_EVERY
            full = small or look % every == 0 or not self._tracks
        else:
            full = small or look % _CYCLE in _FULL_LOOKS
        found = self._detector.detect(gray, scale=1.0 if full else 0.5, quick=not full)
        hard = look % _CYCLE in _HARD_LOOKS and not self._tracks
        if hard and (self._open is not None or not found):
            found = found + self._detector.detect(gray, scale=1.0 if full else 0.5, hard=True)
        self._find_named(found, view)
        self._find_pictures(view)
        if self._open is not None:
            self._find_open(self._open, found, view)

    def _find_pictures(self, view: View) -> None:
        """One step of the search for pictures that are not in sight."""
        missing = {name: track for name, track in self._unlocked().items() if self._named[name].picture}
        found = self._pictures.find(view.gray.whole(), missing, self._lens) if missing else {}
        for name, readings in found.items():
            self._begin_at(self._named[name], readings, view, missing[name])

    def _unlocked(self) -> dict[str, Track | None]:
        """Named targets that are not measured in this frame, with the track of those that coast."""
        tracks = {track.target.name: track for track in self._tracks}
        locked = {name for name, track in tracks.items() if track.locked}
        return {name: tracks.get(name) for name in self._named if name not in locked}

    def _find_named(self, found: list[Found], view: View) -> None:
        for name, track in self._unlocked().items():
            target = self._named[name]
            if target.markers:
                self._begin(target, search.gather(target, found, None, self._lens), view, track)

    def _find_open(self, dictionary: OpenDictionary, found: list[Found], view: View) -> None:
        for each in found:
            if each.dictionary != dictionary.name or self._is_followed(each):
                continue
            waiting = [
                track
                for track in self._tracks
                if track.target.name == str(each.id)
                and track.pose is not None
                and track.pose.state is LockState.COASTING
            ]
            target = bare_marker(each.id, dictionary.marker_m, dictionary.name)
            self._begin(target, {each.id: each.corners}, view, waiting[0] if waiting else None)

    def _is_followed(self, found: Found) -> bool:
        middle = found.corners.mean(axis=0)
        near = found.perimeter / 8
        return any(
            track.locked
            and track.target.name == str(found.id)
            and track.pose is not None
            and float(np.linalg.norm(track.pose.corners.mean(axis=0) - middle)) < near
            for track in self._tracks
        )

    def _printed(self, target: Target) -> tuple[Side, ...]:
        return self._pictures.sides(target) if target.picture is not None else sides_of(target)

    def _begin(self, target: Target, guesses: dict[int, Array], view: View, track: Track | None) -> None:
        if guesses:
            self._begin_at(target, search.readings(target, guesses, self._lens), view, track)

    def _begin_at(self, target: Target, readings: list[Array], view: View, track: Track | None) -> None:
        foretold = track.predicted(view.t) if track is not None else None
        begun = track or Track(target, self._printed(target))
        proposed = begun.proposed(view, readings)
        if proposed is None or self._doubtful(target, view, proposed.T_camera_target, foretold):
            return
        begun.begin(view, proposed)
        if track is None:
            self._tracks.append(begun)

    def _doubtful(self, target: Target, view: View, T: Array, foretold: Array | None) -> bool:
        """Whether a board that comes from nowhere may only be a tag of the same id."""
        if len(target.markers) < 2:
            return False
        if foretold is not None:
            corners = self._lens.project(T, target.outline.corners)
            off = np.abs(self._lens.project(foretold, target.outline.corners) - corners).max()
            if off < 0.5 * float(np.ptp(corners, axis=0).max()):
                return False
        seen = search.sight(view.gray.whole(), target, T, self._lens)
        if seen is not search.Sight.LONE:
            return seen is search.Sight.DENIED
        # neither shown nor denied: what stays for a few frames is believed
        self._lone[target.name] = self._lone_before.get(target.name, 0) + 1
        return self._lone[target.name] < _LONE_FRAMES
