"""From markers that were found to a target's pose: gathering, refining, checking, solving."""

from dataclasses import dataclass

import numpy as np

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Target
from prisonersvoice_ar.perception.markers import code
from prisonersvoice_ar.perception.markers.detect import Found
from prisonersvoice_ar.perception.markers.edges import Light, fit_borders
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.pose import Solution, solve

LEAST_SIDE_PX = 7.0
_LEAST_AGREEMENT = 0.62
_LEAST_SUPPORT = 0.35
_WORST_PX = 2.0


@dataclass(frozen=True)
class Measured:
    """Markers of one target as measured in one frame."""

    places: tuple[MarkerPlace, ...]
    pixels: Array
    """(M, 4, 2) ideal pixels"""

    @property
    def points(self) -> Array:
        """(4 M, 3) metres in the target's frame."""
        return np.concatenate([place.corners for place in self.places])

    def solutions(self, lens: Lens) -> list[Solution]:
        """Both readings, the better first; empty where the corners do not fit a plane well enough."""
        if not self.places:
            return []
        found = solve(self.points, self.pixels.reshape(-1, 2), lens)
        sides = np.linalg.norm(self.pixels - np.roll(self.pixels, 1, axis=1), axis=2)
        limit = _WORST_PX + 0.01 * float(sides.max())
        return [each for each in found if each.error_px < limit]


def measure(
    light: Light, target: Target, guesses: dict[int, Array], lens: Lens, reach_cells: float
) -> Measured:
    """Fit the borders of a target's markers near ``guesses`` (id → (4, 2) picture pixels).

    Only markers with four well supported sides and the right code inside come out. ``reach_cells`` is
    how far from the guess a border is looked for, in cells of the marker.
    """
    places = [place for place in target.markers if place.id in guesses]
    if not places:
        return Measured((), np.zeros((0, 4, 2)))
    corners = np.stack([guesses[place.id] for place in places])
    cells = code.cells_across(target.dictionary)
    sides = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2)
    cell = sides.min(axis=1) / cells
    first = fit_borders(light, corners, np.clip(reach_cells * cell, 2.0, 14.0), lens)
    again = _keep_sane(lens.picture(first.corners), corners, sides)
    second = fit_borders(light, again, np.clip(0.8 * cell, 1.6, 5.0), lens)
    agreement = code.agreement(light, second.corners, target.dictionary, tuple(p.id for p in places), lens)
    good = (
        (agreement > _LEAST_AGREEMENT)
        & (second.support.min(axis=1) > _LEAST_SUPPORT)
        & np.isfinite(second.corners).all(axis=(1, 2))
    )
    keep = np.flatnonzero(good)
    return Measured(tuple(places[i] for i in keep), second.corners[keep])


def _keep_sane(fitted: Array, guessed: Array, sides: Array) -> Array:
    """Where a fit ran off (no border there), go on from the guess."""
    off = np.linalg.norm(fitted - guessed, axis=2).max(axis=1)
    wild = ~(off < np.maximum(0.5 * sides.max(axis=1), 6.0))
    return np.where(wild[:, None, None], guessed, fitted)


def without_worst(measured: Measured, lens: Lens) -> Measured:
    """Leave out the one marker that fits the others worst, where three or more were measured."""
    if len(measured.places) < 3:
        return measured
    found = solve(measured.points, measured.pixels.reshape(-1, 2), lens)
    if not found:
        return measured
    off = lens.project_ideal(found[0].T_camera_target, measured.points).reshape(measured.pixels.shape)
    each = np.sqrt(((off - measured.pixels) ** 2).sum(axis=2).mean(axis=1))
    worst = int(each.argmax())
    if each[worst] < 0.6 or each[worst] < 2.5 * float(np.median(each)):
        return measured
    keep = [i for i in range(len(each)) if i != worst]
    return Measured(tuple(measured.places[i] for i in keep), measured.pixels[keep])


def foreseen(target: Target, T_camera_target: Array, lens: Lens) -> dict[int, Array]:
    """Where the markers of a target would be in the picture: id → (4, 2) pixels; those too small left out."""
    inner = lens.intrinsics
    projected = lens.project(T_camera_target, np.concatenate([place.corners for place in target.markers]))
    guesses: dict[int, Array] = {}
    for place, quad in zip(target.markers, projected.reshape(-1, 4, 2), strict=True):
        sides = np.linalg.norm(quad - np.roll(quad, 1, axis=0), axis=1)
        inside = ((quad > -1.0) & (quad < (inner.width, inner.height))).all()
        if inside and np.nanmin(sides) >= LEAST_SIDE_PX:
            guesses[place.id] = quad
    return guesses


def gather(target: Target, found: list[Found], predicted: Array | None, lens: Lens) -> dict[int, Array]:
    """The found markers that can belong to one sheet of ``target``: id → (4, 2) picture pixels.

    Where an id was found more than once (a second sheet, a misreading), those that agree with the pose
    that the largest marker (or ``predicted``) implies are taken.
    """
    known = {place.id: place for place in target.markers}
    own = [each for each in found if each.dictionary == target.dictionary and each.id in known]
    if not own:
        return {}
    if predicted is not None:
        return _consistent(own, target, predicted, lens)
    seed = max(own, key=lambda each: each.perimeter)
    readings = solve(known[seed.id].corners, lens.ideal(seed.corners), lens)
    sets = [_consistent(own, target, reading.T_camera_target, lens) for reading in readings]
    best = max(sets, key=len, default={})
    return {**best, seed.id: seed.corners}


def _consistent(own: list[Found], target: Target, T_camera_target: Array, lens: Lens) -> dict[int, Array]:
    chosen: dict[int, tuple[float, Array]] = {}
    for each in own:
        place = next(place for place in target.markers if place.id == each.id)
        expected = lens.project(T_camera_target, place.corners)
        off = float(np.linalg.norm(expected - each.corners, axis=1).max())
        # a single marker's tilt is uncertain, so a far one may be off by its own size
        if off < 1.2 * each.perimeter / 4 + 4.0 and off < chosen.get(each.id, (np.inf, expected))[0]:
            chosen[each.id] = (off, each.corners)
    return {marker_id: corners for marker_id, (_, corners) in chosen.items()}
