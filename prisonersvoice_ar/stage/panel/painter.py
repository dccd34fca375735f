"""Draws what Dear ImGui gives: its vertices, its atlas, its clipping rectangles, as nodes of Panda3D.

A node a list of triangles; the buffers are copied as they are (20 bytes a vertex), no vertex is touched in Python.
"""

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray
from panda3d.core import (
    BoundingVolume,
    Camera,
    ColorBlendAttrib,
    CullFaceAttrib,
    Geom,
    GeomEnums,
    GeomNode,
    GeomTriangles,
    GeomVertexArrayFormat,
    GeomVertexData,
    GeomVertexFormat,
    InternalName,
    LVecBase4f,
    NodePath,
    OmniBoundingVolume,
    OrthographicLens,
    RenderState,
    SamplerState,
    ScissorAttrib,
    Texture,
    TextureAttrib,
)
from slimgui import imgui

from prisonersvoice_ar.stage.shaders import load_shader
from prisonersvoice_ar.stage.window import Window

SORT = 40
"""over everything else in the window"""


class Painter:
    """One window's panel as geometry."""

    def __init__(self, window: Window) -> None:
        """Lay a region over ``window``."""
        self._window = window
        self._region = window.output.makeDisplayRegion()
        self._region.setSort(SORT)
        self._root = NodePath("panel")
        self._root.setDepthTest(False)
        self._root.setDepthWrite(False)
        self._root.setBin("unsorted", 0)
        self._root.setShader(load_shader("panel", "panel", window.glsl))
        self._root.setAttrib(CullFaceAttrib.make(CullFaceAttrib.MCullNone))
        self._root.setAttrib(
            ColorBlendAttrib.make(
                ColorBlendAttrib.MAdd,
                ColorBlendAttrib.OIncomingAlpha,
                ColorBlendAttrib.OOneMinusIncomingAlpha,
            )
        )
        self._region.setCamera(self._root.attachNewNode(Camera("panel", OrthographicLens())))
        self._format = _vertex_format()
        self._textures: dict[int, Texture] = {}
        self._nodes: list[GeomNode] = []

    def draw(self, data: imgui.DrawData) -> None:
        """Show ``data`` from the next frame on."""
        for texture in data.textures or ():
            self._follow(texture)
        size = self._window.size
        self._root.setShaderInput("extent", LVecBase4f(2.0 / size[0], 2.0 / size[1], 0.0, 0.0))
        lists = list(data.commands_lists)
        for index, drawn in enumerate(lists):
            self._fill(self._node(index), drawn, size)
        for spare in self._nodes[len(lists) :]:
            spare.removeAllGeoms()

    def close(self) -> None:
        """Take it out of the window."""
        self._window.output.removeDisplayRegion(self._region)
        self._root.removeNode()

    def _node(self, index: int) -> GeomNode:
        if index == len(self._nodes):
            node = GeomNode(f"panel-{index}")
            everywhere: BoundingVolume = OmniBoundingVolume()
            node.setBounds(everywhere)
            node.setFinal(True)
            self._root.attachNewNode(node, index)
            self._nodes.append(node)
        return self._nodes[index]

    def _fill(self, node: GeomNode, drawn: imgui.DrawList, size: tuple[int, int]) -> None:
        node.removeAllGeoms()
        count = drawn.vtx_buffer_size
        if not count:
            return
        vertices = GeomVertexData("panel", self._format, GeomEnums.UHStream)
        vertices.uncleanSetNumRows(count)
        raw = ctypes.string_at(drawn.vtx_buffer_data, count * imgui.VERTEX_SIZE)
        vertices.modifyArrayHandle(0).copyDataFrom(raw)
        indices = np.frombuffer(
            ctypes.string_at(drawn.idx_buffer_data, drawn.idx_buffer_size * imgui.INDEX_SIZE),
            np.uint16 if imgui.INDEX_SIZE == 2 else np.uint32,
        )
        for command in drawn.commands:
            state = self._state(command, size)
            if state is None or not command.elem_count:
                continue
            part = indices[command.idx_offset : command.idx_offset + command.elem_count]
            node.addGeom(_triangles(vertices, part, command.vtx_offset), state)

    def _state(self, command: imgui.DrawCmd, size: tuple[int, int]) -> RenderState | None:
        left, top, right, bottom = command.clip_rect
        width, height = size
        left, top = max(0.0, left), max(0.0, top)
        right, bottom = min(float(width), right), min(float(height), bottom)
        texture = self._textures.get(command.tex_ref.get_tex_id())
        if right <= left or bottom <= top or texture is None:
            return None
        frame = LVecBase4f(left / width, right / width, 1.0 - bottom / height, 1.0 - top / height)
        return RenderState.make(ScissorAttrib.make(frame), TextureAttrib.make(texture))

    def _follow(self, data: imgui.TextureData) -> None:
        """Make, change or drop a texture of the atlas as Dear ImGui asks."""
        status = imgui.TextureStatus
        if data.status == status.WANT_CREATE:
            texture = _atlas_texture(data)
            key = len(self._textures) + 1
            self._textures[key] = texture
            data.set_tex_id(key)
        elif data.status == status.WANT_UPDATES:
            _set_pixels(self._textures[data.get_tex_id()], data)
        elif data.status == status.WANT_DESTROY and data.unused_frames > 0:
            self._textures[data.get_tex_id()] = Texture("gone")
            data.set_tex_id(0)
            data.set_status(status.DESTROYED)
            return
        else:
            return
        data.set_status(status.OK)


def _atlas_texture(data: imgui.TextureData) -> Texture:
    made = Texture("atlas")
    made.setup2dTexture(data.width, data.height, Texture.TUnsignedByte, Texture.FRgba)
    made.setMinfilter(SamplerState.FTLinear)
    made.setMagfilter(SamplerState.FTLinear)
    made.setWrapU(SamplerState.WMClamp)
    made.setWrapV(SamplerState.WMClamp)
    _set_pixels(made, data)
    return made


def _set_pixels(texture: Texture, data: imgui.TextureData) -> None:
    # the whole atlas: it changes when a glyph is first used, and then no more
    texture.setRamImageAs(bytes(data.get_pixels()), "RGBA")


def _triangles(vertices: GeomVertexData, indices: NDArray[Any], base: int) -> Geom:
    primitive = GeomTriangles(GeomEnums.UHStream)
    primitive.setIndexType(GeomEnums.NTUint32)
    array = primitive.modifyVertices()
    array.uncleanSetNumRows(len(indices))
    wide = indices.astype(np.uint32) + np.uint32(base)
    array.modifyHandle().copyDataFrom(wide.tobytes())
    geom = Geom(vertices)
    geom.addPrimitive(primitive)
    return geom


def _vertex_format() -> GeomVertexFormat:
    array = GeomVertexArrayFormat()
    array.addColumn(InternalName.getVertex(), 2, GeomEnums.NTFloat32, GeomEnums.CPoint)
    array.addColumn(InternalName.getTexcoord(), 2, GeomEnums.NTFloat32, GeomEnums.CTexcoord)
    array.addColumn(InternalName.getColor(), 4, GeomEnums.NTUint8, GeomEnums.CColor)
    return GeomVertexFormat.registerFormat(GeomVertexFormat(array))
