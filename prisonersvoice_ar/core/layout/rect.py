"""Rectangles in window pixels: origin at the top left, y downward."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True)
class Rect:
    """A rectangle; width and height are never negative."""

    x: float
    """pixels, left edge"""
    y: float
    """pixels, upper edge"""
    w: float
    """pixels"""
    h: float
    """pixels"""

    @property
    def right(self) -> float:
        """Pixels, right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Pixels, lower edge."""
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        """Pixels."""
        return self.x + self.w / 2, self.y + self.h / 2

    def inset(self, dx: float, dy: float | None = None) -> "Rect":
        """Smaller by ``dx`` at left and right and ``dy`` above and below; collapses to its centre at most."""
        dx = min(dx, self.w / 2)
        dy = min(dx if dy is None else dy, self.h / 2)
        return Rect(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def cut_top(self, height: float) -> tuple["Rect", "Rect"]:
        """The upper ``height`` pixels, and what is left."""
        height = min(max(height, 0.0), self.h)
        return Rect(self.x, self.y, self.w, height), Rect(self.x, self.y + height, self.w, self.h - height)

    def cut_bottom(self, height: float) -> tuple["Rect", "Rect"]:
        """The lower ``height`` pixels, and what is left."""
        height = min(max(height, 0.0), self.h)
        return Rect(self.x, self.bottom - height, self.w, height), Rect(
            self.x, self.y, self.w, self.h - height
        )

    def cut_left(self, width: float) -> tuple["Rect", "Rect"]:
        """The left ``width`` pixels, and what is left over."""
        width = min(max(width, 0.0), self.w)
        return Rect(self.x, self.y, width, self.h), Rect(self.x + width, self.y, self.w - width, self.h)

    def centred(self, w: float, h: float) -> "Rect":
        """A rectangle of ``w`` × ``h`` (no larger than this one) in the middle of this one."""
        w, h = min(w, self.w), min(h, self.h)
        return Rect(self.x + (self.w - w) / 2, self.y + (self.h - h) / 2, w, h)

    def moved(self, dx: float, dy: float) -> "Rect":
        """The same, elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def inside(self, other: "Rect", tolerance: float = 0.01) -> bool:
        """Whether this lies wholly within ``other``."""
        return (
            self.x >= other.x - tolerance
            and self.y >= other.y - tolerance
            and self.right <= other.right + tolerance
            and self.bottom <= other.bottom + tolerance
        )

    def overlaps(self, other: "Rect", tolerance: float = 0.01) -> bool:
        """Whether the two share an area."""
        return (
            self.x < other.right - tolerance
            and other.x < self.right - tolerance
            and self.y < other.bottom - tolerance
            and other.y < self.bottom - tolerance
        )


Target = TypeVar("Target")


def hit(targets: Sequence[tuple[Target, Rect]], x: float, y: float) -> Target | None:
    """What lies under a point; the last drawn wins."""
    return next((name for name, rect in reversed(targets) if rect.contains(x, y)), None)


def flow(sizes: Sequence[tuple[float, float]], width: float, gap: float) -> list[list[int]]:
    """Break items of (w, h) into rows no wider than ``width``; returns the indices of each row."""
    rows: list[list[int]] = []
    used = 0.0
    for index, (w, _) in enumerate(sizes):
        if rows and used + gap + w <= width:
            rows[-1].append(index)
            used += gap + w
        else:
            rows.append([index])
            used = w
    return rows


def flow_height(sizes: Sequence[tuple[float, float]], width: float, gap: float) -> float:
    """Height of what ``place`` would lay out."""
    rows = flow(sizes, width, gap)
    return sum(max(sizes[i][1] for i in row) for row in rows) + gap * max(0, len(rows) - 1)


def place(
    sizes: Sequence[tuple[float, float]], within: Rect, gap: float, align: float = 0.0
) -> tuple[Rect, ...]:
    """Items of (w, h) in rows from the top of ``within``; ``align``: 0 left, 0.5 centred, 1 right."""
    placed: dict[int, Rect] = {}
    y = within.y
    for row in flow(sizes, within.w, gap):
        height = max(sizes[i][1] for i in row)
        x = within.x + align * (within.w - sum(sizes[i][0] for i in row) - gap * (len(row) - 1))
        for index in row:
            placed[index] = Rect(x, y, *sizes[index])
            x += sizes[index][0] + gap
        y += height + gap
    return tuple(placed[i] for i in range(len(sizes)))
