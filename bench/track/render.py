"""The renderer: cards ray-cast row by row, so that perspective, blur and rolling shutter are exact, in linear light.

Taken over from the project's synthetic generator; one straight lens and one card give its pictures. Each
supersampled pixel looks through the homography of its own row's and sub-exposure's time.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from bench.track.backdrop import Backdrop
from bench.track.cards import TAG_M, reflectance, texels
from bench.track.chain import develop
from bench.track.light import shaded
from bench.track.motions import FPS, Motion, Poses, motion
from bench.track.occluders import SKIN, covered
from bench.track.optics import project, straightened
from bench.track.spec import Placed, Shot
from prisonersvoice_ar.core.geometry import Array, Intrinsics, rigid

_FINER = 4
"""supersamples along a pixel's side"""
SQUARE = TAG_M / 2 * np.array([[-1, 1, 0], [1, 1, 0], [1, -1, 0], [-1, -1, 0]], np.float64)
"""(4, 3): the corners of what a sequence is scored by, top left first, clockwise"""


@dataclass(frozen=True)
class Instant:
    """When rows are read and how long they are exposed."""

    t: float
    """the middle row's middle"""
    taking: Motion
    height: int

    def of_rows(self, rows: Array | float, share: float = 0.0) -> Array:
        """Seconds; ``share`` of the exposure, −0.5 to 0.5."""
        late = (np.asarray(rows) / self.height - 0.5) * self.taking.readout_s
        return np.asarray(self.t + share * self.taking.exposure_s + late)


class Layer:
    """One card, ready to be drawn."""

    def __init__(self, placed: Placed, shot: Shot) -> None:
        self.motion = motion(placed.motion)
        self._shot = shot
        self._texture = reflectance(placed.card)
        self.half = np.array(placed.card.paper_m) / 2
        self._texels_per_m = self._texture.shape[1] / placed.card.paper_m[0]

    def poses(self, t: Array) -> Poses:
        return self.motion.pose(np.atleast_1d(t), self._shot.vary)

    def truth(self, instant: Instant) -> Array:
        """(4, 4): the pose at the time at which the row of the card's middle is read."""
        t = instant.t
        for _ in range(3):
            R, T = self.poses(np.array(t))
            row = project(self._shot.lens, rigid(R[0], T[0]), np.zeros((1, 3)))[0, 1]
            t = float(instant.of_rows(row))
        R, T = self.poses(np.array(t))
        return rigid(R[0], T[0])

    def reach(self, instant: Instant) -> Array:
        """(7, 4, 2): where the paper's corners are while the frame is taken."""
        taking = instant.taking
        late = taking.exposure_s / 2 + taking.readout_s / 2
        corners = np.array([[x, y, 0.0] for x, y in ((-1, 1), (1, 1), (1, -1), (-1, -1))])
        corners[:, :2] *= self.half
        R, T = self.poses(np.linspace(instant.t - late, instant.t + late, 7))
        return np.array([project(self._shot.lens, rigid(r, t), corners) for r, t in zip(R, T, strict=True)])

    def shrunk(self, truth: Array) -> Array:
        """The texture, no finer than the supersamples."""
        scale = shrinking(self._shot.lens, truth, self._texels_per_m)
        if scale == 1.0:
            return self._texture
        return cv2.resize(self._texture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def shrinking(lens: Intrinsics, truth: Array, texels_per_m: float) -> float:
    """How much smaller a texture is made for a card at ``truth``."""
    corners = project(lens, truth, SQUARE)
    edge = np.linalg.norm(corners[0] - corners[2]) / 1.414
    scale = min(1.0, max(float(edge) * _FINER / (texels_per_m * TAG_M), 0.02))
    return scale if scale < 0.9 else 1.0


def as_drawn(shot: Shot, truths: Array) -> Array:
    """(cards, 4, 4) poses at which the prints lie that the frames really show, as far as a camera can tell.

    The generator shrinks a texture by a factor and reads it as if it filled a whole number of texels: the print
    is off by up to half a texel in its width, about its top left corner. That is 1.5 mm of depth at 1.2 m, another
    one in every frame; a print that is 0.1 % too large is the right one 0.1 % nearer.
    """
    drawn = truths.copy()
    for pose, placed in zip(drawn, shot.placed, strict=True):
        card = placed.card
        count = np.array(texels(card))
        scale = shrinking(shot.lens, pose, count[0] / card.paper_m[0])
        if scale == 1.0:
            continue
        larger = count * scale / np.round(count * scale)
        moved = (larger - 1) * np.array(card.paper_m) / 2 * (1, -1)
        pose[:3, 3] = (pose[:3, 3] + pose[:3, :2] @ moved) / larger.mean()
    return drawn


class Renderer:
    """Renders a shot's frames."""

    def __init__(self, shot: Shot) -> None:
        self._shot = shot
        self._layers = [Layer(placed, shot) for placed in shot.placed]
        self._taking = motion(shot.placed[0].motion if shot.placed else "static", shot.readout_s)
        lens = shot.lens
        self._backdrop = Backdrop(lens.width, lens.height, shot.backdrop, moving=shot.moving_backdrop)

    def frame(self, index: int) -> tuple[Array, Array]:
        """Frame ``index`` of the motion: (H, W) uint8 and (cards, 4, 4) true poses."""
        instant = Instant(index / FPS, self._taking, self._shot.lens.height)
        light = self._backdrop.at(instant.t, self._taking.exposure_s)
        truths = [layer.truth(instant) for layer in self._layers]
        for nearer in sorted(range(len(truths)), key=lambda k: -truths[k][2, 3]):
            self._draw(light, self._layers[nearer], truths[nearer], instant, index)
        if self._taking.shadow:
            light = shaded(light, project(self._shot.lens, truths[0], SQUARE), index)
        light = self._blurred(light, index)
        seed = (self._taking.noise_seed + self._shot.vary.noise) * 100003 + index
        return develop(light, self._taking, self._shot.chain, seed), np.array(truths).reshape(-1, 4, 4)

    def _blurred(self, light: Array, index: int) -> Array:
        sigma = self._taking.defocus_px
        if self._taking.hunts:
            sigma = (0.5 + 4.5 * abs(np.sin(np.pi * index / 45))) * (self._shot.lens.width / 1280)
        return cv2.GaussianBlur(light, (0, 0), sigma) if sigma > 0 else light

    def _draw(self, light: Array, layer: Layer, truth: Array, instant: Instant, index: int) -> None:
        """Draw one card over ``light``, in place."""
        reach = layer.reach(instant)
        if not np.isfinite(reach).all():
            return
        flat = reach.reshape(-1, 2)
        low = np.maximum(np.floor(flat.min(0)).astype(int) - 12, 0)
        high = np.minimum(np.ceil(flat.max(0)).astype(int) + 12, light.shape[::-1])
        if (high <= low).any():
            return
        taking = instant.taking
        path = np.linalg.norm(reach[0] - reach[-1], axis=1).max()
        path *= taking.exposure_s / max(taking.exposure_s + taking.readout_s, 1e-9)
        count = int(np.clip(np.ceil(path * 1.5), 1, 24))
        window = Window(self._shot.lens, low, high)
        texture, progress = layer.shrunk(truth), index / 90
        colour = np.zeros(tuple((high - low)[::-1]), np.float32)
        cover = np.zeros_like(colour)
        for k in range(count):
            t = instant.of_rows(window.rows, (k + 0.5) / count - 0.5)
            x, y = window.on_paper(layer, t, still=taking.readout_s == 0)
            value, alpha = _looked_up(layer, texture, x, y, progress)
            colour += window.pixels(value * alpha)
            cover += window.pixels(alpha)
        part = light[low[1] : high[1], low[0] : high[0]]
        part[:] = colour / count + (1 - cover / count) * part


def _looked_up(layer: Layer, texture: Array, x: Array, y: Array, progress: float) -> tuple[Array, Array]:
    """Reflectance and opacity at metres on the paper, one per supersample."""
    half_x, half_y = layer.half
    per_x, per_y = texture.shape[1] / (2 * half_x), texture.shape[0] / (2 * half_y)
    column = ((x + half_x) * per_x - 0.5).astype(np.float32)
    row = ((half_y - y) * per_y - 0.5).astype(np.float32)
    value = cv2.remap(texture, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alpha = ((np.abs(x) < half_x) & (np.abs(y) < half_y)).astype(np.float32)
    if layer.motion.occluder:
        inside, shown = covered(layer.motion.occluder, x, y, layer.half, progress)
        value = np.where(inside, SKIN, value)
        alpha = np.maximum(alpha, shown.astype(np.float32))
    return value, alpha


class Window:
    """A part of the picture, supersampled."""

    def __init__(self, lens: Intrinsics, low: Array, high: Array) -> None:
        (x0, y0), (x1, y1) = low, high
        self._lens = lens
        self._size = (int(x1 - x0), int(y1 - y0))
        columns = x0 - 0.5 + (np.arange((x1 - x0) * _FINER) + 0.5) / _FINER
        self.rows = y0 - 0.5 + (np.arange((y1 - y0) * _FINER) + 0.5) / _FINER
        """pixels, one per row of supersamples"""
        if lens.distortion:
            fine = np.meshgrid(columns.astype(np.float32), self.rows.astype(np.float32))
            ideal = cv2.remap(straightened(lens), *fine, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            self._u, self._v = ideal[..., 0].astype(np.float64), ideal[..., 1].astype(np.float64)
        else:
            self._u, self._v = columns[None, :], self.rows[:, None]

    def on_paper(self, layer: Layer, t: Array, *, still: bool) -> tuple[Array, Array]:
        """Metres on the card's plane for each supersample, its row taken at ``t``."""
        R, T = layer.poses(t[:1] if still else t)
        inverse = np.linalg.inv(self._lens.K @ np.stack([R[:, :, 0], R[:, :, 1], T], 2))
        a = inverse[:, :, :, None]  # (rows or 1, 3, 3, 1): a column for each row's coefficient
        depth = a[:, 2, 0] * self._u + (a[:, 2, 1] * self._v + a[:, 2, 2])
        x = (a[:, 0, 0] * self._u + (a[:, 0, 1] * self._v + a[:, 0, 2])) / depth
        y = (a[:, 1, 0] * self._u + (a[:, 1, 1] * self._v + a[:, 1, 2])) / depth
        return x, y

    def pixels(self, fine: Array) -> Array:
        """Supersamples averaged, float32."""
        return cv2.resize(fine.astype(np.float32), self._size, interpolation=cv2.INTER_AREA)
