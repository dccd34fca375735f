"""Small pieces around the cell that carry no baked light of their own: the portal's rim and reveal."""

import numpy as np
from panda3d.core import NodePath

from prisonersvoice_ar.stage.cell.bake import BRIGHTEST
from prisonersvoice_ar.stage.cell.lightmap import LightMap
from prisonersvoice_ar.stage.cell.materials import MATERIALS
from prisonersvoice_ar.stage.cell.mesh import Array, Mesh
from prisonersvoice_ar.stage.cell.nodes import attach_piece, vertex_data
from prisonersvoice_ar.stage.cell.pack import COLUMNS, Piece


def attach_trim(parent: NodePath, mesh: Mesh, span: float, light: Array) -> LightMap:
    """Draw ``mesh`` with the cell's shader, which ``parent`` must inherit.

    ``span``: metres that a picture covers. ``light`` (2, 4): bulb, slit, hatch and room along each patch's
    first side, from its start to its end. Returns what must be told how the lamps burn.
    """
    root = parent.attachNewNode("trim")
    codes = np.round(np.sqrt(np.clip(light / BRIGHTEST, 0, 1)) * 255).astype(np.uint8)
    light_map = LightMap(codes[None])
    root.setShaderInput("light_map", light_map.texture)
    rows, corners = [], []
    for i, patch in enumerate(mesh.patches):
        row = np.zeros((4, COLUMNS), dtype=np.float32)
        row[:, 0:3], row[:, 3:6] = patch.corners, patch.normal
        across, up = patch.extent
        row[:, 6:8] = patch.corners[:, :2] / span if abs(patch.normal[2]) > 0.5 else _flat(across, up, span)
        row[:, 8:10] = [[0.25, 0.5], [0.75, 0.5], [0.75, 0.5], [0.25, 0.5]]
        row[:, 10] = MATERIALS[patch.material].gloss
        rows.append(row)
        corners.append(np.array([0, 1, 2, 0, 2, 3]) + 4 * i)
    indices = np.concatenate(corners).astype(np.uint32)
    piece = Piece("trim", mesh.patches[0].material, 0, len(indices))
    attach_piece(root, piece, vertex_data(np.concatenate(rows)), indices)
    return light_map


def _flat(across: float, up: float, span: float) -> Array:
    return np.array([[0, 0], [across, 0], [across, up], [0, up]]) / span
