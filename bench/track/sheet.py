"""Contact sheets: the overlay as a visitor would see it, on frames chosen evenly, to be looked at by a person."""

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from bench.track.contestants.base import Seen
from bench.track.measure import CUBE
from bench.track.optics import project
from bench.track.render import SQUARE
from prisonersvoice_ar.core.geometry import Array, Intrinsics

TILE = (480, 270)
_LOCKED, _COASTING, _MISSING = (60, 220, 60), (0, 160, 255), (60, 60, 230)
_EDGES = [(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 6), (6, 7), (7, 4), (0, 4), (1, 5), (2, 6), (3, 7)]
_FIXED_POINT = 4
"""bits behind the point: lines are drawn where they belong, not at whole pixels"""


class Sheet:
    """Tiles side by side."""

    def __init__(self, columns: int = 4) -> None:
        self._columns = columns
        self._tiles: list[Array] = []

    def add(
        self,
        frame: Array,
        label: str,
        seen: Sequence[Seen],
        lens: Intrinsics,
        edge_m: float,
    ) -> None:
        """A tile of (H, W) or (H, W, 3) uint8 ``frame``; cubes of ``edge_m`` stand on what was seen."""
        picture = cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR) if frame.ndim == 2 else frame.copy()
        posed = [each for each in seen if each.T_camera_target is not None]
        for each in posed:
            overlay(picture, each, lens, edge_m)
        tile = cv2.resize(_near(picture, posed, lens, edge_m), TILE, interpolation=cv2.INTER_AREA)
        states = "+".join("locked" if each.locked else "coasting" for each in posed) or "nothing"
        colour = _MISSING if not posed else _LOCKED if all(each.locked for each in posed) else _COASTING
        cv2.rectangle(tile, (0, 0), (TILE[0] - 1, TILE[1] - 1), colour, 2)
        cv2.rectangle(tile, (0, 0), (12 + 8 * len(f"{label} {states}"), 24), (0, 0, 0), -1)
        cv2.putText(tile, f"{label} {states}", (8, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.45, colour, 1)
        self._tiles.append(tile)

    def write(self, file: Path) -> None:
        """As one picture."""
        empty = np.zeros((TILE[1], TILE[0], 3), np.uint8)
        tiles = self._tiles + [empty] * (-len(self._tiles) % self._columns)
        rows = [np.hstack(tiles[k : k + self._columns]) for k in range(0, len(tiles), self._columns)]
        file.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(file), np.vstack(rows))


def overlay(picture: Array, seen: Seen, lens: Intrinsics, edge_m: float) -> None:
    """Draw the outline as reported and a cube standing on the target into (H, W, 3) ``picture``."""
    colour = _LOCKED if seen.locked else _COASTING
    if seen.corners is not None:
        _line(picture, np.vstack([seen.corners, seen.corners[:1]]), (255, 200, 0))
    assert seen.T_camera_target is not None
    cube = project(lens, seen.T_camera_target, CUBE * (edge_m / np.ptp(CUBE[:, 0])))
    for a, b in _EDGES:
        _line(picture, cube[[a, b]], colour)


def _line(picture: Array, points: Array, colour: tuple[int, int, int]) -> None:
    if np.isfinite(points).all() and np.abs(points).max() < 1e5:
        fixed = np.round(points * 2**_FIXED_POINT).astype(np.int32)
        cv2.polylines(picture, [fixed], False, colour, 1, cv2.LINE_AA, _FIXED_POINT)


def _near(picture: Array, posed: Sequence[Seen], lens: Intrinsics, edge_m: float) -> Array:
    """The part of the picture around what was seen, in the tile's shape; all of it where nothing was."""
    height, width = picture.shape[:2]
    square = SQUARE * (edge_m / np.ptp(SQUARE[:, 0]))
    points = [project(lens, each.T_camera_target, square) for each in posed]  # type: ignore[arg-type]
    if not points or not np.isfinite(np.concatenate(points)).all():
        return _padded(picture, width / 2, height / 2, max(width, height * TILE[0] / TILE[1]))
    flat = np.concatenate(points)
    x, y = flat.mean(0)
    wide = float(max(np.ptp(flat[:, 0]), np.ptp(flat[:, 1]) * TILE[0] / TILE[1])) * 2.2
    return _padded(picture, x, y, float(np.clip(wide, 160, 2 * width)))


def _padded(picture: Array, x: float, y: float, wide: float) -> Array:
    scale = TILE[0] / wide
    move = np.array([[scale, 0, TILE[0] / 2 - scale * x], [0, scale, TILE[1] / 2 - scale * y]])
    return cv2.warpAffine(picture, move, TILE, flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
