"""Fades of the cell's lights: linear ramps in the story's order, values only; time is an argument."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_LEVELS = {"bulb": 1.0, "slit": 0.25, "hatch": 0.0}
"""every light of a cell, as a visit begins"""
LIGHTS = tuple(DEFAULT_LEVELS)
FOLDING_S = 1.5
"""within which the bunk is up, by the time the words say that it must be"""
_DAYLIGHT = 0.5
"""level of the slit from which it is day in the cell"""


def by_day(levels: Mapping[str, float]) -> bool:
    """Whether it is day in a cell with lights of ``levels``: then the bunk is up; it is lowered for the night only."""
    return levels.get("slit", 0.0) >= _DAYLIGHT


@dataclass(frozen=True)
class _Ramp:
    start: float
    """seconds"""
    length: float
    """seconds"""
    origin: float
    goal: float

    def at(self, now: float) -> float:
        done = 1.0 if self.length <= 0 else min(max((now - self.start) / self.length, 0.0), 1.0)
        # exactly there at the end, whatever the rounding
        return self.goal if done == 1.0 else self.origin + (self.goal - self.origin) * done


@dataclass
class Lights:
    """Levels of the lights, 0 to 1; a fade begins at the level the light has then."""

    _ramps: dict[str, _Ramp] = field(
        default_factory=lambda: {
            name: _Ramp(0.0, 0.0, level, level) for name, level in DEFAULT_LEVELS.items()
        }
    )

    def fade(self, light: str, level: float, seconds: float, now: float) -> None:
        """Take ``light`` to ``level`` over ``seconds`` from ``now``."""
        current = self._ramps[light].at(now) if light in self._ramps else 0.0
        self._ramps[light] = _Ramp(now, seconds, current, level)

    def levels(self, now: float) -> dict[str, float]:
        """Every light's level at ``now``."""
        return {light: ramp.at(now) for light, ramp in self._ramps.items()}

    def reset(self) -> None:
        """As at the beginning of a visit."""
        self._ramps = Lights()._ramps
