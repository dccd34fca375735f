"""From markers that were found to a target's pose: gathering, refining, checking, solving."""

from enum import Enum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array, inverse
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Target
from prisonersvoice_ar.perception.markers import code
from prisonersvoice_ar.perception.markers.detect import Found
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.light import light_around
from prisonersvoice_ar.perception.markers.pose import Solution, solve
from prisonersvoice_ar.perception.settings import Pixels

LEAST_SIDE_PX = 7.0
_LEAST_AGREEMENT = 0.62
_WORST_PX = 2.0
_MOST = 0.6
"""fewer markers than this share were not where the largest said that they must be"""
NO_DENIAL = 0.4
"""a correlation that a tag half under a thumb still has, and what is no tag has not"""
_CLEAR_SIDE_PX = 20.0
_CLEAR_FACING = 0.35
"""cosine"""


@lru_cache(maxsize=1024)
def points_of(places: tuple[MarkerPlace, ...]) -> Array:
    """(4 M, 3) metres in the target's frame: the corners of M markers."""
    return np.concatenate([place.corners for place in places])


def _sides(quads: Array) -> Array:
    """(M, 4) lengths of the sides of (M, 4, 2) quadrilaterals."""
    along = quads[:, (1, 2, 3, 0)] - quads
    return np.asarray(np.sqrt((along * along).sum(axis=2)))


def readings(target: Target, guesses: dict[int, Array], lens: Lens) -> list[Array]:
    """(4, 4) each: what the corners of found markers (id → (4, 2) picture pixels) can be read as, the likelier first.

    The side with the most corners speaks; where a marker was misread it spoils all, so the largest is also read alone.
    """
    places = [place for place in target.markers if place.id in guesses]
    planes = {place.plane: [other for other in places if other.plane == place.plane] for place in places}
    own = max(planes.values(), key=len, default=[])
    if not own:
        return []
    found = _read(tuple(own), guesses, lens)
    if len(own) > 1:
        largest = max(own, key=lambda place: float(np.ptp(guesses[place.id], axis=0).sum()))
        if not found or found[0].error_px > _WORST_PX:
            found = _read((largest,), guesses, lens)
    return [each.T_camera_target for each in found]


def _read(places: tuple[MarkerPlace, ...], guesses: dict[int, Array], lens: Lens) -> list[Solution]:
    plane = places[0].plane
    frame = np.eye(4)
    frame[:3, 0], frame[:3, 1], frame[:3, 3] = plane.right, plane.up, plane.origin
    frame[:3, 2] = np.cross(plane.right, plane.up)
    flat = (points_of(places) - frame[:3, 3]) @ frame[:3, :3]
    pixels = lens.ideal(np.concatenate([guesses[place.id] for place in places]))
    back = inverse(frame)
    return [Solution(each.T_camera_target @ back, each.error_px) for each in solve(flat, pixels, lens)]


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


def sight(
    gray: Pixels, target: Target, T_camera_target: Array, lens: Lens, *, doubt: float = NO_DENIAL
) -> Sight:
    """Whether a board lies at ``T_camera_target`` in (H, W) uint8 ``gray``, by the codes of all its tags.

    A lone tag with one of a board's ids is no board: others print the same ids. ``doubt`` is the correlation under
    which a tag is not there.
    """
    quads = foreseen(target, T_camera_target, lens)
    if not quads:
        return Sight.LONE
    places = np.stack(list(quads.values()))
    light = light_around(gray, places.reshape(-1, 2), 8.0)
    agree = code.agreement(light, lens.ideal(places), target.dictionary, tuple(quads), lens)
    clear = _in_full_sight(target, T_camera_target, quads)
    if (agree[clear] > doubt).sum() < min(2, clear.sum()):
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
