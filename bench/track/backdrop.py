"""A desk full of things behind the card: blobs, rectangles that look like markers, scribbles."""

import cv2
import numpy as np

from prisonersvoice_ar.core.geometry import Array

MARGIN = 160
"""pixels around the picture that a moving backdrop may show"""


def clutter(width: int, height: int, seed: int) -> Array:
    """(height, width) float32 linear reflectance; the same for a seed in OpenCV 4 and 5."""
    rng = np.random.default_rng(seed)
    picture = _blobs(rng, width, height)
    for _ in range(28):
        middle = rng.uniform([0, 0], [width, height])
        size = rng.uniform(15, width / 5, 2)
        angle = float(rng.uniform(0, 180))
        box = ((float(middle[0]), float(middle[1])), (float(size[0]), float(size[1])), angle)
        corners = cv2.boxPoints(box).astype(np.int32)
        cv2.fillPoly(picture, [corners], float(rng.uniform(0.03, 0.8)), lineType=cv2.LINE_AA)
    for _ in range(40):
        begin = rng.uniform([0, 0], [width, height])
        points = (begin + np.cumsum(rng.normal(0, 9, (6, 2)), 0)).astype(np.int32)
        mask = np.zeros((height, width), np.uint8)
        cv2.polylines(mask, [points], False, 255, int(rng.integers(1, 4)), cv2.LINE_AA)
        picture += (float(rng.uniform(0, 0.9)) - picture) * (mask.astype(np.float32) / 255)
    return cv2.GaussianBlur(np.clip(picture, 0.02, 0.95), (0, 0), 0.8)


def _blobs(rng: np.random.Generator, width: int, height: int) -> Array:
    picture = np.zeros((height, width), np.float32)
    for step in (4, 8, 16, 40, 120):
        noise = rng.standard_normal((height // step + 2, width // step + 2)).astype(np.float32)
        picture += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * (step / 120) ** 0.6
    return 0.28 + 0.10 * (picture - picture.mean()) / picture.std()


class Backdrop:
    """What lies behind the card in each frame: still, or drifting as where the camera moves too."""

    def __init__(self, width: int, height: int, seed: int, *, moving: bool) -> None:
        self._size = (width, height)
        self._moving = moving
        margin = MARGIN if moving else 0
        self._picture = clutter(width + 2 * margin, height + 2 * margin, seed)
        self._phases = np.random.default_rng(seed + 1).uniform(0, 2 * np.pi, 4)

    def at(self, t: float, exposure_s: float) -> Array:
        """(H, W) float32, a fresh copy, blurred by its own motion."""
        if not self._moving:
            return self._picture.copy()
        begin, end = self._shift(t - exposure_s / 2), self._shift(t + exposure_s / 2)
        count = int(np.clip(np.ceil(np.linalg.norm(end - begin)), 1, 8))
        parts = [self._shifted(begin + (end - begin) * (k + 0.5) / count) for k in range(count)]
        return np.mean(parts, axis=0, dtype=np.float32)

    def _shift(self, t: float) -> Array:
        a, b, c, d = self._phases
        x = np.sin(2 * np.pi * 0.31 * t + a) + 0.3 * np.sin(2 * np.pi * 1.3 * t + b)
        y = np.sin(2 * np.pi * 0.43 * t + c) + 0.3 * np.sin(2 * np.pi * 1.1 * t + d)
        return 0.7 * MARGIN * np.array([x, 0.6 * y])

    def _shifted(self, shift: Array) -> Array:
        move = np.array([[1.0, 0.0, MARGIN + shift[0]], [0.0, 1.0, MARGIN + shift[1]]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return cv2.warpAffine(self._picture, move, self._size, flags=flags)
