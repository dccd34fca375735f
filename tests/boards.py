"""Photographs of a calibration board through a lens that is known, and a person who holds it where it is wanted."""

import math
from collections.abc import Iterator

import cv2
import numpy as np

from prisonersvoice_ar.core.calibration.board import BoardPlan
from prisonersvoice_ar.core.calibration.sight import Sight
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.perception.calibration.printing import board_picture, lay_out

DPI = 254
"""ten dots a millimetre: every edge of the usual board lies on one"""
TRUE = Intrinsics(640, 360, 560.0, 561.5, 324.0, 176.5, "brown", (-0.12, 0.08, 0.001, -0.0005, 0.0))


def turned(x_deg: float, y_deg: float, z_deg: float = 0.0) -> np.ndarray:
    """(3, 3) the board facing the camera, then turned about the picture's axes."""
    axes = np.radians([x_deg, y_deg, z_deg])
    return np.asarray(
        cv2.Rodrigues(np.array([axes[0], axes[1], 0.0]))[0] @ cv2.Rodrigues(np.array([0.0, 0.0, axes[2]]))[0]
    )


def poses(board: BoardPlan, lens: Intrinsics) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(R, t) that cover the picture, tilt and distance, by pairs: rotation (3, 3) and the board's middle (3,), metres."""
    width = board.size_m[0]
    for span, tilt in ((0.70, 0.0), (0.5, 24.0), (0.36, 30.0), (0.45, 34.0)):
        z = width * lens.fx / (span * lens.width)
        for row in (-1, 0, 1):
            for column in (-1, 0, 1):
                number = 3 * (row + 1) + column + 1
                reach_x = (0.49 - span / 2) * lens.width * z / lens.fx
                reach_y = max(0.49 * lens.height / lens.fy * z - board.size_m[1] / 2, 0.0)
                lean = ((tilt, 0.0), (0.0, tilt), (-tilt, 0.0), (0.0, -tilt))[number % 4]
                yield turned(*lean, 4.0 * (number % 3 - 1)), np.array([column * reach_x, row * reach_y, z])


def points_camera(board: BoardPlan, points_m: np.ndarray, R: np.ndarray, t: np.ndarray) -> np.ndarray:
    """(N, 2) metres on the board → (N, 3) in the camera."""
    flat = points_m - np.array(board.size_m) / 2
    return np.column_stack([flat, np.zeros(len(flat))]) @ R.T + t


def project(lens: Intrinsics, points: np.ndarray) -> np.ndarray:
    """(N, 3) camera points → (N, 2) pixels, bent as the lens does."""
    zero = np.zeros(3)
    wide = np.ascontiguousarray(points, np.float64).reshape(-1, 1, 3)
    if lens.model == "fisheye":
        return np.asarray(cv2.fisheye.projectPoints(wide, zero, zero, lens.K, lens.coefficients)[0]).reshape(
            -1, 2
        )
    return np.asarray(cv2.projectPoints(wide, zero, zero, lens.K, lens.coefficients)[0]).reshape(-1, 2)


def corners_m(board: BoardPlan) -> np.ndarray:
    """(N, 2) the inner corners of a chessboard, in OpenCV's order."""
    return np.array(
        [
            (column * board.square_m, row * board.square_m)
            for row in range(1, board.rows)
            for column in range(1, board.columns)
        ]
    )


def sight(
    board: BoardPlan, lens: Intrinsics, R: np.ndarray, t: np.ndarray, *, noise_px: float = 0.1, seed: int = 0,
    name: str = "frame 0", at_s: float = 0.0,
) -> Sight:  # fmt: skip
    """What a finder would tell of a chessboard, with noise; corners outside of the picture are left out."""
    known = corners_m(board)
    pixels = project(lens, points_camera(board, known, R, t))
    pixels = pixels + np.random.default_rng(seed).normal(0.0, noise_px, pixels.shape)
    inside = ((pixels > 2.0) & (pixels < np.array([lens.width, lens.height]) - 3.0)).all(axis=1)
    ids = np.flatnonzero(inside)
    return Sight(name, at_s, (lens.width, lens.height), ids, known[ids], pixels[ids], blur_px=1.0)


class Photographer:
    """Takes pictures of a printed board."""

    def __init__(self, board: BoardPlan, lens: Intrinsics) -> None:
        self.board, self.lens = board, lens
        page = lay_out(board)
        self._paper = board_picture(board, DPI)
        self._corner_mm = np.array(page.board)
        u, v = np.meshgrid(np.arange(lens.width, dtype=float), np.arange(lens.height, dtype=float))
        pixels = np.stack([u, v], axis=-1).reshape(-1, 1, 2)
        undistort = cv2.fisheye.undistortPoints if lens.model == "fisheye" else cv2.undistortPoints
        rays = np.asarray(undistort(pixels, lens.K, lens.coefficients)).reshape(-1, 2)
        self._rays = np.column_stack([rays, np.ones(len(rays))])

    def take(self, R: np.ndarray, t: np.ndarray, seed: int = 0, blur_px: float = 0.6) -> np.ndarray:
        """(H, W, 3) uint8 BGR."""
        normal = R[:, 2]
        depth = (normal @ t) / (self._rays @ normal)
        board = (self._rays * depth[:, None] - t) @ R
        mm = (board[:, :2] + np.array(self.board.size_m) / 2) * 1e3 + self._corner_mm
        at = (mm * DPI / 25.4 - 0.5).astype(np.float32).reshape(self.lens.height, self.lens.width, 2)
        # the paper shrunk: averaged first, so that it does not alias
        shrink = float(t[2]) / self.lens.fx * 1e3 * DPI / 25.4
        paper = cv2.GaussianBlur(self._paper, (0, 0), max(0.3, 0.35 * shrink))
        seen = cv2.remap(
            paper, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(90,)
        )
        seen = cv2.GaussianBlur(seen, (0, 0), blur_px).astype(np.float32)
        noisy = 25.0 + 0.8 * seen + np.random.default_rng(seed).normal(0.0, 2.0, seen.shape)
        return cv2.cvtColor(np.clip(noisy, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)


def distance(one: Intrinsics, other: Intrinsics) -> float:
    """The greatest distance in pixels between where two lenses of one size put the same rays, where boards were seen."""
    u, v = np.meshgrid(np.linspace(0.08, 0.92, 9) * one.width, np.linspace(0.08, 0.92, 7) * one.height)
    pixels = np.stack([u, v], axis=-1).reshape(-1, 1, 2)
    undistort = cv2.fisheye.undistortPoints if one.model == "fisheye" else cv2.undistortPoints
    rays = np.asarray(undistort(pixels, one.K, one.coefficients)).reshape(-1, 2)
    again = project(other, np.column_stack([rays, np.ones(len(rays))]))
    return (
        float(np.hypot(*(again - pixels.reshape(-1, 2)).T).max())
        if math.isfinite(float(again.sum()))
        else math.inf
    )
