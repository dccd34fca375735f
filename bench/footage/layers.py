"""Pictures on rectangles in space, seen by homography and laid over one another in linear light."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from camera import HEIGHT, WIDTH, Array, K, Matrix, project


@dataclass(frozen=True)
class Quad:
    """A textured rectangle."""

    origin: Matrix
    """(3,) world position of the picture's top left corner, metres."""
    right: Matrix
    """(3,) the picture's full width in the world."""
    down: Matrix
    """(3,) the picture's full height in the world."""
    texture: Array
    """(h, w, 4) linear RGB, multiplied by its alpha."""

    def corners(self) -> Matrix:
        """(4, 3) from top left, clockwise."""
        o, r, d = self.origin, self.right, self.down
        return np.stack([o, o + r, o + r + d, o + d])

    def homography(self, T_camera_world: Matrix) -> Matrix:
        """(3, 3) from texture pixels (centres at integers) to picture pixels."""
        h, w = self.texture.shape[:2]
        plane = np.stack([self.right / w, self.down / h, self.origin], 1)
        half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
        seen = T_camera_world[:3, :3] @ plane
        seen[:, 2] += T_camera_world[:3, 3]
        return np.asarray(K @ seen @ half, np.float64)


def opaque(colour: Array) -> Array:
    """(h, w, 3) to (h, w, 4) with alpha 1."""
    return np.dstack([colour, np.ones(colour.shape[:2], np.float32)])


def fitted(quad: Quad, T_camera_world: Matrix, texels_per_pixel: float = 1.25) -> Quad:
    """The quad with its texture shrunk, by area, to what the picture can show at its nearest corner."""
    pixels = project(T_camera_world, quad.corners())
    edges = np.linalg.norm(pixels - np.roll(pixels, -1, axis=0), axis=1)
    h, w = quad.texture.shape[:2]
    sx = min(1.0, texels_per_pixel * max(edges[0], edges[2]) / w)
    sy = min(1.0, texels_per_pixel * max(edges[1], edges[3]) / h)
    if min(sx, sy) > 0.95:
        return quad
    size = (max(8, round(w * sx)), max(8, round(h * sy)))
    return replace(quad, texture=cv2.resize(quad.texture, size, interpolation=cv2.INTER_AREA))


def bounds(quad: Quad, T_camera_world: Matrix) -> tuple[int, int, int, int] | None:
    """x0, y0, x1, y1 of the quad in the picture; all of it where a corner lies behind the camera."""
    depth = quad.corners() @ T_camera_world[2, :3] + T_camera_world[2, 3]
    if depth.max() <= 0.01:
        return None
    if depth.min() <= 0.05:
        return 0, 0, WIDTH, HEIGHT
    pixels = project(T_camera_world, quad.corners())
    x0, y0 = np.maximum(np.floor(pixels.min(0)).astype(int) - 2, 0)
    x1, y1 = np.minimum(np.ceil(pixels.max(0)).astype(int) + 3, [WIDTH, HEIGHT])
    return (int(x0), int(y0), int(x1), int(y1)) if x1 > x0 and y1 > y0 else None


def draw(picture: Array, quad: Quad, T_camera_world: Matrix, jitter: tuple[float, float] = (0, 0)) -> None:
    """Lay `quad` over `picture` ((h, w, 3 or 4), changed in place); `jitter` moves the picture by pixels."""
    box = bounds(quad, T_camera_world)
    if box is None:
        return
    x0, y0, x1, y1 = box
    move = np.array([[1, 0, jitter[0] - x0], [0, 1, jitter[1] - y0], [0, 0, 1]])
    H = move @ quad.homography(T_camera_world)
    seen = cv2.warpPerspective(quad.texture, H, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR)
    over(picture[y0:y1, x0:x1], seen)


def over(below: Array, above: Array) -> None:
    """Porter and Duff's "over" in place: (h, w, 3 or 4) below, (h, w, 4) premultiplied above."""
    below *= 1 - above[..., 3:]
    below += above[..., : below.shape[2]]


def soft_edges(texture: Array, pixels: float) -> Array:
    """A texture whose borders fade, as those of a thing out of focus do."""
    grown = cv2.copyMakeBorder(texture, 2, 2, 2, 2, cv2.BORDER_CONSTANT)
    blurred = cv2.GaussianBlur(grown, (0, 0), pixels)
    return np.ascontiguousarray(blurred[2:-2, 2:-2])
