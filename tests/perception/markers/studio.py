"""A camera for the tests that shares nothing with the tracker: every ray is cast, every cell looked up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array, Intrinsics, rigid, rotation_vector_matrix
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Plane, Rectangle, Target, bare_marker

APRILTAG = "DICT_APRILTAG_36h11"
LENS = Intrinsics(480, 360, 465, 465, 239.5, 179.5)
TAG = bare_marker(7, 0.08, APRILTAG)
CARD = Target(
    "card",
    "board",
    APRILTAG,
    (
        MarkerPlace(0, 0.04, (0.0, 0.0), 0.3),
        MarkerPlace(1, 0.02, (-0.05, 0.03)),
        MarkerPlace(2, 0.02, (0.05, 0.03)),
        MarkerPlace(3, 0.02, (0.05, -0.03)),
        MarkerPlace(4, 0.02, (-0.05, -0.03)),
    ),
    Rectangle((0.0, 0.0), (0.14, 0.10)),
)
_EDGE = 0.064
CUBE = Target(
    "cube",
    "board",
    APRILTAG,
    (
        MarkerPlace(11, 0.045, plane=Plane((0, 0, _EDGE / 2))),
        MarkerPlace(12, 0.045, plane=Plane((_EDGE / 2, 0, 0), (0, 0, -1))),
        MarkerPlace(13, 0.045, plane=Plane((-_EDGE / 2, 0, 0), (0, 0, 1))),
        MarkerPlace(14, 0.045, plane=Plane((0, _EDGE / 2, 0), (1, 0, 0), (0, 0, -1))),
    ),
    Rectangle((0.0, 0.0), (_EDGE, _EDGE)),
)
_BLACK, _WHITE, _DESK = 0.05, 0.8, 0.15
_QUIET = 1.4
"""of a marker's size: white all around for a little more than a cell, so that blur brings no desk into it"""

Lamp = Callable[[Array, Array], Array]
"""pixels x, y → how much light falls there"""


def pose(
    x: float = 0.0, y: float = 0.0, z: float = 0.3, *, tilt: float = 0.5, yaw: float = 0.2, roll: float = 0.1
) -> Array:
    """(4, 4) of a print that faces the camera but for these radians."""
    R = rotation_vector_matrix([-tilt, 0, 0]) @ rotation_vector_matrix([0, yaw, 0])
    return rigid(R @ rotation_vector_matrix([0, 0, roll]) @ np.diag([1.0, -1, -1]), [x, y, z])


def evenly(x: Array, y: Array) -> Array:
    return np.ones(np.broadcast_shapes(x.shape, y.shape))


@dataclass(frozen=True)
class Camera:
    """How a picture is taken."""

    lens: Intrinsics = LENS
    lamp: Lamp = evenly
    finer: int = 4
    """rays along a pixel's side"""
    blur_px: float = 0.6
    exponent: float = 2.2
    noise: float = 1.0
    """grey levels"""
    exposure_s: float = 0.0
    readout_s: float = 0.0
    shots: int = 6
    """while the shutter is open"""

    def reading_of(self, at: Callable[[float], Array], t: float) -> Array:
        """(4, 4) when the row is read in which the target's origin lies."""
        when = t
        for _ in range(4):
            _, y, z = at(when)[:3, 3]
            row = self.lens.fy * y / z + self.lens.cy
            when = t + ((row + 0.5) / self.lens.height - 0.5) * self.readout_s
        return at(when)

    def take(self, target: Target, T: Array, seed: int = 0) -> NDArray[np.uint8]:
        """(H, W) grey of a target that stands still."""
        return self.take_moving(target, lambda _: T, 0.0, seed)

    def take_moving(
        self, target: Target, at: Callable[[float], Array], t: float, seed: int = 0
    ) -> NDArray[np.uint8]:
        """(H, W) grey; the picture's middle row is exposed around ``t``, and ``at`` says where the target is then."""
        lens = self.lens
        shots = self.shots if self.exposure_s else 1
        rows = 6 if self.readout_s else lens.height
        light = np.zeros((lens.height, lens.width), np.float32)
        for top in range(0, lens.height, rows):
            middle = (top + (rows - 1) / 2) / lens.height - 0.5 if self.readout_s else 0.0
            for shot in range(shots):
                when = t + middle * self.readout_s + ((shot + 0.5) / shots - 0.5) * self.exposure_s
                light[top : top + rows] += self._rays(target, at(when), top, min(rows, lens.height - top))
        light = cv2.GaussianBlur(light / shots, (0, 0), self.blur_px)
        grey = 255 * np.clip(light, 0, 1) ** (1 / self.exponent)
        grey += np.random.default_rng(seed).normal(0, self.noise, grey.shape)
        return np.clip(np.round(grey), 0, 255).astype(np.uint8)

    def _rays(self, target: Target, T: Array, top: int, rows: int) -> NDArray[np.float32]:
        """(rows, W) of the mean light of each pixel's rays."""
        lens, finer = self.lens, self.finer
        u, v = np.arange(lens.width), np.arange(top, top + rows)[:, None]
        light = np.asarray(_DESK * self.lamp(u, v), np.float32)
        low, high = _reach(target, T, lens)
        left, right = np.clip([low[0], high[0]], 0, lens.width)
        first, last = np.clip([low[1], high[1]], top, top + rows)
        if right <= left or last <= first:
            return light
        u = left - 0.5 + (np.arange((right - left) * finer) + 0.5) / finer
        v = (first - 0.5 + (np.arange((last - first) * finer) + 0.5) / finer)[:, None]
        seen = np.full((len(v), len(u)), _DESK)
        for plane in dict.fromkeys(place.plane for place in target.markers):
            _see(seen, target, plane, T, ((u - lens.cx) / lens.fx, (v - lens.cy) / lens.fy))
        seen *= self.lamp(u, v)
        size = int(right - left), int(last - first)
        light[first - top : last - top, left:right] = cv2.resize(
            seen.astype(np.float32), size, interpolation=cv2.INTER_AREA
        )
        return light


def _reach(target: Target, T: Array, lens: Intrinsics) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pixels within which the target lies, generously."""
    squares = np.array([place.corners for place in target.markers])
    larger = (squares - squares.mean(axis=1, keepdims=True)) * 1.5 + squares.mean(axis=1, keepdims=True)
    points = np.concatenate([larger.reshape(-1, 3), target.outline.corners])
    seen = points @ T[:3, :3].T + T[:3, 3]
    if seen[:, 2].min() < 1e-3:
        return np.array([0, 0]), np.array([lens.width, lens.height])
    pixels = lens.project(seen)
    return np.floor(pixels.min(axis=0)).astype(int), np.ceil(pixels.max(axis=0)).astype(int) + 1


def _see(light: Array, target: Target, plane: Plane, T: Array, rays: tuple[Array, Array]) -> None:
    """Paint one side of a convex target into ``light``, in place."""
    x, y = rays
    right, up = np.array(plane.right), np.array(plane.up)
    side = T @ rigid(np.stack([right, up, np.cross(right, up)], axis=1), plane.origin)
    normal, middle = side[:3, 2], side[:3, 3]
    if normal @ middle >= 0:
        return
    depth = (normal @ middle) / (normal[0] * x + normal[1] * y + normal[2])
    across = [
        axis[0] * (x * depth - middle[0]) + axis[1] * (y * depth - middle[1]) + axis[2] * (depth - middle[2])
        for axis in (side[:3, 0], side[:3, 1])
    ]
    width, height = target.outline.size_m
    if target.kind == "board":
        inside = (np.abs(across[0]) < width / 2) & (np.abs(across[1]) < height / 2) & (depth > 0)
        light[inside] = _WHITE
    for place in target.markers:
        if place.plane == plane:
            _ink(light, place, target.dictionary, across, depth > 0)


def _ink(light: Array, place: MarkerPlace, dictionary: str, across: list[Array], ahead: Any) -> None:
    book = cv2.aruco.getPredefinedDictionary(getattr(cv2.aruco, dictionary))
    cells = book.markerSize + 2
    code = cv2.aruco.generateImageMarker(book, place.id, cells) > 127
    c, s = np.cos(place.turn), np.sin(place.turn)
    x, y = across[0] - place.center_m[0], across[1] - place.center_m[1]
    x, y = (c * x + s * y) / place.size_m, (c * y - s * x) / place.size_m
    light[(np.abs(x) < _QUIET / 2) & (np.abs(y) < _QUIET / 2) & ahead] = _WHITE
    inside = (np.abs(x) < 0.5) & (np.abs(y) < 0.5) & ahead
    column, row = ((x[inside] + 0.5) * cells).astype(int), ((0.5 - y[inside]) * cells).astype(int)
    light[inside] = np.where(code[row, column], _WHITE, _BLACK)


def outline_px(target: Target, T: Array, lens: Intrinsics = LENS) -> Array:
    """(4, 2) pixels of the outline, without a lens's bending."""
    return lens.project(target.outline.corners @ T[:3, :3].T + T[:3, 3])


def off_px(target: Target, T: Array, truth: Array, lens: Intrinsics = LENS) -> float:
    """How far the worst corner of the outline is off."""
    apart = outline_px(target, T, lens) - outline_px(target, truth, lens)
    return float(np.linalg.norm(apart, axis=1).max())
