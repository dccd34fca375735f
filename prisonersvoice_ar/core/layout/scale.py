"""Sizes of everything, from the window's shorter side: one module, one type scale, any screen."""

from dataclasses import dataclass
from enum import Enum

from prisonersvoice_ar.core.layout.rect import Rect

MIN_TARGET = 44.0
"""pixels (WCAG 2.5.5)"""


class Style(Enum):
    """What a text is for; ``share``: type size over the window's shorter side, ``bold``: SemiBold."""

    TITLE = (0.066, True, 1.15)
    LEAD = (0.042, False, 1.32)
    BODY = (0.034, False, 1.38)
    SMALL = (0.0245, False, 1.36)
    CARD = (0.036, True, 1.2)
    HOST = (0.028, True, 1.25)

    @property
    def share(self) -> float:
        """Type size as a share of the shorter side."""
        return self.value[0]

    @property
    def bold(self) -> bool:
        """SemiBold."""
        return self.value[1]

    @property
    def leading(self) -> float:
        """Line height over type size."""
        return self.value[2]


@dataclass(frozen=True)
class Scale:
    """The measures of one window."""

    width: float
    """pixels, at least 1"""
    height: float
    """pixels, at least 1"""

    @classmethod
    def of(cls, size: tuple[float, float]) -> "Scale":
        """For a window of (width, height) pixels, however small."""
        return cls(max(1.0, size[0]), max(1.0, size[1]))

    @property
    def short(self) -> float:
        """Pixels, the shorter side."""
        return min(self.width, self.height)

    @property
    def portrait(self) -> bool:
        """Taller than wide."""
        return self.height > self.width

    @property
    def roomy(self) -> bool:
        """640×480 or more, either way up: fingers and eyes get their full due."""
        return self.short >= 480.0 and max(self.width, self.height) >= 640.0

    @property
    def margin(self) -> float:
        """Pixels between the window's edge and anything that matters."""
        return round(0.04 * self.short)

    @property
    def gap(self) -> float:
        """Pixels between neighbours; the grid's step."""
        return max(1.0, round(0.02 * self.short))

    @property
    def target(self) -> float:
        """Pixels: height of the least thing to press."""
        return MIN_TARGET if self.roomy else min(MIN_TARGET, 0.09 * self.short)

    @property
    def window(self) -> Rect:
        """All of it."""
        return Rect(0.0, 0.0, self.width, self.height)

    @property
    def safe(self) -> Rect:
        """Where everything stands."""
        return self.window.inset(self.margin)

    def px(self, style: Style, shrink: float = 1.0) -> float:
        """Type size in pixels."""
        return style.share * self.short * shrink
