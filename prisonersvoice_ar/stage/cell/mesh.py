"""Surfaces as four-cornered patches: pure numpy, no engine. Metres in the cell's frame."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

LEFT, RIGHT, DOOR, WINDOW = range(4)
"""the walls at −x, +x, −y and +y"""
_CHANGING = ("bunk-down", "bunk-up")
"""parts whose shadows come and go"""
_CHAMFERED = 0.06
FREE = -1
"""stands by itself, whatever wall is cut away"""


@dataclass(frozen=True)
class Patch:
    """A flat patch, seen from the side where its corners run anticlockwise."""

    corners: Array
    """(4, 3) metres"""
    material: str
    wall: int = FREE
    """the wall it goes with when that wall is cut away to show the inside"""
    part: str = "room"
    """the node it belongs to: what is shown, hidden or turned by itself"""
    turned: bool = False
    """the texture runs along the patch's other axis"""
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """light it gives off itself in the states bulb, slit and hatch"""
    fine: float = 1.0
    """factor on the density of baked texels"""

    @property
    def normal(self) -> Array:
        """(3,) unit vector."""
        across, up = self.corners[1] - self.corners[0], self.corners[3] - self.corners[0]
        if np.linalg.norm(up) < 1e-9:
            up = self.corners[2] - self.corners[0]
        n = np.cross(across, up)
        return np.asarray(n / max(float(np.linalg.norm(n)), 1e-12), dtype=np.float64)

    @property
    def extent(self) -> tuple[float, float]:
        """Length along the first and along the second side, metres."""
        c = self.corners
        return (
            float(max(np.linalg.norm(c[1] - c[0]), np.linalg.norm(c[2] - c[3]))),
            float(max(np.linalg.norm(c[3] - c[0]), np.linalg.norm(c[2] - c[1]))),
        )

    def at(self, s: Array, t: Array) -> Array:
        """(N, 3) points at parameters ``s``, ``t`` (N,) between 0 and 1."""
        a, b, c, d = self.corners
        s, t = s[:, None], t[:, None]
        return np.asarray(a * (1 - s) * (1 - t) + b * s * (1 - t) + c * s * t + d * (1 - s) * t)


@dataclass
class Mesh:
    """Patches, and the boxes that throw shadows, gathered while a cell is built."""

    patches: list[Patch] = field(default_factory=list)
    shades: dict[str, list[tuple[Array, Array]]] = field(default_factory=dict)
    """part to its boxes' lowest and highest corners, (3,) each"""

    def shade(self, low: ArrayLike, high: ArrayLike, part: str = "room") -> None:
        """A box, from corner to corner, that keeps light away."""
        pair = (np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64))
        self.shades.setdefault(part, []).append(pair)

    def face(
        self, origin: ArrayLike, across: ArrayLike, up: ArrayLike, style: "Style", fine: float = 1.0
    ) -> None:
        """A parallelogram; its normal is ``across`` × ``up``."""
        o, a, u = (np.asarray(v, dtype=np.float64) for v in (origin, across, up))
        self.patches.append(style.patch(np.array([o, o + a, o + a + u, o + u]), fine))

    def box(
        self,
        low: ArrayLike,
        high: ArrayLike,
        style: "Style",
        *,
        chamfer: float = 0.0,
        without: str = "",
        shade: bool = True,
    ) -> None:
        """An upright box with edges cut at 45° by ``chamfer``; ``without`` lists sides as in "+x-z"."""
        lo, hi = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
        if shade:
            self.shade(lo, hi, style.part if style.part in _CHANGING else "room")
        thin = float((hi - lo).min())
        # an edge of a thin bar is under a pixel wide, and costs eighteen patches
        c = min(chamfer, thin * 0.4) if thin >= _CHAMFERED else 0.0
        for axis in range(3):
            for sign in (-1, 1):
                if f"{'-+'[sign > 0]}{'xyz'[axis]}" not in without:
                    self.patches.append(style.patch(_side(lo, hi, axis, sign, c)))
        if c > 0.0:
            for corners in _chamfers(lo, hi, c):
                self.patches.append(style.patch(corners))

    def rod(self, a: ArrayLike, b: ArrayLike, radius: float, style: "Style", sides: int = 6) -> None:
        """A round bar from ``a`` to ``b`` without ends."""
        self.tube(a, b, (radius, radius), style, sides)

    def tube(
        self, a: ArrayLike, b: ArrayLike, radii: tuple[float, float], style: "Style", sides: int = 8
    ) -> None:
        """A cone's mantle between two circles."""
        start, end = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
        first, second = _frame(end - start)
        for i in range(sides):
            d0, d1 = (
                np.cos(angle) * first + np.sin(angle) * second
                for angle in (2 * np.pi * i / sides, 2 * np.pi * (i + 1) / sides)
            )
            corners = [
                start + radii[0] * d0,
                start + radii[0] * d1,
                end + radii[1] * d1,
                end + radii[1] * d0,
            ]
            self.patches.append(style.patch(np.array(corners)))

    def disc(
        self, center: ArrayLike, normal: ArrayLike, radius: float, style: "Style", sides: int = 8
    ) -> None:
        """A flat disc, made of kites that share the centre."""
        middle = np.asarray(center, dtype=np.float64)
        first, second = _frame(np.asarray(normal, dtype=np.float64))
        step = np.pi / sides
        for i in range(sides):
            rim = [
                middle + radius * (np.cos(angle) * first + np.sin(angle) * second)
                for angle in (2 * step * i, 2 * step * (i + 0.5), 2 * step * (i + 1))
            ]
            self.patches.append(style.patch(np.array([middle, *rim])))


@dataclass(frozen=True)
class Style:
    """What patches made together share; see Patch."""

    material: str
    wall: int = FREE
    part: str = "room"
    turned: bool = False
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def patch(self, corners: Array, fine: float = 1.0) -> Patch:
        """A patch in this style."""
        return Patch(corners, self.material, self.wall, self.part, self.turned, self.glow, fine)

    def of(self, material: str, *, turned: bool = False) -> "Style":
        """The same in another material."""
        return replace(self, material=material, turned=turned)


def _frame(along: Array) -> tuple[Array, Array]:
    """Two unit vectors so that first × second runs along ``along``."""
    axis = along / np.linalg.norm(along)
    helper = np.array([0.0, 0.0, 1.0]) if abs(axis[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    first = np.cross(helper, axis)
    first /= np.linalg.norm(first)
    return first, np.cross(axis, first)


def _side(lo: Array, hi: Array, axis: int, sign: int, c: float) -> Array:
    """The four corners of a box's side, drawn in by ``c``."""
    j, k = (axis + 1) % 3, (axis + 2) % 3
    ring = [(lo[j] + c, lo[k] + c), (hi[j] - c, lo[k] + c), (hi[j] - c, hi[k] - c), (lo[j] + c, hi[k] - c)]
    corners = np.empty((4, 3))
    corners[:, axis] = hi[axis] if sign > 0 else lo[axis]
    corners[:, [j, k]] = ring if sign > 0 else ring[::-1]
    return corners


def _chamfers(lo: Array, hi: Array, c: float) -> list[Array]:
    """The twelve slanting strips between the sides, and the eight corners (as kites)."""
    found = []
    ends = (lo, hi)
    for axis in range(3):
        j, k = (axis + 1) % 3, (axis + 2) % 3
        for sj in (0, 1):
            for sk in (0, 1):
                strip = np.empty((4, 3))
                strip[:, axis] = [lo[axis] + c, hi[axis] - c, hi[axis] - c, lo[axis] + c]
                inward_j, inward_k = c * (1 - 2 * sj), c * (1 - 2 * sk)
                strip[:, j] = ends[sj][j] + np.array([0, 0, inward_j, inward_j])
                strip[:, k] = ends[sk][k] + np.array([inward_k, inward_k, 0, 0])
                found.append(strip if sj == sk else strip[::-1])
    for sx in (0, 1):
        for sy in (0, 1):
            for sz in (0, 1):
                at = np.array([ends[sx][0], ends[sy][1], ends[sz][2]])
                inward = c * (1 - 2 * np.array([sx, sy, sz]))
                p = [at + inward * mask for mask in ((0, 1, 1), (1, 0, 1), (1, 1, 0))]
                if (sx + sy + sz) % 2 == 0:
                    p.reverse()
                found.append(np.array([p[0], p[1], p[2], p[2]]))
    return _outward(found, (lo + hi) / 2)


def _outward(strips: list[Array], middle: Array) -> list[Array]:
    """The strips, each running anticlockwise as seen from outside the box."""
    turned = []
    for strip in strips:
        n = np.cross(strip[1] - strip[0], strip[2] - strip[0])
        turned.append(strip if n @ (strip.mean(axis=0) - middle) > 0 else strip[::-1].copy())
    return turned
