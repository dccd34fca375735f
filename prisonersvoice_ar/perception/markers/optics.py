"""What a camera does to light and time, learned while it is looked through."""

from dataclasses import dataclass, field

import numpy as np

_TELLS_NOTHING = 1e6
"""a standard deviation that no measurement has"""


@dataclass
class Learned:
    """One number that is measured again and again, each time with an uncertainty."""

    value: float
    sigma: float
    """of ``value``; what is never measured stays a guess"""
    drift: float
    """by how much it may change from one measurement to the next"""
    low: float
    high: float

    def take(self, seen: float, sigma: float) -> None:
        """Weigh a measurement in."""
        if not (np.isfinite(seen) and 0.0 < sigma < _TELLS_NOTHING):
            return
        prior = self.sigma**2 + self.drift**2
        gain = prior / (prior + sigma**2)
        self.value = float(np.clip(self.value + gain * (seen - self.value), self.low, self.high))
        self.sigma = float(np.sqrt((1.0 - gain) * prior))


@dataclass
class Optics:
    """Of one camera."""

    exponent: Learned = field(default_factory=lambda: Learned(2.2, 0.5, 0.005, 0.8, 3.0))
    """from picture values to light: about 2.2 from a camera, 1 in pictures that a program drew or made smaller"""
    exposure_s: Learned = field(default_factory=lambda: Learned(0.008, 0.01, 0.0005, 0.0, 0.04))
    """how long the shutter is open"""
    readout_s: Learned = field(default_factory=lambda: Learned(0.0, 0.015, 0.0002, -0.04, 0.04))
    """from the first row to the last; 0 for a global shutter, negative from below"""

    @property
    def coded(self) -> bool:
        """Whether the exponent is known."""
        return self.exponent.sigma < 0.05

    def look(self, coding: float, sigma: float) -> None:
        """Take how much lighter than drawn the mid-tones p seem, in units of p (1 − p), and its standard deviation.

        Values taken to the exponent e where the camera coded with E: p^(e/E) ≈ p − 1.4 (e/E − 1) p (1 − p).
        """
        scale = self.exponent.value / 1.4
        step = float(np.clip(coding * scale, -0.5, 0.5))
        # far off, the approximation is
        self.exponent.take(self.exponent.value + step, max(sigma * scale, 0.02, 0.4 * abs(step)))
