"""From markers that were found to a target's pose: gathering, refining, checking, solving."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Target
from prisonersvoice_ar.perception.markers import code
from prisonersvoice_ar.perception.markers.detect import Found
from prisonersvoice_ar.perception.markers.edges import Light, fit_borders, light_around
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.pose import Solution, solve, solve_near
from prisonersvoice_ar.perception.settings import Pixels

LEAST_SIDE_PX = 7.0
_LEAST_AGREEMENT = 0.62
_LEAST_SUPPORT = 0.35
_WORST_PX = 2.0
_SPOILT_PX = 0.6
MANY = 3
_SURE_SUPPORT = 0.6
_SURE_PX = 2.0
_MOST = 0.6
"""fewer markers than this share were not where the largest said that they must be"""
UNDOUBTED_PX = 0.5
_NO_DENIAL = 0.4
"""a correlation that a tag half under a thumb still has, and what is no tag has not"""
_CLEAR_SIDE_PX = 20.0
_CLEAR_FACING = 0.35
"""cosine"""


@dataclass(frozen=True)
class Measured:
    """Markers of one target as measured in one frame."""

    places: tuple[MarkerPlace, ...]
    pixels: Array
    """(M, 4, 2) ideal pixels"""

    def solutions(self, lens: Lens) -> list[Solution]:
        """Both readings, the better first; empty where the corners do not fit a plane well enough."""
        if not self.places:
            return []
        found = solve(points_of(self.places), self.pixels.reshape(-1, 2), lens)
        sides = _sides(self.pixels)
        # an assumed lens bends a large marker's perspective a little out of true
        share = 0.03 if lens.intrinsics.assumed else 0.01
        limit = _WORST_PX + share * float(sides.max())
        return [each for each in found if each.error_px < limit]

    def near(
        self, predicted: Array, lens: Lens, *, fewer: bool = False
    ) -> "tuple[Measured, Solution] | None":
        """The solution next to ``predicted``, where so many corners lie so well on it that nothing is in doubt.

        With it what it rests on: the one marker that would spoil it is left out, unless there are ``fewer`` already.
        """
        if len(self.places) < MANY:
            return None
        found = solve_near(points_of(self.places), self.pixels.reshape(-1, 2), lens, predicted)
        if found is None:
            return None
        if not fewer and (rest := self.without_worst(found, lens)) is not None:
            return rest.near(found.T_camera_target, lens, fewer=True)
        return (self, found) if found.error_px < UNDOUBTED_PX else None

    def without_worst(self, solution: Solution, lens: Lens) -> "Measured | None":
        """Without the one marker that spoils ``solution``; None where three or more do not tell one."""
        if len(self.places) < 3 or solution.error_px * np.sqrt(len(self.places)) < _SPOILT_PX:
            return None  # too few to tell, or none can be off by so much
        off = lens.project_ideal(solution.T_camera_target, points_of(self.places)).reshape(self.pixels.shape)
        each = np.sqrt(((off - self.pixels) ** 2).sum(axis=2).mean(axis=1))
        worst = int(each.argmax())
        if each[worst] < _SPOILT_PX or each[worst] < 2.5 * float(np.median(each)):
            return None
        keep = [i for i in range(len(each)) if i != worst]
        return Measured(tuple(self.places[i] for i in keep), self.pixels[keep])


@lru_cache(maxsize=1024)
def points_of(places: tuple[MarkerPlace, ...]) -> Array:
    """(4 M, 3) metres in the target's frame: the corners of M markers."""
    return np.concatenate([place.corners for place in places])


def _sides(quads: Array) -> Array:
    """(M, 4) lengths of the sides of (M, 4, 2) quadrilaterals."""
    along = quads[:, (1, 2, 3, 0)] - quads
    return np.asarray(np.sqrt((along * along).sum(axis=2)))


def measure(
    light: Light,
    target: Target,
    guesses: dict[int, Array],
    lens: Lens,
    reach_cells: float | None,
    *,
    together: bool = False,
) -> Measured:
    """Fit the borders of a target's markers near ``guesses`` (id → (4, 2) picture pixels).

    Only markers with four well supported sides and the right code inside come out. ``reach_cells`` is
    how far from the guess a border is looked for, in cells of the marker; None where the guess is good
    to a pixel, so that one fit does. ``together``: the guesses come from one pose, and are off alike.
    """
    places = tuple(place for place in target.markers if place.id in guesses)
    if not places:
        return Measured((), np.zeros((0, 4, 2)))
    corners = np.stack([guesses[place.id] for place in places])
    sides = _sides(corners)
    cell = sides.min(axis=1) / code.cells_across(target.dictionary)
    if reach_cells is not None:
        wide = np.clip(reach_cells * cell, 2.0, 14.0)
        moved = _moved_together(light, corners, wide, lens) if together else None
        if moved is not None:
            found = _fitted(light, target, places, moved, lens)
            if len(found.places) > _MOST * len(places):
                return found
        first = fit_borders(light, corners, wide, lens)
        corners = _keep_sane(lens.picture(first.corners), corners, sides)
    return _fitted(light, target, places, corners, lens)


def _fitted(
    light: Light, target: Target, places: tuple[MarkerPlace, ...], corners: Array, lens: Lens
) -> Measured:
    """The last fit near (M, 4, 2) ``corners``, and what it leaves of ``places``."""
    cell = _sides(corners).min(axis=1) / code.cells_across(target.dictionary)
    fit = fit_borders(light, corners, np.clip(0.8 * cell, 1.6, 4.0), lens)
    agreement = code.agreement(light, fit.corners, target.dictionary, tuple(p.id for p in places), lens)
    good = (
        (agreement > _LEAST_AGREEMENT)
        & (fit.support.min(axis=1) > _LEAST_SUPPORT)
        & np.isfinite(fit.corners).all(axis=(1, 2))
    )
    keep = np.flatnonzero(good)
    return Measured(tuple(places[i] for i in keep), fit.corners[keep])


def _moved_together(light: Light, corners: Array, reach: Array, lens: Lens) -> Array | None:
    """All of (M, 4, 2) ``corners`` moved, turned and scaled as the largest are found to be; None in doubt."""
    if len(corners) < MANY:
        return None
    large = np.argsort(reach)[-MANY:]
    fit = fit_borders(light, corners[large], reach[large], lens, roughly=True)
    found = lens.picture(fit.corners)
    sure = (fit.support.min(axis=1) > _SURE_SUPPORT) & np.isfinite(found).all(axis=(1, 2))
    if not sure.any():
        return None
    # a similarity by least squares, pixels as complex numbers
    before, after = _complex(corners[large[sure]]), _complex(found[sure])
    centre, there = before.mean(), after.mean()
    before, after = before - centre, after - there
    turn = np.vdot(before, after) / np.vdot(before, before)
    if float(np.abs(after - turn * before).max()) > _SURE_PX:
        return None
    return np.asarray((turn * (_complex(corners) - centre) + there).view(np.float64).reshape(corners.shape))


def _complex(pixels: Array) -> NDArray[np.complex128]:
    return np.ascontiguousarray(pixels).view(np.complex128).reshape(-1)


def _keep_sane(fitted: Array, guessed: Array, sides: Array) -> Array:
    """Where a fit ran off (no border there), go on from the guess."""
    off = np.linalg.norm(fitted - guessed, axis=2).max(axis=1)
    wild = ~(off < np.maximum(0.5 * sides.max(axis=1), 6.0))
    return np.where(wild[:, None, None], guessed, fitted)


def foreseen(target: Target, T_camera_target: Array, lens: Lens) -> dict[int, Array]:
    """Where the markers of a target would be in the picture: id → (4, 2) pixels; those too small left out."""
    inner = lens.intrinsics
    quads = lens.project(T_camera_target, points_of(target.markers)).reshape(-1, 4, 2)
    inside = ((quads > -1.0) & (quads < (inner.width, inner.height))).all(axis=(1, 2))
    large = _sides(quads).min(axis=1) >= LEAST_SIDE_PX
    return {target.markers[i].id: quads[i] for i in np.flatnonzero(inside & large)}


class Sight(Enum):
    """What a picture says of a board that is thought to lie in it."""

    CONFIRMED = "two tags or more"
    LONE = "one tag, and no other that could be seen"
    DENIED = "one tag, and where others must be seen they are not"


def sight(gray: Pixels, target: Target, T_camera_target: Array, lens: Lens) -> Sight:
    """Whether a board lies at ``T_camera_target`` in (H, W) uint8 ``gray``, by the codes of all its tags.

    A lone tag with one of a board's ids is no board: others print the same ids.
    """
    quads = foreseen(target, T_camera_target, lens)
    if not quads:
        return Sight.LONE
    places = np.stack(list(quads.values()))
    light = light_around(gray, places.reshape(-1, 2), 8.0)
    agree = code.agreement(light, lens.ideal(places), target.dictionary, tuple(quads), lens)
    clear = _in_full_sight(target, T_camera_target, quads)
    if (agree[clear] > _NO_DENIAL).sum() < min(2, clear.sum()):
        return Sight.DENIED
    return Sight.CONFIRMED if (agree > _LEAST_AGREEMENT).sum() >= 2 else Sight.LONE


def _in_full_sight(target: Target, T_camera_target: Array, quads: dict[int, Array]) -> NDArray[np.bool_]:
    """Which of ``quads`` (id → (4, 2) pixels, inside the picture) nobody could overlook: large, seen from before."""
    middles = {place.id: T_camera_target[:3, :3] @ place.corners.mean(axis=0) for place in target.markers}
    rays = np.stack([middles[marker_id] + T_camera_target[:3, 3] for marker_id in quads])
    facing = -(rays @ T_camera_target[:3, 2]) / np.linalg.norm(rays, axis=1)
    sizes = _sides(np.stack(list(quads.values()))).min(axis=1)
    return np.asarray((sizes >= _CLEAR_SIDE_PX) & (facing > _CLEAR_FACING))


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
