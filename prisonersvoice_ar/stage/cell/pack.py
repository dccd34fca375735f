"""A cell ready to draw: vertices, indices and baked light in one file, made once for each plan."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.stage.cell.atlas import Atlas, pack
from prisonersvoice_ar.stage.cell.bake import DRAFT, Quality, bake
from prisonersvoice_ar.stage.cell.door import build_door
from prisonersvoice_ar.stage.cell.furniture import BUNK_DOWN, BUNK_UP, build_furniture
from prisonersvoice_ar.stage.cell.lamp import build_lamp
from prisonersvoice_ar.stage.cell.materials import MATERIALS
from prisonersvoice_ar.stage.cell.mesh import Array, Mesh, Patch
from prisonersvoice_ar.stage.cell.parts import Places, places
from prisonersvoice_ar.stage.cell.room import build_room

SHIPPED = Path(__file__).parent / "packs"
VERSION = 7
"""raise it whenever geometry, atlas or bake give something else; the shipped packs are then made anew"""
COLUMNS = 15
"""position 3, normal 3, texture 2, light 2, gloss 1, wall 4"""
_STEP = 0.4
"""metres between the vertices of a shining surface: the highlight is worked out at them"""
_THIN = 0.2
"""metres: on narrower ones a highlight is a glint, and a vertex at each end will do"""
_DRAFT_DENSITY = 11.0


@dataclass(frozen=True)
class Piece:
    """Triangles of one material in one part."""

    part: str
    material: str
    first: int
    """index of the first of its corners"""
    count: int


@dataclass(frozen=True)
class CellPack:
    """A plan made drawable."""

    vertices: NDArray[np.float32]
    """(N, 15): see COLUMNS"""
    indices: NDArray[np.uint32]
    """(M,) three a triangle"""
    pieces: tuple[Piece, ...]
    light_down: NDArray[np.uint8]
    """(height, width, 4) codes of bulb, slit, hatch, room, with the bunk lowered; see bake.py"""
    light_up: NDArray[np.uint8]
    """the same with the bunk folded up"""

    @property
    def density(self) -> float:
        """Texels of the light map for a metre, on most surfaces."""
        height, width, _ = self.light_down.shape
        a, b = self.vertices[self.indices[0::3]], self.vertices[self.indices[1::3]]
        metres = np.linalg.norm(b[:, :3] - a[:, :3], axis=1)
        texels = np.linalg.norm((b[:, 8:10] - a[:, 8:10]) * (width, height), axis=1)
        long = metres > 0.3
        return float(np.median(texels[long] / metres[long]))


def build_mesh(plan: CellPlan) -> tuple[Mesh, Places]:
    """All patches of the cell that ``plan`` asks for."""
    mesh, where = Mesh(), places(plan)
    build_room(mesh, where)
    build_door(mesh, where)
    build_furniture(mesh, where)
    build_lamp(mesh, where)
    return mesh, where


def make_pack(plan: CellPlan, quality: Quality, density: float) -> CellPack:
    """Build and bake; seconds at full quality, under one as a draft."""
    mesh, where = build_mesh(plan)
    atlas = pack(mesh, density)
    vertices, indices, pieces = _triangles(mesh, atlas, where.height)
    down = bake(mesh, atlas, where, ("room", BUNK_DOWN), quality)
    up = bake(mesh, atlas, where, ("room", BUNK_UP), quality)
    return CellPack(vertices, indices, pieces, down, up)


def pack_for(plan: CellPlan, cache: Path | None = None) -> CellPack:
    """The pack of ``plan``: shipped, or from ``cache``, or made now as a draft and kept there."""
    name = f"{key(plan)}.npz"
    for folder in (SHIPPED, cache):
        found = load(folder / name) if folder is not None and (folder / name).is_file() else None
        if found is not None:
            return found
    made = make_pack(plan, DRAFT, _DRAFT_DENSITY)
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        save(made, cache / name)
    return made


def key(plan: CellPlan) -> str:
    """Names a plan's pack; the light's colour and what else costs no bake are left out."""
    said = json.dumps([VERSION, plan.kind, [round(float(v), 4) for v in _flat(astuple(places(plan)))]])
    return f"cell-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _flat(values: Iterable[float | tuple[float, ...]]) -> list[float]:
    return [v for value in values for v in (value if isinstance(value, tuple) else (value,))]


def save(made: CellPack, path: Path) -> None:
    """Write a pack, whole or not at all."""
    pieces = json.dumps([(p.part, p.material, p.first, p.count) for p in made.pieces])
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        # halves keep 0.5 mm in a cell of 3 m only near its origin, so positions stay whole floats
        vertices=made.vertices,
        indices=made.indices,
        light_down=made.light_down,
        light_up=made.light_up,
        pieces=np.frombuffer(pieces.encode(), dtype=np.uint8),
    )
    part = path.with_suffix(".part")
    part.write_bytes(buffer.getvalue())
    part.replace(path)


def load(path: Path) -> CellPack | None:
    """Read a pack; None where the file is damaged, so that it is made anew."""
    try:
        with np.load(path, allow_pickle=False) as data:
            pieces = tuple(Piece(*row) for row in json.loads(data["pieces"].tobytes()))
            return CellPack(data["vertices"], data["indices"], pieces, data["light_down"], data["light_up"])
    except (OSError, ValueError, KeyError, BadZipFile, TypeError):
        return None


def _triangles(
    mesh: Mesh, atlas: Atlas, height: float
) -> tuple[NDArray[np.float32], NDArray[np.uint32], tuple[Piece, ...]]:
    order = sorted(range(len(mesh.patches)), key=lambda i: (mesh.patches[i].part, mesh.patches[i].material))
    rows: list[Array] = []
    corners: list[NDArray[np.int64]] = []
    pieces: list[Piece] = []
    vertex = corner = 0
    for i in order:
        patch = mesh.patches[i]
        grid, quads = _grid(patch, atlas.coordinates(i), height)
        rows.append(grid)
        corners.append(quads + vertex)
        last = pieces[-1] if pieces else None
        if last is not None and (last.part, last.material) == (patch.part, patch.material):
            pieces[-1] = Piece(last.part, last.material, last.first, last.count + len(quads))
        else:
            pieces.append(Piece(patch.part, patch.material, corner, len(quads)))
        vertex, corner = vertex + len(grid), corner + len(quads)
    return (
        np.concatenate(rows).astype(np.float32),
        np.concatenate(corners).astype(np.uint32),
        tuple(pieces),
    )


def _grid(patch: Patch, light: Array, height: float) -> tuple[Array, NDArray[np.int64]]:
    """A patch's vertices (N, 15), finer where it shines, and its triangles' corners (M,)."""
    shines = MATERIALS[patch.material].gloss > 0.0 and min(patch.extent) >= _THIN
    across, up = (max(1, round(length / _STEP)) if shines else 1 for length in patch.extent)
    s, t = (v.ravel() for v in np.meshgrid(np.linspace(0, 1, across + 1), np.linspace(0, 1, up + 1)))
    points = patch.at(s, t)
    wall = np.zeros((len(points), 4))
    if patch.wall >= 0:
        wall[:, patch.wall] = 1.0 if patch.part == "shell" else 0.9
    rows = np.column_stack(
        [
            points,
            np.tile(patch.normal, (len(points), 1)),
            _texture(patch, points, height),
            light[0] + np.outer(s, light[1] - light[0]) + np.outer(t, light[3] - light[0]),
            np.full(len(points), MATERIALS[patch.material].gloss),
            wall,
        ]
    )
    a = (np.arange(up)[:, None] * (across + 1) + np.arange(across)[None]).ravel()
    b, c, d = a + 1, a + across + 2, a + across + 1
    return rows, np.stack([a, b, c, a, c, d], axis=1).ravel()


def _texture(patch: Patch, points: Array, height: float) -> Array:
    """(N, 2) texture coordinates: the surface seen along the axis that it faces most."""
    material = MATERIALS[patch.material]
    n = np.abs(patch.normal)
    x, y, z = points.T
    if n[2] > max(n[0], n[1]):
        u, v = x, y
    else:
        u, v = (y, z) if n[0] > n[1] else (x, z)
    if material.full_height:
        return np.column_stack([u / material.span, v / height])
    u, v = u / material.span, v / material.span
    return np.column_stack([v, u] if patch.turned else [u, v])
