"""Seamless noise and relief, as (H, W) float64 fields; row 0 is the top."""

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float64]


class Noise:
    """Seeded noise of one size; every field repeats without a seam."""

    def __init__(self, size: int, seed: int) -> None:
        """``size`` pixels square."""
        self.size = size
        self.rng = np.random.default_rng(seed)
        frequency = np.fft.fftfreq(size) * size
        self._fx, self._fy = np.meshgrid(frequency, frequency)

    def cloud(
        self, roughness: float = 1.6, coarse: float = 2.0, stretch: tuple[float, float] = (1, 1)
    ) -> Field:
        """Power-law noise, mean 0 and deviation 1; ``stretch`` > 1 lengthens it across or down."""
        spectrum = np.fft.fft2(self.rng.standard_normal((self.size, self.size)))
        radius = np.hypot(self._fx * stretch[0], self._fy * stretch[1])
        weight = np.where(radius > 0, np.maximum(radius, coarse) ** -roughness, 0.0)
        field = np.fft.ifft2(spectrum * weight).real
        return np.asarray(field / max(float(field.std()), 1e-12))

    def grain(self) -> Field:
        """White noise, deviation 1."""
        return self.rng.standard_normal((self.size, self.size))

    def specks(self, count: int, radius: tuple[float, float]) -> Field:
        """0 to 1: soft round spots at random places."""
        field = np.zeros((self.size, self.size))
        reach = int(radius[1] * 3) + 1
        offsets = np.arange(-reach, reach + 1)
        ox, oy = np.meshgrid(offsets, offsets)
        for _ in range(count):
            x, y = self.rng.integers(0, self.size, 2)
            r = self.rng.uniform(*radius)
            spot = np.exp(-((ox**2 + oy**2) / (2 * r * r)))
            index = np.ix_((y + offsets) % self.size, (x + offsets) % self.size)
            field[index] = np.maximum(field[index], spot)
        return field


def smoothstep(low: float, high: float, x: Field) -> Field:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t))


def relief(height: Field, strength: float) -> Field:
    """Light from above and a little from the left on a height field: factors around 1."""
    down = np.roll(height, -1, axis=0) - np.roll(height, 1, axis=0)
    right = np.roll(height, -1, axis=1) - np.roll(height, 1, axis=1)
    return np.asarray(1.0 + np.clip(strength * (down * 0.8 + right * 0.3), -0.45, 0.45))


def blend(under: Field, over: Field | tuple[float, float, float], amount: Field) -> Field:
    """(H, W, 3) colours laid over one another by ``amount`` (H, W)."""
    return np.asarray(under + (np.asarray(over, dtype=np.float64) - under) * amount[..., None])
