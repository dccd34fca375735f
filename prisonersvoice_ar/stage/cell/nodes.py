"""The cell as Panda3D nodes: parts to show, hide and turn, materials, and the light that falls on them."""

import math
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from panda3d.core import (
    AntialiasAttrib,
    DepthOffsetAttrib,
    DepthWriteAttrib,
    Filename,
    Geom,
    GeomEnums,
    GeomLines,
    GeomNode,
    GeomTriangles,
    GeomVertexArrayFormat,
    GeomVertexData,
    GeomVertexFormat,
    InternalName,
    LMatrix4,
    LVecBase3f,
    LVecBase4f,
    NodePath,
    OmniBoundingVolume,
    PTA_LVecBase4f,
    RenderModeAttrib,
    RenderState,
    Texture,
    TexturePool,
    TransparencyAttrib,
)

from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.stage.cell.door import FLAP
from prisonersvoice_ar.stage.cell.furniture import BUNK_DOWN, BUNK_UP
from prisonersvoice_ar.stage.cell.halo import attach_halo
from prisonersvoice_ar.stage.cell.lamp import bulb_center
from prisonersvoice_ar.stage.cell.light import Color, LightLevels
from prisonersvoice_ar.stage.cell.lightmap import BRIGHTEST, LightMap
from prisonersvoice_ar.stage.cell.materials import MATERIALS
from prisonersvoice_ar.stage.cell.pack import COLUMNS, CellPack, Piece
from prisonersvoice_ar.stage.cell.painted import Painted
from prisonersvoice_ar.stage.cell.parts import HATCH_SIZE, Places, places
from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.surfaces import PICTURES

_FULL = 1000.0
STUB = 0.13
"""metres: what is left of a wall that is cut away"""
_ORDER = {"section": 1, "wall": 3, "ceiling": 4, "floor": 5}
_LINES = 6
"""they are blended with what lies behind them"""
_CHAMFER = 0.04
"""metres: lines nearer than this are one line"""
_FLAP_TURN = math.radians(105)
_WALL_AXES = np.array([[-1.0, 0.0], [1.0, 0.0], [0.0, -1.0], [0.0, 1.0]])
"""outward normals of the walls left, right, door, window"""


class Cell:
    """One cell; its root's frame is the cell's (metres, origin in the middle of the floor)."""

    def __init__(self, plan: CellPlan, pack: CellPack, glsl: int) -> None:
        """Upload ``pack``; nothing is shown until ``root`` is put into a scene."""
        self.places: Places = places(plan)
        self.root = NodePath("cell")
        self.levels = LightLevels.of(plan.light)
        self.lit: list[LightMap] = []
        """light maps of what stands around the cell and is lit as it is"""
        self._bulb_light: Color | None = None
        self._painted: Painted | None = None
        self._hatch = -1.0
        self._drawn_as: list[tuple[NodePath, NodePath]] = []
        """of each part: its pieces by material, and all of it at once"""
        self._parts = self._build(pack)
        self._codes = (pack.light_down, pack.light_up)
        self.light_map = LightMap(pack.light_down)
        self.shader = load_shader("cell", "cell", glsl)
        self.root.setShader(self.shader)
        self.root.setShaderInput("light_map", self.light_map.texture)
        self._bulb_at = bulb_center(self.places)
        # Their elements change in every frame. Setting them anew would have Panda3D compose every node's
        # state again: 0.7 ms.
        self._sight = PTA_LVecBase4f.emptyArray(2)
        self._rim_sight = PTA_LVecBase4f.emptyArray(2)
        self._bulb = PTA_LVecBase4f.emptyArray(1)
        self.root.setShaderInput("sight", self._sight)
        self.root.setShaderInput("bulb", self._bulb)
        self.root.setShaderInput("part", LMatrix4.identMat())
        attach_halo(self.root, glsl)
        self.stand_full()
        self.fold_bunk(folded=False)
        self.open_hatch(0.0)
        self.apply_light((0.0, 0.0, 0.0))

    @property
    def surfaces(self) -> tuple[NodePath, ...]:
        """All surfaces, of parts that are shown or not."""
        return tuple(apart for apart, _ in self._drawn_as)

    def draw_from(self, painted: Painted | None) -> None:
        """From its painted picture, or (None) from its surfaces and their light."""
        if painted is self._painted:
            return
        self._painted = painted
        if painted is not None:
            self.root.setShaderInput("painted", painted.texture)
        self.root.setShader(self.shader if painted is None else painted.shader)
        for pieces, whole in self._drawn_as:
            shown, away = (pieces, whole) if painted is None else (whole, pieces)
            shown.unstash()
            away.stash()

    def part(self, name: str) -> NodePath:
        """The node of a part: room, shell, base, ceiling, flap, bunk-down, bunk-up."""
        return self._parts[name]

    def fold_bunk(self, *, folded: bool) -> None:
        """Fold the bunk up against the wall, as by day, or lower it."""
        shown, hidden = (BUNK_UP, BUNK_DOWN) if folded else (BUNK_DOWN, BUNK_UP)
        self._parts[shown].show()
        self._parts[hidden].hide()
        self.light_map.set_codes(self._codes[folded])

    def open_hatch(self, share: float) -> None:
        """Turn the hatch's flap on its lower edge towards the corridor; 0 shut, 1 open."""
        if share == self._hatch:
            return
        self._hatch = share
        angle = _FLAP_TURN * min(max(share, 0.0), 1.0)
        c, s = math.cos(angle), math.sin(angle)
        y = float(-self.places.half_depth - 0.07)
        z = float(self.places.hatch[2] - HATCH_SIZE[1] / 2)
        # the upper edge swings away from the room: −y
        turn = LMatrix4.translateMat(0, -y, -z) * _swing(c, s) * LMatrix4.translateMat(0, y, z)
        self._parts[FLAP].setShaderInput("part", turn)

    def apply_light(self, room: tuple[float, float, float]) -> None:
        """Hand the lamps' levels and the surroundings' light, linear RGB, to the shader."""
        colors = self.levels.colors()
        lamps = (colors["bulb"], colors["slit"], colors["hatch"], room)
        for light_map in (self.light_map, *self.lit):
            light_map.light(lamps)
        if colors["bulb"] != self._bulb_light:
            self._bulb_light = colors["bulb"]
            self.root.setShaderInput("bulb_light", LVecBase3f(*colors["bulb"]))
            self._bulb.setElement(0, LVecBase4f(LVecBase3f(*self._bulb_at), self.levels.level["bulb"] ** 2))

    def lend_inputs(self, other: NodePath) -> None:
        """Light what stands under ``other`` (the portal's rim) as the cell is lit."""
        for name in ("bulb", "part"):
            other.setShaderInput(self.root.getShaderInput(name))
        other.setShaderInput("sight", self._rim_sight)

    def look_from(self, eye: NDArray[np.float64], *, cut: bool) -> None:
        """The eye's place (3,) in the cell's frame; ``cut``: walls between it and the inside sink."""
        at = LVecBase4f(LVecBase3f(*(float(v) for v in eye)), 1.0)
        self._sight.setElement(0, at)
        self._rim_sight.setElement(0, at)
        self._rim_sight.setElement(1, LVecBase4f(_FULL))
        if cut:
            p = self.places
            reach = np.array([p.half_width, p.half_width, p.half_depth, p.half_depth])
            heights = wall_heights(_WALL_AXES @ eye[:2] - reach, float(np.linalg.norm(eye)), p.height)
            self._sight.setElement(1, LVecBase4f(*(float(v) for v in heights)))

    def stand_full(self) -> None:
        """All walls at their full height."""
        self._sight.setElement(0, LVecBase4f(0.0, 0.0, 1.6, 1.0))
        self._sight.setElement(1, LVecBase4f(_FULL))

    def _build(self, pack: CellPack) -> dict[str, NodePath]:
        data = vertex_data(pack.vertices)
        of_part: dict[str, list[Piece]] = {}
        for piece in pack.pieces:
            of_part.setdefault(piece.part, []).append(piece)
        parts: dict[str, NodePath] = {}
        for name, pieces in of_part.items():
            parts[name] = self.root.attachNewNode(name)
            apart = parts[name].attachNewNode("pieces")
            for piece in pieces:
                attach_piece(apart, piece, data, pack.indices, parts[name])
            # from the painted picture all of a part is drawn at once
            pieces.sort(key=lambda piece: _ORDER.get(piece.material, 0))
            corners = np.concatenate([pack.indices[p.first : p.first + p.count] for p in pieces])
            whole = parts[name].attachNewNode(_node("whole", _geom(data, corners)))
            whole.setBin("fixed", max(_ORDER.get(piece.material, 0) for piece in pieces))
            whole.stash()
            self._drawn_as.append((apart, whole))
        return parts


def wall_heights(beyond: NDArray[np.float64], distance: float, height: float) -> NDArray[np.float64]:
    """How high each wall may stand, (4,) metres, for an eye ``beyond`` each wall's face, (4,) metres.

    Full while the eye is on the inner side; sinking to the stub over a few degrees past it, so that a
    wall comes and goes smoothly while somebody walks around the model.
    """
    past = np.clip(beyond / max(distance, 1e-6) / 0.09, 0.0, 1.0)
    smooth = past * past * (3.0 - 2.0 * past)
    return np.asarray(np.where(past > 0.0, height + (STUB - height) * smooth, _FULL))


def _swing(c: float, s: float) -> LMatrix4:
    """Turn about x so that what stands up falls towards −y; row vectors."""
    return LMatrix4(1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0, 0, 0, 0, 1)


def _format() -> GeomVertexFormat:
    array = GeomVertexArrayFormat()
    columns: tuple[tuple[str, int, Any], ...] = (
        ("vertex", 3, GeomEnums.C_point),
        ("normal", 3, GeomEnums.C_normal),
        ("texcoord", 2, GeomEnums.C_texcoord),
        ("light_at", 2, GeomEnums.C_other),
        ("gloss", 1, GeomEnums.C_other),
        ("wall", 4, GeomEnums.C_other),
    )
    real: Any = GeomEnums.NT_float32
    for name, count, contents in columns:
        array.addColumn(InternalName.make(name), count, real, contents)
    made = GeomVertexFormat()
    made.addArray(array)
    return GeomVertexFormat.registerFormat(made)


def vertex_data(vertices: NDArray[np.float32]) -> GeomVertexData:
    """Upload (N, 15) vertices, whose columns pack.py names; ValueError for another shape."""
    data = GeomVertexData("cell", _format(), GeomEnums.UH_static)
    data.uncleanSetNumRows(len(vertices))
    if vertices.ndim != 2 or vertices.shape[1] != COLUMNS:
        raise ValueError(f"vertices: expected (N, {COLUMNS}), got {vertices.shape}")
    _write(data.modifyArray(0), np.ascontiguousarray(vertices, dtype=np.float32).tobytes())
    return data


def _any(value: object) -> Any:
    """What a stub says too little of."""
    return value


def _write(array: Any, content: bytes) -> None:
    """Fill a vertex array; it speaks the buffer protocol, which its stub does not say."""
    memoryview(array).cast("B")[:] = content


def attach_piece(
    parent: NodePath,
    piece: Piece,
    data: GeomVertexData,
    indices: NDArray[np.uint32],
    outlines: NodePath | None = None,
) -> None:
    """Put one piece under ``parent``, and its outline, where it has one, under ``outlines`` (None: there too)."""
    corners = indices[piece.first : piece.first + piece.count]
    path = parent.attachNewNode(_node(piece.material, _geom(data, corners)))
    # what usually lies before the rest is drawn first, so that less is painted over
    path.setBin("fixed", _ORDER.get(piece.material, 0))
    _dress(path, piece.material)
    if (piece.material, piece.part) == ("section", "shell") or piece.part == "trim":
        lines = (outlines or parent).attachNewNode(_node("outline", _outline(data, corners)))
        lines.setState(lines.getState().compose(_smooth_lines()))
        lines.setBin("fixed", _LINES)
        _dress(lines, piece.material)


def _dress(path: NodePath, name: str) -> None:
    """Give it its material's picture and tint."""
    material = MATERIALS[name]
    path.setShaderInput("picture", _picture(PICTURES / f"{material.texture}.jpg"))
    path.setShaderInput("tint", LVecBase3f(*material.tint) * BRIGHTEST)


def _geom(data: GeomVertexData, corners: NDArray[np.uint32]) -> Geom:
    triangles = GeomTriangles(GeomEnums.UH_static)
    triangles.setIndexType(GeomEnums.NT_uint32)
    array = triangles.modifyVertices()
    array.uncleanSetNumRows(len(corners))
    _write(array, corners.astype(np.uint32).tobytes())
    geom = Geom(data)
    geom.addPrimitive(triangles)
    return geom


def _node(name: str, geom: Geom) -> GeomNode:
    node = GeomNode(name)
    node.addGeom(geom)
    # the shader moves vertices, so their bounds say too much
    node.setBounds(OmniBoundingVolume())
    node.setFinal(True)
    return node


def _outline(data: GeomVertexData, corners: NDArray[np.uint32]) -> Geom:
    """The patches' long borders as lines: edges that only one triangle has."""
    a = corners.reshape(-1, 3)
    edges = np.sort(np.concatenate([a[:, [0, 1]], a[:, [1, 2]], a[:, [2, 0]]]), axis=1)
    found, count = np.unique(edges, axis=0, return_counts=True)
    borders = found[count == 1]
    places = np.frombuffer(bytes(memoryview(_any(data.getArray(0)))), np.float32).reshape(-1, COLUMNS)[:, :3]
    length = np.linalg.norm(places[borders[:, 0]] - places[borders[:, 1]], axis=1)
    # short ones, at chamfers and corners, would cost most and show least
    borders = borders[length >= 0.3 * length.max()]
    borders = _apart(borders, places)
    lines = GeomLines(GeomEnums.UH_static)
    lines.setIndexType(GeomEnums.NT_uint32)
    array = lines.modifyVertices()
    array.uncleanSetNumRows(borders.size)
    _write(array, borders.astype(np.uint32).tobytes())
    geom = Geom(data)
    geom.addPrimitive(lines)
    return geom


def _apart(borders: NDArray[np.uint32], places: NDArray[np.float32]) -> NDArray[np.uint32]:
    """One of each pair of patches that meet there, and of each chamfer's two: a line costs 0.04 ms."""
    ends = np.round(places[borders] / _CHAMFER).astype(int)
    ordered = [sorted(map(tuple, pair)) for pair in ends.tolist()]
    _, first = np.unique(np.array(ordered).reshape(len(borders), 6), axis=0, return_index=True)
    return borders[np.sort(first)]


def _smooth_lines() -> RenderState:
    """Blended at their sides: what 4× MSAA would do for the model's outline, at a thousandth of its cost."""
    return RenderState.make(
        AntialiasAttrib.make(AntialiasAttrib.MLine),
        RenderModeAttrib.make(RenderModeAttrib.MUnchanged, 1.6),
        TransparencyAttrib.make(TransparencyAttrib.MAlpha),
        DepthWriteAttrib.make(DepthWriteAttrib.MOff),
        DepthOffsetAttrib.make(
            0, 0.0006, 1.0
        ),  # a hair behind the surfaces that meet there: only against what is farther
    )


def _picture(path: Path) -> Texture:
    texture = TexturePool.loadTexture(Filename.fromOsSpecific(str(path)))
    texture.setMinfilter(Texture.FT_linear_mipmap_nearest)
    texture.setMagfilter(Texture.FT_linear)
    return texture
