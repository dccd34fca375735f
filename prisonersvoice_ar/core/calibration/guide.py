"""Which views are taken, why others are not, and what is asked for next. Time comes with the sights."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from prisonersvoice_ar.core.calibration.board import LEAST_CORNERS, BoardPlan
from prisonersvoice_ar.core.calibration.coverage import DIRECTIONS, EACH_DIRECTION, GRID, Coverage
from prisonersvoice_ar.core.calibration.sight import Sight, Stand, stand_of

LEAST_SHARE = 0.2
"""of the board's corners that a view must show"""
BLUR_PX = 2.2
"""in a picture 1280 wide"""
SPEED_PX_S = 60.0
"""in a picture 1280 wide: with a rolling shutter of 20 ms a corner is then a pixel from where it belongs"""
FLAT = math.radians(8.0)
FLAT_VIEWS = 5
"""views from the front tell little of the focal length: more are taken only where they cover something"""
LEAST_SPAN = 0.12
MOST_VIEWS = 60
FILLED_VIEWS = 12
_MOST_SPARE = 400
_SAME = 0.05
"""views more alike than this are one"""
_AGO_S = 0.25
"""an older sight says nothing of the speed"""


class Look(StrEnum):
    """What became of a picture."""

    TAKEN = "taken"
    NOTHING = "nothing"
    """no board, or too few of its corners"""
    TINY = "tiny"
    LINE = "line"
    """its corners lie on one line, or it is seen edge-on"""
    BLURRED = "blurred"
    MOVING = "moving"
    ALIKE = "alike"
    FLAT = "flat"
    OTHER_SIZE = "other-size"
    ENOUGH = "enough"
    """as many views as the solver needs"""


@dataclass(frozen=True)
class Ask:
    """What the person who holds the board is asked for."""

    what: str
    """show, still, nearer-to-see, place, tilt, near, far, other, done"""
    where: str = ""
    """place: upper-left … lower-right, as in the picture; tilt: one of `DIRECTIONS`"""

    def mirrored(self) -> "Ask":
        """As it must be said to somebody who sees the picture mirrored."""
        turned = {"left": "right", "right": "left"}
        return Ask(self.what, "-".join(turned.get(word, word) for word in self.where.split("-")))


class Guide:
    """Collects views of one board."""

    def __init__(self, board: BoardPlan, *, hold_still: bool) -> None:
        """``hold_still``: the pictures follow each other as a film's do, so that speed can be told."""
        self.board = board
        self.views: list[tuple[Sight, Stand]] = []
        self.refused: dict[Look, int] = dict.fromkeys(Look, 0)
        self.coverage = Coverage.of(())
        self.last: Sight | None = None
        self.independent = 0
        """views that are unlike each other; those that `fill` adds are not"""
        self._spare: list[tuple[Sight, Stand]] = []
        self._hold_still = hold_still
        self._wanted: Ask | None = None

    def look(self, sight: Sight | None) -> Look:
        """Take ``sight`` (None: no board in this picture) or refuse it; the reason is what comes back."""
        judged, stand = self._judge(sight)
        self.last = sight
        self.refused[judged] += 1
        if judged is Look.TAKEN and sight is not None and stand is not None:
            self.views.append((sight, stand))
            self.independent = len(self.views)
            self.coverage = Coverage.of(self.views)
        elif judged in (Look.ALIKE, Look.FLAT) and sight is not None and stand is not None:
            self._spare = [*self._spare, (sight, stand)][-_MOST_SPARE:]
        return judged

    def fill(self, wanted: int = FILLED_VIEWS) -> int:
        """Where nobody can be asked for more, take the least alike of those that were refused; how many.

        Farthest points first (Gonzalez 1985), until there are ``wanted`` views or the rest is all the same.
        """
        added = 0
        distance = [
            min((stand.unlike(other) for _, other in self.views), default=math.inf)
            for _, stand in self._spare
        ]
        while len(self.views) < wanted and self._spare and max(distance) > _SAME:
            best = distance.index(max(distance))
            chosen = self._spare[best]
            self.views.append(chosen)
            distance = [
                min(d, stand.unlike(chosen[1])) for d, (_, stand) in zip(distance, self._spare, strict=True)
            ]
            added += 1
        self.coverage = Coverage.of(self.views)
        return added

    @property
    def complete(self) -> bool:
        """Whether nothing more is needed."""
        return self.coverage.complete

    def ask(self, look: Look) -> Ask:
        """What to ask for after a picture that was judged as ``look``."""
        if self.complete or look is Look.ENOUGH:
            return Ask("done")
        if look in (Look.NOTHING, Look.OTHER_SIZE):
            return Ask("show")
        if look is Look.TINY:
            return Ask("nearer-to-see")
        if look in (Look.BLURRED, Look.MOVING) and not self.views:
            return Ask("still")  # later, who is on the way to what was asked for must not be called back
        return self._next()

    def _judge(self, sight: Sight | None) -> tuple[Look, Stand | None]:
        least = max(LEAST_CORNERS, round(LEAST_SHARE * self.board.corners))
        if sight is None or len(sight.ids) < least:
            return Look.NOTHING, None
        if self.views and sight.size != self.views[0][0].size:
            return Look.OTHER_SIZE, None
        stand = stand_of(sight)
        if stand is None or stand.tilted > math.radians(72.0):
            return Look.LINE, None
        return self._judge_stand(sight, stand), stand

    def _judge_stand(self, sight: Sight, stand: Stand) -> Look:
        scale = max(sight.size) / 1280.0
        if stand.span < LEAST_SPAN:
            return Look.TINY
        if sight.blur_px > BLUR_PX * scale:
            return Look.BLURRED
        if self._hold_still and not self._speed(sight) < SPEED_PX_S * scale:
            return Look.MOVING
        if any(stand.unlike(other) < 1.0 for _, other in self.views):
            return Look.ALIKE
        flat = sum(other.tilted < FLAT for _, other in self.views)
        if stand.tilted < FLAT and flat >= FLAT_VIEWS and not self._covers(sight):
            return Look.FLAT
        return Look.TAKEN if len(self.views) < MOST_VIEWS else Look.ENOUGH

    def _speed(self, sight: Sight) -> float:
        """Pixels a second since the sight before; endless where there is none to compare with."""
        last = self.last
        if last is None or not 0.0 < sight.t - last.t < _AGO_S or last.size != sight.size:
            return math.inf
        _, here, there = np.intersect1d(sight.ids, last.ids, assume_unique=True, return_indices=True)
        if len(here) < 4:
            return math.inf
        moved = sight.pixels[here] - last.pixels[there]
        return float(np.median(np.hypot(*moved.T))) / (sight.t - last.t)

    def _covers(self, sight: Sight) -> bool:
        """Whether ``sight`` shows a part of the picture in which too little was seen."""
        columns, rows = GRID
        at = (sight.pixels + 0.5) / np.array(sight.size) * (columns, rows)
        column = np.clip(at[:, 0].astype(int), 0, columns - 1)
        row = np.clip(at[:, 1].astype(int), 0, rows - 1)
        return bool((~self.coverage.covered)[row, column].any())

    def _next(self) -> Ask:
        """What lacks most; what was asked for stays until it is given, for nobody follows what changes."""
        if self._wanted is None or not self._lacks(self._wanted):
            self._wanted = self._choose()
        return self._wanted

    def _lacks(self, ask: Ask) -> bool:
        coverage = self.coverage
        if ask.what == "place":
            return ask.where in self._empty_places()
        if ask.what == "tilt":
            return coverage.tilts[ask.where] < EACH_DIRECTION
        return (ask.what == "near" and not coverage.near) or (ask.what == "far" and not coverage.far)

    def _choose(self) -> Ask:
        shares = dict(self.coverage.shares)
        shares.pop("views")  # views come with all else
        lacking = min(shares, key=lambda name: shares[name])
        if shares[lacking] >= 1.0:
            return Ask("other")
        if lacking == "picture":
            places = self._empty_places()
            return Ask("place", max(places, key=lambda name: places[name]))
        if lacking == "tilt":
            tilts = self.coverage.tilts
            return Ask("tilt", min(DIRECTIONS, key=lambda name: tilts[name]))
        return Ask("near" if not self.coverage.near else "far")

    def _empty_places(self) -> dict[str, int]:
        """Ninths of the picture with uncovered cells, and how many they have."""
        columns, rows = GRID
        found: dict[str, int] = {}
        for row, column in np.argwhere(~self.coverage.covered):
            across = ("left", "middle", "right")[int(column) * 3 // columns]
            down = ("upper", "middle", "lower")[min(int((row + 0.5) * 3 / rows), 2)]
            name = "middle" if across == down == "middle" else f"{down}-{across}"
            found[name] = found.get(name, 0) + 1
        return found
