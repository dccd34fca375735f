"""The cell's light, worked out once: direct, bounced and ambient, for each light by itself.

Every texel of the atlas keeps four numbers: the irradiance of ``bulb``, ``slit`` (the window's daylight) and
``hatch`` (the corridor), and how much of the room around the model it sees. The stage blends them, so a
cue fades a light at no cost. Values are relative: 1 is what the floor has under the bulb.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.stage.cell.atlas import Atlas
from prisonersvoice_ar.stage.cell.lamp import BULB_RADIUS, RIBS, bulb_center
from prisonersvoice_ar.stage.cell.mesh import Mesh
from prisonersvoice_ar.stage.cell.parts import HATCH_SIZE, WALL, WINDOW_SIZE, Places
from prisonersvoice_ar.stage.cell.rays import Boxes, Rays, around, blocked, hemisphere

BRIGHTEST = 8.0
"""the irradiance that the highest code stands for; codes are square roots"""
_BOUNCE = {"floor": 0.22, "ceiling": 0.6, "wall": 0.42, "plaster": 0.55, "door": 0.18, "iron": 0.15,
           "wood": 0.25, "cloth": 0.2, "linen": 0.5, "section": 0.08, "dark": 0.02, "plinth": 0.1}  # fmt: skip


@dataclass(frozen=True)
class Quality:
    """How many samples a bake spends."""

    bulb: int = 16
    window: int = 40
    hatch: int = 20
    sky: int = 64
    bounce: int = 700


DRAFT = Quality(bulb=5, window=10, hatch=6, sky=12, bounce=150)


@dataclass(frozen=True)
class Texels:
    """The points that a bake lights."""

    points: Rays
    """(N, 3) metres, a little off their surface"""
    normals: Rays
    """(N, 3)"""
    areas: NDArray[np.float32]
    """(N,) square metres"""
    albedo: NDArray[np.float32]
    """(N,) share of light given back"""
    glow: NDArray[np.float32]
    """(N, 3) light given off"""
    cut: NDArray[np.float32]
    """(N,) 1 on the model's cut edges and outsides"""
    where: NDArray[np.intp]
    """(N,) index in the picture, row by row"""


def bake(mesh: Mesh, atlas: Atlas, p: Places, parts: tuple[str, ...], quality: Quality) -> NDArray[np.uint8]:
    """(height, width, 4) codes √(light / 8) · 255 of bulb, slit, hatch and room; ``parts`` throw shadows."""
    texels = _texels(mesh, atlas)
    boxes = [box for part in parts for box in mesh.shades.get(part, [])]
    direct = np.stack(
        [
            _bulb(texels, boxes, p, quality),
            _window(texels, boxes, p, quality),
            _hatch(texels, boxes, p, quality),
        ],
        axis=1,
    )
    openness, sky = _sky(texels, boxes, p, quality)
    inside = _inside(texels, p)
    bounced = _bounces(texels, direct, inside, quality)
    # corners see less of what the walls give back; nothing outside sees any of it
    light = (direct + 1.5 * bounced * (0.3 + 0.7 * openness[:, None])) * inside[:, None] + texels.glow
    values = np.column_stack([light, sky])
    codes = np.zeros((atlas.height * atlas.width, 4), dtype=np.uint8)
    codes[texels.where] = np.round(np.sqrt(np.clip(values / BRIGHTEST, 0.0, 1.0)) * 255.0).astype(np.uint8)
    return codes.reshape(atlas.height, atlas.width, 4)


def _texels(mesh: Mesh, atlas: Atlas) -> Texels:
    points, normals, areas, albedo, glow, cut, where = [], [], [], [], [], [], []
    for patch, slot in zip(mesh.patches, atlas.slots, strict=True):
        s, t = slot.grid()
        count = len(s)
        # a texel on the very edge would lie inside the neighbouring surface
        inner = np.clip(s, 0.02, 0.98), np.clip(t, 0.02, 0.98)
        points.append(patch.at(*inner) + patch.normal * 0.006)
        normals.append(np.tile(patch.normal, (count, 1)))
        across, up = patch.extent
        areas.append(np.full(count, across * up / count))
        albedo.append(np.full(count, _BOUNCE.get(patch.material, 0.2)))
        glow.append(np.tile(patch.glow, (count, 1)))
        cut.append(np.full(count, patch.part in ("shell", "base")))
        x, y = np.meshgrid(np.arange(slot.width) + slot.x, np.arange(slot.height) + slot.y)
        where.append((y * atlas.width + x).ravel())
    return Texels(
        np.concatenate(points).astype(np.float32),
        np.concatenate(normals).astype(np.float32),
        np.concatenate(areas).astype(np.float32),
        np.concatenate(albedo).astype(np.float32),
        np.concatenate(glow).astype(np.float32),
        np.concatenate(cut).astype(np.float32),
        np.concatenate(where),
    )


def _inside(texels: Texels, p: Places) -> NDArray[np.float32]:
    """1 for what lies in the cell (its niches too), 0 for the outsides of walls and base."""
    inner = texels.cut == 0
    x, y, z = (np.abs(texels.points[:, i]) for i in range(3))
    near = inner & (x < p.half_width + 0.001) & (y < p.half_depth + WALL - 0.012) & (texels.points[:, 2] > 0)
    return np.asarray(near & (z < p.height - 0.0005), dtype=np.float32)


def _gather(texels: Texels, samples: Rays, facing: Rays | None, boxes: Boxes) -> NDArray[np.float32]:
    """Mean irradiance (N,) from point samples of unit power; ``facing`` (3,) makes them Lambertian."""
    total = np.zeros(len(texels.points), dtype=np.float32)
    for sample in samples:
        ray = sample - texels.points
        square = np.maximum((ray * ray).sum(axis=1), np.float32(0.01))
        length = np.sqrt(square)
        cosine = np.maximum((ray * texels.normals).sum(axis=1) / length, 0.0)
        if facing is not None:
            cosine = cosine * np.maximum(-(ray @ facing) / length, 0.0)
        lit = cosine > 0.0
        lit[lit] = ~blocked(texels.points[lit], ray[lit], boxes, 0.985)
        total += np.where(lit, cosine / square, 0.0).astype(np.float32)
    return total / np.float32(len(samples))


def _bulb(texels: Texels, boxes: Boxes, p: Places, quality: Quality) -> NDArray[np.float32]:
    center = np.array(bulb_center(p), dtype=np.float32)
    ball = hemisphere(quality.bulb) * np.array([1, 1, -0.6], dtype=np.float32) * np.float32(BULB_RADIUS * 1.3)
    light = _gather(texels, center + ball, None, boxes)
    # the reflector's plate shades the ceiling, the cage's ribs draw faint stripes
    ray = texels.points - center
    length = np.linalg.norm(ray, axis=1)
    up = ray[:, 2] / np.maximum(length, 1e-6)
    plate = 1.0 - np.clip((up - 0.35) / 0.5, 0.0, 1.0) * 0.75
    stripe = np.abs(np.sin(np.arctan2(ray[:, 1], ray[:, 0]) * RIBS / 2))
    ribs = 1.0 - 0.28 * np.exp(-((stripe / 0.09) ** 2)) * np.clip(1.0 - np.abs(up + 0.1) / 0.85, 0.0, 1.0)
    height = float(center[2])
    return np.asarray(light * plate * ribs * height * height, dtype=np.float32)


def _grid(count: int, width: float, height: float) -> NDArray[np.float64]:
    """(count, 2) well-spread points on a rectangle about the origin (the R2 sequence)."""
    i = np.arange(count)[:, None] + 0.5
    spread = (i * np.array([0.7548776662466927, 0.5698402909980532])) % 1.0
    return np.asarray((spread - 0.5) * (width, height))


def _window(texels: Texels, boxes: Boxes, p: Places, quality: Quality) -> NDArray[np.float32]:
    x, y, z = p.window
    pane = y + WALL - 0.03
    at = _grid(quality.window, *WINDOW_SIZE)
    samples = np.column_stack([x + at[:, 0], np.full(len(at), pane), z + at[:, 1]]).astype(np.float32)
    sky = _gather(texels, samples, np.array([0, -1, 0], dtype=np.float32), boxes) * np.float32(2.6)
    return np.asarray(sky + _beam(texels, boxes, p, pane), dtype=np.float32)


def _beam(texels: Texels, boxes: Boxes, p: Places, pane: float) -> NDArray[np.float32]:
    """The sun's patch, cut into stripes by the bars; soft because the pane is dirty."""
    total = np.zeros(len(texels.points), dtype=np.float32)
    (x, _, z), (w, h) = p.window, WINDOW_SIZE
    for i, j in ((i, j) for i in (-1.5, -0.5, 0.5, 1.5) for j in (-1, 0, 1)):
        sun = np.array([-0.34 + 0.012 * i, 0.78, 0.62 + 0.012 * j], dtype=np.float32)
        sun /= np.linalg.norm(sun)
        distance = np.maximum((pane - texels.points[:, 1]) / sun[1], 0.0)
        across = texels.points[:, 0] + sun[0] * distance - x
        up = texels.points[:, 2] + sun[2] * distance - z
        bar = np.abs((across / w + 0.5) * 7 % 1.0 - 0.5) > 0.34
        cosine = np.maximum(texels.normals @ sun, 0.0)
        lit = (cosine > 0) & (np.abs(across) < w / 2) & (np.abs(up) < h / 2) & ~bar
        lit[lit] = ~blocked(texels.points[lit], (sun * distance[:, None])[lit], boxes, 0.98)
        total += np.where(lit, cosine, 0.0).astype(np.float32)
    return np.asarray(total / 12 * 1.5, dtype=np.float32)


def _hatch(texels: Texels, boxes: Boxes, p: Places, quality: Quality) -> NDArray[np.float32]:
    x, y, z = p.hatch
    at = _grid(quality.hatch, *HATCH_SIZE)
    samples = np.column_stack([x + at[:, 0], np.full(len(at), y - 0.06), z + at[:, 1]]).astype(np.float32)
    return np.asarray(
        _gather(texels, samples, np.array([0, 1, 0], dtype=np.float32), boxes) * 3.0, dtype=np.float32
    )


def _sky(
    texels: Texels, boxes: Boxes, p: Places, quality: Quality
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How open a point lies within 0.7 m, and how much of the surroundings it sees with the ceiling off."""
    first, second = around(texels.normals)
    near = np.zeros(len(texels.points), dtype=np.float32)
    far = np.zeros(len(texels.points), dtype=np.float32)
    for a, b, c in hemisphere(quality.sky):
        ray = a * first + b * second + c * texels.normals
        near += ~blocked(texels.points, ray, boxes, 0.7)
        free = ~blocked(texels.points, ray, boxes, 8.0) & (ray[:, 2] > -0.3)
        far += np.where(free, 1.0, 0.22).astype(np.float32)
    room = _walls_near(texels, p)
    # less of the room falls in between the walls than the eye would miss; the lamp is to lead there
    seen = np.where(_inside(texels, p) > 0, 0.45 * far / quality.sky, _model_light(texels))
    return (near / np.float32(quality.sky) * room).astype(np.float32), seen.astype(np.float32)


def _model_light(texels: Texels) -> NDArray[np.float32]:
    """The room's light on the model's outside and cut edges, by their slope and height alone.

    A wall's end is bare only while its neighbour is cut away, so rays, which meet both, would leave it black.
    """
    nx, ny, nz = texels.normals.T
    slope = 0.62 + 0.55 * np.maximum(nz, 0.0) + 0.1 * nx - 0.06 * ny
    foot = 0.72 + 0.28 * np.clip((texels.points[:, 2] + 0.14) / 0.7, 0.0, 1.0)
    return np.asarray(slope * np.where(nz > 0.5, 1.0, foot), dtype=np.float32)


def _walls_near(texels: Texels, p: Places) -> NDArray[np.float32]:
    """Darkening where two walls, or a wall and the floor, meet: the room itself is no box of the list."""
    x, y, z = texels.points[:, 0], texels.points[:, 1], texels.points[:, 2]
    gaps = np.stack([p.half_width - np.abs(x), p.half_depth - np.abs(y), z, p.height - z])
    axes = (0, 1, 2, 2)
    open_ = np.ones(len(x), dtype=np.float32)
    for edge, axis in zip(np.clip(gaps, 0.0, 0.5) / 0.5, axes, strict=True):
        open_ *= np.where(np.abs(texels.normals[:, axis]) > 0.9, 1.0, 0.62 + 0.38 * np.sqrt(edge)).astype(
            np.float32
        )
    return open_


def _bounces(
    texels: Texels, direct: NDArray[np.float32], inside: NDArray[np.float32], quality: Quality
) -> NDArray[np.float32]:
    """Three bounces (N, 3) among a sample of the surfaces, then to all (Keller 1997, "Instant radiosity")."""
    share = texels.areas * inside
    rng = np.random.default_rng(2020)
    chosen = rng.choice(
        len(share), quality.bounce, p=share.astype(np.float64) / float(share.sum(dtype=np.float64))
    )
    area = np.float32(share.sum() / quality.bounce)
    points, normals = texels.points[chosen], texels.normals[chosen]
    between = _form_factors(points, normals, points, normals) * area
    albedo = texels.albedo[chosen, None]
    source = np.minimum(direct[chosen], np.float32(6.0))
    light = source
    for _ in range(3):
        light = source + between @ (albedo * light)
    given = albedo * light * area
    found = [
        _form_factors(texels.points[i : i + 8192], texels.normals[i : i + 8192], points, normals) @ given
        for i in range(0, len(texels.points), 8192)
    ]
    return np.asarray(np.concatenate(found), dtype=np.float32)


def _form_factors(points: Rays, normals: Rays, sources: Rays, source_normals: Rays) -> NDArray[np.float32]:
    """(N, M) cos · cos / (π d²), bounded near by so that a close sample makes no spot."""
    square = (
        (points * points).sum(axis=1)[:, None]
        + (sources * sources).sum(axis=1)[None]
        - 2.0 * points @ sources.T
    )
    square = np.maximum(square, np.float32(1e-6))
    here = (normals @ sources.T) - (normals * points).sum(axis=1)[:, None]
    there = (points @ source_normals.T) - (sources * source_normals).sum(axis=1)[None]
    factor = np.maximum(here, 0.0) * np.maximum(there, 0.0) / (np.pi * square * (square + 0.12))
    return np.asarray(factor, dtype=np.float32)
