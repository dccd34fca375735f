"""From where a storyboard looks, and on what the cell stands: nobody holds a camera, so one is put in a good place."""

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.app.contact_sheet import shrink
from prisonersvoice_ar.core.geometry import Array, Intrinsics, inverse, look_at
from prisonersvoice_ar.core.tracking.target import Rectangle

Picture = NDArray[np.uint8]

_TABLE_BGR = np.array([112.0, 120.0, 124.0])
_PAPER_BGR = np.array([206.0, 212.0, 214.0])
_UP_DEG = 36.0
_ASIDE_DEG, _ROUND_DEG = 2.0, 24.0
"""where nothing is looked for, and where something on a wall at an end is"""
_END = 0.8
"""of the way from the middle to an end: what lies farther out is on the wall there"""
_ABOVE = 0.05
"""of the model's height: how far over its middle one looks"""
_FREE = np.array([[0.03, 0.08], [0.97, 0.97]])
"""shares of the picture's width and height within which the model stands: below what its upper corners say"""
_RAISED = -0.02
"""of a poster's height: so far over its middle one looks, as more lies over the picture's top than over its foot"""
_SHADE = 0.42
"""how much darker the ground becomes towards the picture's upper left"""


def before_card(lens: Intrinsics, model: Array, wanted: Array | None = None) -> Array:
    """``T_camera_target`` (4, 4) of a visitor's camera over a card that lies before them, all of the model in view.

    ``model``: (N, 3) its corners, metres in the target's frame; ``wanted``: (3,) what they look for there. The walls
    at both ends are seen aslant; where it is on one of them, the camera comes round to face that one.
    """
    low, high = model.min(axis=0), model.max(axis=0)
    at = (low + high) / 2 + (0.0, 0.0, _ABOVE * (high[2] - low[2]))
    azimuth = np.radians(_ASIDE_DEG)
    if wanted is not None and abs(wanted[0] - at[0]) > _END * (high[0] - at[0]):
        azimuth = -np.sign(wanted[0] - at[0]) * np.radians(_ROUND_DEG)
    elevation = np.radians(_UP_DEG)
    way = np.array(
        [np.sin(azimuth) * np.cos(elevation), -np.cos(azimuth) * np.cos(elevation), np.sin(elevation)]
    )
    return _far_enough(lens, model, at, way, (0.0, 0.0, 1.0))


def before_poster(lens: Intrinsics, paper: Rectangle) -> Array:
    """``T_camera_target`` (4, 4) of a camera held before a poster, all of its paper in view.

    A little aside, so that the depth behind its opening shows.
    """
    azimuth, elevation = np.radians([14.0, 5.0])
    way = np.array(
        [np.sin(azimuth) * np.cos(elevation), np.sin(elevation), np.cos(azimuth) * np.cos(elevation)]
    )
    at = np.array([paper.center_m[0], paper.center_m[1] + _RAISED * paper.size_m[1], 0.0])
    return _far_enough(lens, paper.corners, at, way, (0.0, 1.0, 0.0))


def _far_enough(
    lens: Intrinsics, points: Array, at: Array, way: Array, up: tuple[float, float, float]
) -> Array:
    """As near as all ``points`` (N, 3) are in the free part, looking at ``at`` from along ``way``."""
    reach = float(np.linalg.norm(np.ptp(points, axis=0)))
    while True:
        T_camera_target = inverse(look_at(at + reach * way, at, up))
        if _fits(lens, T_camera_target, points):
            return T_camera_target
        reach *= 1.03


def _fits(lens: Intrinsics, T_camera_target: Array, points: Array) -> bool:
    there = points @ T_camera_target[:3, :3].T + T_camera_target[:3, 3]
    if there[:, 2].min() <= 0.0:
        return False
    share = lens.project(there) / (lens.width, lens.height)
    return bool((share >= _FREE[0]).all() and (share <= _FREE[1]).all())


def ground(
    lens: Intrinsics, T_camera_target: Array, paper: Rectangle, printed: Picture | None = None
) -> Picture:
    """A calm picture, (H, W, 3) uint8 BGR, in place of a camera's: a table or a wall, and paper on it.

    ``printed``: (h, w, 3) uint8 BGR, what is printed on all of the paper; None: it is blank.
    """
    y, x = np.mgrid[0 : lens.height, 0 : lens.width]
    shade = 1.0 - _SHADE * (1.0 - 0.5 * (x / lens.width + y / lens.height))
    picture = _TABLE_BGR * shade[..., None]
    inside = _coverage(lens, T_camera_target, paper, x, y)[..., None]
    ink = 1.0 if printed is None else _print(lens, T_camera_target, paper, printed, np.stack([x, y])) / 255.0
    picture += (_PAPER_BGR * ink * (0.55 + 0.45 * shade[..., None]) - picture) * inside
    return np.asarray(np.clip(picture.round(), 0, 255), dtype=np.uint8)


def _print(
    lens: Intrinsics, T_camera_target: Array, paper: Rectangle, printed: Picture, pixels: Array
) -> Array:
    """(H, W, 3) what is printed at each of ``pixels`` (2, H, W), x and y; 0 to 255, as if the paper went on for ever."""
    corners = paper.corners @ T_camera_target[:3, :3].T + T_camera_target[:3, 3]
    small = shrink(printed, max(1, round(float(np.ptp(lens.project(corners)[:, 0]))))).astype(float)
    sides = np.stack([corners[1] - corners[0], corners[3] - corners[0], corners[0]], axis=1)
    across, down, depth = np.einsum(
        "ij,jhw->ihw", np.linalg.inv(lens.K @ sides), np.stack([*pixels, np.ones(pixels.shape[1:])])
    )
    most = np.array(small.shape[:2])[:, None, None] - 1
    at = np.clip(np.stack([down, across]) / depth * (most + 1) - 0.5, 0.0, most)
    low = np.minimum(at.astype(int), most)
    high = np.minimum(low + 1, most)
    v, u = (at - low)[..., None]
    upper = small[low[0], low[1]] * (1 - u) + small[low[0], high[1]] * u
    lower = small[high[0], low[1]] * (1 - u) + small[high[0], high[1]] * u
    return np.asarray(upper * (1 - v) + lower * v)


def _coverage(lens: Intrinsics, T_camera_target: Array, paper: Rectangle, x: Array, y: Array) -> Array:
    """(H, W) share of each pixel that the paper covers: near 1 inside, 0 outside, soft for a pixel."""
    corners = lens.project(paper.corners @ T_camera_target[:3, :3].T + T_camera_target[:3, 3])
    inside = np.full(x.shape, np.inf)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        across = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        inside = np.minimum(inside, across / max(float(np.hypot(bx - ax, by - ay)), 1e-9))
    return np.clip(inside + 0.5, 0.0, 1.0)
