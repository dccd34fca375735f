"""What the visitor would see, in its own screen: cell, table, captions, choices; and the author's hand on the view."""

import math
from pathlib import Path

from prisonersvoice_ar.app.content import print_of
from prisonersvoice_ar.app.folders import cache_folder
from prisonersvoice_ar.app.parts import place_of, stage_mode
from prisonersvoice_ar.app.preview.orbit import Orbit, orbit_for
from prisonersvoice_ar.core.actions import Campaign
from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.core.rehearsal import Rehearsal
from prisonersvoice_ar.core.script.model import Mode, Scene
from prisonersvoice_ar.core.story.lights import FOLDING_S, by_day
from prisonersvoice_ar.core.story.show import in_last_rest, wanted_object
from prisonersvoice_ar.core.story.state import StoryState
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.core.visit import flow
from prisonersvoice_ar.core.visit.view import Phase, View
from prisonersvoice_ar.perception.settings import Pixels
from prisonersvoice_ar.stage.screen import Screen
from prisonersvoice_ar.stage.screens import Screens
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.tabletop import Tabletop

_TURN = math.radians(70.0)
"""a second, while a key of the view is held"""
_NEAR_PX = 42.0
"""how near to an object a click means it, in a picture 720 high"""


class Picture:
    """The experience in ``screen``; ``dress`` it before it is shown."""

    def __init__(self, screen: Screen, campaign: Campaign, artwork: Path) -> None:
        """``artwork``: the folder in which a target's print may lie, by the target's name."""
        self.screen = screen
        self._campaign = campaign
        self._artwork = artwork
        self._table = Tabletop(screen)
        self._screens = Screens(screen, campaign)
        self._stage: Stage | None = None
        self._scene: Scene | None = None
        self._built: tuple[object, ...] = ()
        self._target: Target | None = None
        self._standing: tuple[Target | None, Mode] | None = None
        self._orbits: dict[tuple[str, str], Orbit] = {}
        """those that a hand has moved, by mode and target"""
        self._camera: Array | None = None
        self._view: View | None = None
        self._attended: tuple[object, ...] = ()
        self._moved = 0.0
        """seconds that the view has gone on"""
        self._folded: tuple[Stage, bool] | None = None

    # --- what stands there ------------------------------------------------------------------------

    def dress(self, scene: Scene, mode: Mode, target: Target | None) -> None:
        """Build what ``scene`` needs; nothing where it stands already. The view stays."""
        built = (scene.place, scene.scale)
        stage = self._stage
        if stage is None or built != self._built:
            if stage is not None:
                stage.close()
            stage = Stage(
                self.screen,
                scene.place,
                stage_mode(mode),
                scale=scene.scale,
                cache=cache_folder() / "cells",
                **place_of(target, mode),
            )
            self._stage, self._built, self._attended = stage, built, ()
        elif (target, mode) != self._standing:
            stage.set_mode(stage_mode(mode), **place_of(target, mode))
        if (target, mode) != self._standing or self._scene is None:
            self._standing = (target, mode)
            self._table.lay(target, print_of(target, self._artwork))
        self._scene, self._target = scene, target

    # --- one frame --------------------------------------------------------------------------------

    def show(self, rehearsal: Rehearsal, now: float, passed: float, *, leapt: bool) -> None:
        """Make the rehearsal's moment ready to be drawn; ``now``: seconds of a steady clock.

        ``passed``: seconds by which the view goes on, which stands still while nobody plays or touches it.
        ``leapt``: nothing eases there, it is there.
        """
        stage, scene, state = self._stage, rehearsal.scene, rehearsal.state
        if stage is None:
            return
        view = visitor_view(scene, self._campaign, state, rehearsal.mode)
        self._view = view
        self._see(stage, rehearsal.mode)
        self._attend(stage, rehearsal, shown=view.show_cell)
        self._moved += passed
        stage.move_time(self._moved)
        if leapt:
            stage.settle()
        levels = rehearsal.standing().lights
        for light, level in levels.items():
            stage.light(light, level)
        stage.open_hatch(levels.get("hatch", 0.0))
        self._fold(stage, folded=by_day(levels), at_once=leapt)
        stage.update()
        self._screens.show(view, size=self.screen.size, target_seen=self._seen, now=now)

    def _attend(self, stage: Stage, rehearsal: Rehearsal, *, shown: bool) -> None:
        """Where the story would have one look; asked of all beats, so not in every frame of a scene of thousands."""
        state = rehearsal.state
        key = (id(rehearsal.scene), state.beat, state.stage, int(state.time * 5), shown)
        if key != self._attended:
            self._attended = key
            stage.attend(wanted_object(rehearsal.scene, state) if shown else None)

    def _fold(self, stage: Stage, *, folded: bool, at_once: bool) -> None:
        """Once for each change: every folding has the cell's light composed anew."""
        if (stage, folded) != self._folded:
            at_once = at_once or self._folded is None or self._folded[0] is not stage
            self._folded = (stage, folded)
            stage.fold_bunk(folded=folded, over=0.0 if at_once else FOLDING_S)

    def _see(self, stage: Stage, mode: Mode) -> None:
        if mode == "seated":
            self._table.hide()
            stage.place(None)
        elif self._camera_serves:
            self._table.hide()
        else:
            self._table.look(stage, self.orbit(mode).T_camera_target)

    # --- a camera's picture -----------------------------------------------------------------------

    _camera_serves = False
    _seen = True

    def take(self, pixels: Pixels) -> None:
        """A source's picture, to be shown with the pose that was found in it."""
        if self._stage is not None:
            self._camera_serves = True
            self._stage.take_picture(pixels)

    def stand(self, T_camera_target: Array | None, opacity: float, *, seen: bool) -> None:
        """Where the source's target is."""
        self._seen = seen
        if self._stage is not None and self._camera_serves:
            self._stage.place(T_camera_target, opacity)

    @property
    def target_seen(self) -> bool:
        """The target is in view; without a camera it always is."""
        return self._seen

    @property
    def stage(self) -> Stage | None:
        """The stage, once there is one."""
        return self._stage

    # --- the hand on the view ---------------------------------------------------------------------

    def orbit(self, mode: Mode) -> Orbit:
        """The eye's place in ``mode``: where a hand has put it, else where the picture's shape asks for it."""
        moved = self._orbits.get((mode, self._target.name if self._target is not None else ""))
        if moved is not None:
            return moved
        height = self._scene.place.size[2] * self._scene.scale if self._scene is not None else 0.1
        return orbit_for(self._target, mode, height, self.screen.size)

    def drag(self, mode: Mode, dx: float, dy: float) -> None:
        """The mouse has dragged by pixels of the screen."""
        if self._stage is None or self._camera_serves:
            return
        if mode == "seated":
            self._stage.look_by(dx, dy)
        else:
            self._move(mode, self.orbit(mode).dragged(dx, dy, self.screen.size[1]))

    def turn(self, mode: Mode, across: float, up: float, seconds: float) -> None:
        """A key of the view is held."""
        if self._stage is None or self._camera_serves:
            return
        if mode == "seated":
            self._stage.turn_by(across * _TURN * seconds, up * _TURN * seconds)
        else:
            self._move(mode, self.orbit(mode).turned(across * _TURN * seconds, up * _TURN * seconds))

    def dolly(self, mode: Mode, notches: float) -> None:
        """Nearer or farther."""
        if mode != "seated":
            self._move(mode, self.orbit(mode).dollied(notches))

    def reset_view(self, mode: Mode) -> None:
        """As at the beginning."""
        self._orbits.pop((mode, self._target.name if self._target is not None else ""), None)
        if mode == "seated" and self._stage is not None:
            self._stage.set_mode("seated")

    def _move(self, mode: Mode, orbit: Orbit) -> None:
        self._orbits[mode, self._target.name if self._target is not None else ""] = orbit

    # --- what is pressed --------------------------------------------------------------------------

    def hover(self, x: float, y: float) -> None:
        """The pointer is at a point of the screen."""
        self._screens.hover(x, y)

    def leave(self) -> None:
        """The pointer is nowhere."""
        self._screens.leave()

    def hit(self, x: float, y: float) -> str | None:
        """The button at a point of the screen."""
        return self._screens.hit(x, y)

    def object_at(self, x: float, y: float) -> str | None:
        """The scene's object that a click there means."""
        if self._stage is None or self._view is None or not self._view.show_cell:
            return None
        viewport = self._stage.backdrop.viewport
        near = _NEAR_PX * self.screen.size[1] / 720
        found = (
            (math.hypot(viewport.x + u * viewport.width / self._stage.backdrop.size[0] - x,
                        viewport.y + v * viewport.height / self._stage.backdrop.size[1] - y), name)
            for name, (u, v) in self._stage.objects_on_screen().items()
        )  # fmt: skip
        distance, name = min(found, default=(math.inf, None))
        return name if distance <= near else None

    def close(self) -> None:
        """Take all of it down."""
        if self._stage is not None:
            self._stage.close()
        self._screens.close()
        self._table.close()


def visitor_view(scene: Scene, campaign: Campaign, state: StoryState, mode: Mode) -> View:
    """What a visitor at ``state`` would be shown."""
    plan = flow.Plan(state.lang, ask_language=False, mode=mode)
    phase = Phase.STORY
    if state.ended:
        phase = Phase.ACTIONS
    elif in_last_rest(scene, state):
        phase = Phase.REST
    visit = flow.VisitState(
        plan, state.lang, mode, phase, state.clock, story=state, seen_since=0.0, lost_since=None
    )
    return flow.view(scene, campaign, visit, state.clock.time + state.clock.offset)
