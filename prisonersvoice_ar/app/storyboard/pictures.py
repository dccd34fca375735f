"""The stage rendered off-screen at each shot of a story: one window, one cell and one set of screens for all of them."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.app.folders import cache_folder, log_folder
from prisonersvoice_ar.app.parts import place_of, stage_mode
from prisonersvoice_ar.app.storyboard.viewpoint import before_card, before_poster, ground
from prisonersvoice_ar.authoring.storyboard.shots import Shot
from prisonersvoice_ar.core.actions import Campaign
from prisonersvoice_ar.core.geometry import Array, plausible_intrinsics, transform_points
from prisonersvoice_ar.core.script.model import Mode, Scene
from prisonersvoice_ar.core.story.lights import by_day
from prisonersvoice_ar.core.story.show import in_last_rest, wanted_object
from prisonersvoice_ar.core.tracking.target import Rectangle, Target
from prisonersvoice_ar.core.visit import flow
from prisonersvoice_ar.core.visit.view import Phase, View
from prisonersvoice_ar.stage.engine import prepare_engine
from prisonersvoice_ar.stage.picture import read_png
from prisonersvoice_ar.stage.placing import MODEL_CORNERS, model_corners
from prisonersvoice_ar.stage.screens import Screens
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.window import Window

Picture = NDArray[np.uint8]

_LATER = 10.0
"""seconds between two shots for the screens: whatever fades in is there"""
_NOTHING_TO_DO = Campaign((), None, ())
"""a storyboard shows the story alone, and a broken actions.yaml does not keep it from being made"""


@dataclass
class Studio:
    """Takes pictures of one scene; made by ``opened_studio``."""

    scene: Scene
    mode: Mode
    window: Window
    stage: Stage
    screens: Screens
    _now: float = 0.0
    _folded: bool = False
    _paper: Rectangle = field(default_factory=lambda: Rectangle((0.0, 0.0), (0.1, 0.1)))
    _printed: Picture | None = None
    _T_camera_target: Array | None = None

    def pictures(self, shots: Sequence[Shot]) -> Iterator[Picture]:
        """A (H, W, 3) uint8 BGR picture of each shot, in their order."""
        return (self.picture(shot) for shot in shots)

    def picture(self, shot: Shot) -> Picture:
        """The shot as a visitor would see it."""
        stage = self.stage
        wanted = wanted_object(self.scene, shot.state)
        self._look(wanted)
        stage.attend(wanted)
        stage.settle()
        for light, level in shot.levels.items():
            stage.light(light, level)
        stage.open_hatch(shot.levels.get("hatch", 0.0))
        folded = by_day(shot.levels)
        if (
            folded is not self._folded
        ):  # each fold has the cell's light composed anew, a fourth of a picture's time
            self._folded = folded
            stage.fold_bunk(folded=folded)
        view = view_of(self.scene, shot, self.mode)
        for _ in range(2):  # a screen that has come is there when it is shown again
            self._now += _LATER
            self.screens.show(view, size=self.window.size, target_seen=True, now=self._now)
        stage.render()
        return self.window.picture()

    def set_up(self, target: Target | None, artwork: Path | None) -> None:
        """Put the camera where it stays, but for what is looked for in a model on a card.

        ``artwork``: a file of what is printed on the target's paper.
        """
        if self.mode == "seated":
            self.stage.place(None)
            return
        standing = place_of(target, self.mode)
        self._paper = standing["paper"]
        self._printed = read_png(artwork) if artwork is not None else None
        if self.mode == "portal" and standing["opening"] is not None:
            self._put(before_poster(plausible_intrinsics(*self.window.size), self._paper))
        else:
            self._look(None)

    def _look(self, wanted: str | None) -> None:
        """Over a card, the camera comes round to what the visitor looks for."""
        if self.mode == "seated" or (self.mode == "portal" and self.stage.opening is not None):
            return
        T_target_cell = self.stage.placement.matrix
        at = next((thing.at for thing in self.scene.place.objects if thing.id == wanted), None)
        spot = None if at is None else transform_points(T_target_cell, np.array([at]))[0]
        model = transform_points(T_target_cell, model_corners(self.stage.cell.places)[:MODEL_CORNERS])
        self._put(before_card(plausible_intrinsics(*self.window.size), model, spot))

    def _put(self, T_camera_target: Array) -> None:
        if self._T_camera_target is not None and np.array_equal(self._T_camera_target, T_camera_target):
            return
        self._T_camera_target = T_camera_target
        lens = plausible_intrinsics(*self.window.size)
        self.stage.show_picture(ground(lens, T_camera_target, self._paper, self._printed), lens)
        self.stage.place(T_camera_target)


@contextmanager
def opened_window(size: tuple[int, int]) -> Iterator[Window]:
    """Open an off-screen window of ``size`` pixels; MachineError where there is no OpenGL."""
    prepare_engine(cache_folder(), log_folder() / "engine.log", vsync=False)
    window = Window.open(size, headless=True)
    try:
        yield window
    finally:
        window.close()


@contextmanager
def opened_studio(
    window: Window, scene: Scene, mode: Mode, target: Target | None, artwork: Path | None = None
) -> Iterator[Studio]:
    """Put the scene's cell and the screens into ``window``; both are gone afterwards.

    ``artwork``: a file of what is printed on the target's paper; without one it is blank.
    """
    with ExitStack() as stack:
        stage = Stage(
            window,
            scene.place,
            stage_mode(mode),
            scale=scene.scale,
            cache=cache_folder() / "cells",
            smooth=True,
            **place_of(target, mode),
        )
        stack.callback(stage.close)
        screens = Screens(window, _NOTHING_TO_DO)
        stack.callback(screens.close)
        studio = Studio(scene, mode, window, stage, screens)
        studio.set_up(target, artwork)
        yield studio


def view_of(scene: Scene, shot: Shot, mode: Mode) -> View:
    """What the screens would show a visitor at ``shot``."""
    plan = flow.Plan(shot.state.lang, ask_language=False, mode=mode)
    phase = Phase.REST if in_last_rest(scene, shot.state) else Phase.STORY
    visit = flow.VisitState(
        plan, shot.state.lang, mode, phase, shot.state.clock, story=shot.state, lost_since=None
    )
    return flow.view(scene, _NOTHING_TO_DO, visit, shot.state.time)
