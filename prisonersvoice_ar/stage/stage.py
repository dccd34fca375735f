"""The stage: the camera picture, the cell on its target or around the view, and its lights.

The virtual camera is the real one: `core.geometry.projection_matrix` of the frame's intrinsics, drawn in
the picture's own rectangle of the window. Lens distortion is left aside: a plausible webcam bends a
straight line by a pixel or two at the picture's edge, and undistorting each frame would cost 4 ms.
"""

from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from panda3d.core import NodePath

from prisonersvoice_ar.core.geometry import (
    Array,
    Intrinsics,
    check_rigid,
    inverse,
    plausible_intrinsics,
    projection_matrix,
    transform_points,
    world_from_target,
)
from prisonersvoice_ar.core.presence.gaze import LOOK_RADIUS, looked_at, on_screen
from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.core.tracking.target import Rectangle
from prisonersvoice_ar.stage.backdrop import Backdrop
from prisonersvoice_ar.stage.cell.bunk import Bunk
from prisonersvoice_ar.stage.cell.nodes import Cell
from prisonersvoice_ar.stage.cell.pack import pack_for
from prisonersvoice_ar.stage.cell.painted import Painted, painted_for
from prisonersvoice_ar.stage.diorama import attach_shadow
from prisonersvoice_ar.stage.layer import Layer, Sight
from prisonersvoice_ar.stage.lens import panda_matrix
from prisonersvoice_ar.stage.outline import attach_outline
from prisonersvoice_ar.stage.placing import (
    Placement,
    behind_opening,
    model_corners,
    on_card,
    opening_corners,
    portal_scale,
)
from prisonersvoice_ar.stage.portal import Portal
from prisonersvoice_ar.stage.seated import FOV, SeatedView
from prisonersvoice_ar.stage.surroundings import Surroundings
from prisonersvoice_ar.stage.viewport import crop_around, fit
from prisonersvoice_ar.stage.window import Window

StageMode = Literal["diorama", "portal", "seated"]


class Stage:
    """What stands before the visitor; nothing here knows stories, screens or sound."""

    def __init__(
        self,
        window: Window,
        plan: CellPlan,
        mode: StageMode,
        *,
        paper: Rectangle,
        scale: float = 0.05,
        opening: Rectangle | None = None,
        hangs: bool = False,
        mirrored: bool = False,
        cover: bool = False,
        cache: Path | None = None,
        smooth: bool | None = None,
    ) -> None:
        """Build the cell of ``plan`` and stand it on its target.

        ``scale``: diorama, metres on the card for a metre of the cell. ``opening``: portal, in the
        target's frame; ValueError where a portal has none. ``cache``: folder for cells that no shipped
        light fits. ``smooth``: blend edges (None: where the graphics card
        does it in no time, not in software).
        """
        self.window = window
        self.plan = plan
        self.backdrop = Backdrop(window, mirrored=mirrored, cover=cover)
        pack = pack_for(plan, cache)
        self.cell = Cell(plan, pack, window.glsl)
        self._bunk = Bunk(self.cell, pack)
        self._painted = painted_for(window, self.cell, pack)
        self._objects = {thing.id: thing.at for thing in plan.objects}
        self._root: NodePath = window.scene.attachNewNode("stage")
        self._layer = Layer(
            window, self.backdrop.root, window.scene, smooth=not window.software if smooth is None else smooth
        )
        self._lens = plausible_intrinsics(1280, 720)
        self._surroundings = Surroundings()
        self._T_camera_target: Array | None = None
        self._opacity = 1.0
        self._time = 0.0
        self._seat = SeatedView(self.cell.places, self._objects)
        self._outline_on = False
        self._portal: Portal | None = None
        self._shadow: NodePath | None = None
        self.paper = paper
        self.scale = scale
        self.opening = opening
        self.hangs = hangs
        self.set_mode(mode)

    # --- what stands where ----------------------------------------------------------------------

    def set_mode(
        self,
        mode: StageMode,
        *,
        paper: Rectangle | None = None,
        scale: float | None = None,
        opening: Rectangle | None = None,
        hangs: bool | None = None,
    ) -> None:
        """Stand the cell in another way; what is None stays as it was."""
        self.paper = paper or self.paper
        self.scale = scale or self.scale
        self.opening = opening or self.opening
        self.hangs = self.hangs if hangs is None else hangs
        self.mode: StageMode = mode
        self._seat.rise()
        if mode == "portal" and self.opening is None:
            raise ValueError("a portal needs an opening: the rectangle on the poster that becomes one")
        self._take_down()
        self._T_world_target = world_from_target(hangs=self.hangs) if mode != "seated" else np.eye(4)
        self._frame = self._root.attachNewNode("target")
        self._frame.setMat(panda_matrix(self._T_world_target))
        self._show_part("fine", shown=mode == "seated")
        self._outline = attach_outline(self._frame, self.paper)
        self.debug_outline(self._outline_on)
        self.placement = self._place_cell()
        self.cell.root.setMat(panda_matrix(self.placement.matrix))
        for part in ("shell", "base"):
            self._show_part(part, shown=mode == "diorama")
        for part in ("door", "flap"):  # one looks in where the door's hatch is
            self._show_part(part, shown=mode != "portal")
        self._show_part("ceiling", shown=mode != "diorama")
        self.cell.stand_full()

    def _place_cell(self) -> Placement:
        places = self.cell.places
        if self.mode == "portal" and self.opening is not None:
            placement = behind_opening(places, self.opening, portal_scale(self.opening))
            self._portal = Portal(self._frame, self.opening)
            self._portal.root.setShader(self.cell.shader)
            self.cell.lend_inputs(self._portal.root)
            self.cell.lit = list(self._portal.light_maps)
            self.cell.root.reparentTo(self._portal.behind)
            return placement
        self.cell.root.reparentTo(self._frame)
        if self.mode == "seated":
            return Placement(np.eye(4), 1.0)
        placement = on_card(places, self.paper, self.scale)
        self._shadow = attach_shadow(self.cell.root, places, self.window.glsl)
        return placement

    def _take_down(self) -> None:
        self.cell.root.detachNode()
        if self._shadow is not None:
            self._shadow.removeNode()
            self._shadow = None
        if self._portal is not None:
            self._portal.remove()
            self._portal = None
            self.cell.lit = []
        for child in self._root.getChildren():
            child.removeNode()

    def _show_part(self, name: str, *, shown: bool) -> None:
        node = self.cell.part(name)
        if shown:
            node.show()
        else:
            node.hide()

    # --- each frame -----------------------------------------------------------------------------

    def show_picture(self, pixels_bgr: NDArray[np.uint8], lens: Intrinsics) -> None:
        """Show a camera picture, (H, W, 3) uint8 BGR, and look through the lens that took it.

        Raises ValueError for another shape, or where the lens is for a picture of another shape.
        """
        self.take_picture(pixels_bgr)
        self.look_through(lens)

    def take_picture(self, pixels_bgr: NDArray[np.uint8]) -> None:
        """Copy a camera picture, (H, W, 3) uint8 BGR, to be shown; ValueError for another shape.

        The array may lie in shared memory that is written again afterwards.
        """
        self.backdrop.show(pixels_bgr)
        self._surroundings.see(pixels_bgr)

    def look_through(self, lens: Intrinsics) -> None:
        """The lens that took the last picture; ValueError where it is for a picture of another shape."""
        size = self.backdrop.size
        self._lens = lens if (lens.width, lens.height) == size else lens.scaled_to(*size)

    def place(self, T_camera_target: Array | None, opacity: float = 1.0) -> None:
        """Where the target is, (4, 4) in OpenCV camera axes, or None (seated: not needed).

        ``opacity`` 0 to 1 fades the cell. ValueError where the pose is not rigid.
        """
        self._T_camera_target = None if T_camera_target is None else check_rigid(T_camera_target)
        self._opacity = min(max(opacity, 0.0), 1.0)

    def move_time(self, t: float) -> None:
        """Seconds of the run: where the seated view has wandered to, how far the bunk is folded."""
        passed, self._time = t - self._time, t
        self._seat.move_time(t)
        self._bunk.step(passed)

    def look_by(self, dx: float, dy: float) -> None:
        """A hand has dragged the seated view by pixels of the window; the cell goes along with it."""
        lens = self._seated_lens()
        self.turn_by(-dx / lens.fx, dy / lens.fy)

    def turn_by(self, yaw: float, pitch: float) -> None:
        """Turn the seated view, radians to the right and upward; 0 holds it where it is."""
        self._seat.turn_by(yaw, pitch)

    def attend(self, object_id: str | None) -> None:
        """Ease the seated view to what the story speaks of (None: its drift); a hand on it goes first."""
        self._seat.attend(object_id)

    def settle(self) -> None:
        """Have the seated view turned to what it attends to at once: nobody waits for a still picture."""
        self._seat.settle()

    def update(self) -> None:
        """Make ready what ``window.render`` will draw; call once a frame, after all else was set."""
        self.backdrop.fit()
        if self.mode == "seated":
            self._update_seated()
        elif self._T_camera_target is None:
            self._layer.hide()
        else:
            self._update_target(self._T_camera_target)

    def render(self) -> None:
        """``update``, then draw the window."""
        self.update()
        self.window.render()

    def _update_target(self, T_camera_target: Array) -> None:
        eye_target = inverse(T_camera_target)[:3, 3]
        if self.mode == "portal" and eye_target[2] <= 0.0 and not self._outline_on:
            self._layer.hide()  # from behind there is only the poster's back
            return
        points = transform_points(T_camera_target, self._extent())
        near, far = _depth_range(points)
        clip_from_camera = projection_matrix(self._lens, near, far)
        clip = np.column_stack([points, np.ones(len(points))]) @ clip_from_camera.T
        viewport = self.backdrop.viewport
        self.cell.look_from(self.placement.cell_from_target(eye_target[None])[0], cut=self.mode == "diorama")
        self.cell.apply_light(self._surroundings.light)
        self.cell.draw_from(self._painted_for(T_camera_target))
        T_world_camera = self._T_world_target @ inverse(T_camera_target)
        crop = crop_around(clip, viewport)
        mirrored = self.backdrop.mirrored
        self._layer.show(
            Sight(
                T_world_camera,
                clip_from_camera,
                viewport,
                crop,
                self._opacity,
                mirrored,
            )
        )

    def _painted_for(self, T_camera_target: Array) -> Painted | None:
        """The painted cell, where it serves what is seen now."""
        if self._painted is None or self.mode != "diorama":
            return None
        on_screen = self.backdrop.viewport.width / self.backdrop.size[0]
        density = on_screen * self._lens.fx * self.placement.scale / max(float(T_camera_target[2, 3]), 1e-3)
        return self._painted if self._painted.step(self.cell.light_map.version, density) else None

    def _update_seated(self) -> None:
        if self._opacity >= 1.0:
            self.backdrop.hide()  # it would be painted over
        else:
            self.backdrop.reveal()
        window = self.window.size
        lens = self._seated_lens()
        T_world_camera = self._seat.T_cell_camera
        viewport = fit(window, window)
        self.cell.look_from(T_world_camera[:3, 3], cut=False)
        self.cell.apply_light((0.0, 0.0, 0.0))
        self.cell.draw_from(None)
        crop = crop_around(np.zeros((0, 4)), viewport)
        self._layer.show(
            Sight(T_world_camera, projection_matrix(lens, 0.05, 12.0), viewport, crop, self._opacity)
        )

    def _seated_lens(self) -> Intrinsics:
        return plausible_intrinsics(*self.window.size, horizontal_fov_deg=float(np.degrees(FOV)))

    def _extent(self) -> Array:
        """(N, 3) points of the target's frame that hold all that is drawn."""
        drawn = [self.paper.corners * 1.02] if self._outline_on else []
        if self.mode == "portal" and self.opening is not None:
            drawn.append(opening_corners(self.opening))
        else:
            corners = model_corners(self.cell.places)
            drawn.append(transform_points(self.placement.T_target_cell, corners * self.placement.scale))
        return np.concatenate(drawn)

    # --- what the story asks for ----------------------------------------------------------------

    def light(self, name: str, level: float) -> None:
        """Set the light ``name`` (bulb, slit, hatch) to ``level`` 0 to 1; an unknown one is no fault here."""
        self.cell.levels.set(name, level)

    def open_hatch(self, share: float) -> None:
        """Open the hatch in the door: 0 shut, 1 open."""
        self.cell.open_hatch(share)

    def fold_bunk(self, *, folded: bool, over: float = 0.0) -> None:
        """Fold the bunk up against the wall, or lower it, within ``over`` seconds of ``move_time``."""
        self._bunk.fold(folded=folded, over=over)

    def mirror(self, *, on: bool) -> None:
        """Mirror the picture with the cell in it."""
        self.backdrop.mirrored = on

    def debug_outline(self, on: bool) -> None:
        """Draw the target's outline (magenta) and axes through the cell's camera path, over everything."""
        self._outline_on = on
        if on:
            self._outline.show()
        else:
            self._outline.hide()

    @property
    def distance_m(self) -> float | None:
        """Metres from the camera to the target's middle; None where there is no target."""
        if self._T_camera_target is None:
            return None
        return float(np.linalg.norm(self._T_camera_target[:3, 3]))

    @property
    def T_camera_cell(self) -> Array | None:
        """(4, 4) rigid, from the cell's frame (scaled by ``placement.scale``) to the camera; or None."""
        if self.mode == "seated":
            return inverse(self._seat.T_cell_camera)
        if self._T_camera_target is None:
            return None
        return np.asarray(self._T_camera_target @ self.placement.T_target_cell)

    def object_at_center(self, radius: float = LOOK_RADIUS) -> str | None:
        """The scene's object nearest to the view's centre within ``radius`` radians, or None."""
        T = self.T_camera_cell
        if T is None:
            return None
        return looked_at(self._objects, T, scale=self.placement.scale, radius=radius)

    def objects_on_screen(self) -> dict[str, tuple[float, float]]:
        """The scene's objects in view: id to picture pixels (centres at integers)."""
        T = self.T_camera_cell
        if T is None:
            return {}
        lens = self._seated_lens() if self.mode == "seated" else self._lens
        return on_screen(self._objects, T, lens, scale=self.placement.scale)

    def close(self) -> None:
        """Take the cell down."""
        self._take_down()
        if self._painted is not None:
            self._painted.close()
        self._layer.close()
        self.backdrop.close()
        self._root.removeNode()


def _depth_range(points_camera: Array) -> tuple[float, float]:
    """Near and far planes around (N, 3) points, so that neither is ever seen."""
    z = points_camera[:, 2]
    near = max(0.01, 0.5 * float(z.min()))
    return near, max(near * 4.0, 1.5 * float(z.max()) + 2.0)
