"""The frame loop: the newest picture, a step of the visit, what follows from it, and a frame on the screen.

The loop never waits for a picture that does not come: at the latest after a thirtieth of a second the
screens go on without. Only a film (``--record``) and a benchmark (``--unthrottled``) take every frame.
"""

import gc
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from prisonersvoice_ar.app.clock import Clock, FrameClock, WallClock
from prisonersvoice_ar.app.content import models_wanted
from prisonersvoice_ar.app.effects import Hands
from prisonersvoice_ar.app.interrupts import Obey
from prisonersvoice_ar.app.lenses import lens_facts
from prisonersvoice_ar.app.looking import Looking
from prisonersvoice_ar.app.parts import Parts, place_of, stage_mode
from prisonersvoice_ar.app.plan import Run, perception_settings
from prisonersvoice_ar.app.pointing import Pointing
from prisonersvoice_ar.app.presses import Presses
from prisonersvoice_ar.app.report import Report
from prisonersvoice_ar.app.settings import RECORD_FPS
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.presence.visitor import Attendance
from prisonersvoice_ar.core.story.effects import EnterBeat
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.lights import FOLDING_S, Lights, by_day
from prisonersvoice_ar.core.story.show import wanted_object
from prisonersvoice_ar.core.tracking.anchor import Anchor
from prisonersvoice_ar.core.tracking.observation import Observation
from prisonersvoice_ar.core.visit import flow
from prisonersvoice_ar.core.visit.effects import PhaseEntered, VisitEffect
from prisonersvoice_ar.core.visit.view import Phase, View
from prisonersvoice_ar.perception.settings import Fault, LinkStatus, Pixels, Seen
from prisonersvoice_ar.perception.thrift import Thrift
from prisonersvoice_ar.speaker import sounds_ahead

if TYPE_CHECKING:
    from prisonersvoice_ar.app.recording import Recorder

_LONGEST_WAIT_S = 1 / 30
_FRAME_PATIENCE_S = 20.0
"""how long a film waits for its source's next frame"""
_SOON = 60
"""pictures; by then a source has opened"""
_FIRST_PATIENCE_S = 3.0
"""how long a source that was asked for may stay away before the run says so and ends"""


class Loop:
    """One run, from the first frame to the last."""

    def __init__(self, run: Run, parts: Parts, recorder: "Recorder | None") -> None:
        """Begin a visit; nothing is drawn yet."""
        settings = run.settings
        self._run, self._parts, self._settings, self._mode = run, parts, settings, run.mode
        self._scene, self._campaign = run.content.scene, run.content.campaign
        self._recorder = recorder
        self.clock: Clock = WallClock() if recorder is None else FrameClock(RECORD_FPS)
        self.report = (Report if settings.report is None else Report.asked)(self.clock.now)
        self._hands = Hands(parts.speaker, Lights(), self.report, may_open_browser=not settings.headless)
        self._anchor = self._new_anchor()
        plan = flow.Plan(settings.lang or "uk", ask_language=settings.lang is None, mode=run.mode)
        self._visit, effects = flow.begin(self._scene, plan, 0.0)
        self._hands.carry_out(effects, 0.0)
        self._prepare_sounds(effects)
        self._shown = flow.view(self._scene, self._campaign, self._visit, 0.0)
        """what the visitor sees while pressing something"""
        self._presses = Presses(
            parts.window, parts.screens, settings, Looking(parts.stage), Pointing(parts.stage)
        )
        self._opened_s = time.monotonic()
        self._thrift = Thrift(self._opened_s)
        self._ever_seen = False
        self._dropped_before = 0
        self._gesture: str | None = None
        self._faces = 0
        self._attendance = Attendance(0.0)
        self._begun = False
        self._notices_said: set[str] = set()
        self._ended_by = ""

    def run(self, obey: Obey = lambda: None) -> None:
        """Go on until the visitor, the frames or the source have come to an end, or ``obey`` raises."""
        while not (end := self._end()):
            obey()
            self._frame()
        self._ended_by = end
        if end == "source" and self._visit.phase is not Phase.FAREWELL:
            print(
                f"{self._run.source.name} ended after {self.clock.now():.0f} s, before the visit did "
                f"(in its {self._visit.phase.value}); with --loop --frames N it begins again.",
                file=sys.stderr,
            )

    # --- one frame -------------------------------------------------------------------------------

    def _frame(self) -> None:
        fresh = self._take_picture()
        if fresh is not None:
            # held between pictures: a palm that stays up is one pause, not one a frame
            self._gesture = _gesture(fresh)
            people = fresh.observation.people
            self._faces = people.faces if people is not None else 0
        now = self.clock.now()
        self._step_visit(self._shown, fresh, now)
        self._show(fresh, now)
        self._parts.stage.render()
        observation = fresh.observation if fresh is not None else None
        self.report.swapped(
            observation.captured_s if observation is not None else None,
            observation.tracking_ms if observation is not None else None,
            anchored=self._anchor.seen,
            timed=not self._in_step,
        )
        self._record(now)
        # a source that stays away must not put this off for ever
        if not self._begun and (fresh is not None or self.report.shown > _SOON):
            self._begin()
        if self._settings.report is not None:
            self.report.sample_memory(self._processes())
        self._thrift.step(time.monotonic())
        self.clock.tick()

    def _begin(self) -> None:
        """The first picture is on the screen: what could wait for it."""
        self._begun = True
        # what was loaded until now stays; no pause of a later frame shall look through it
        gc.freeze()
        gc.enable()
        wanted = models_wanted(self._scene) if self._recorder is None else frozenset()
        if not wanted <= self._settings.people:
            self._parts.link.want_people(self._parts.link.settings.people | wanted)

    def _take_picture(self) -> Seen | None:
        """The newest frame, or None where there is no newer one than that on the screen."""
        link = self._parts.link
        link.wait(_LONGEST_WAIT_S if not self._in_step else 0.5)
        status = link.status
        seen = link.latest(self._receive)
        deadline = time.monotonic() + _FRAME_PATIENCE_S
        while seen is None and self._in_step and status.state in ("starting", "running"):
            if time.monotonic() > deadline:
                raise MachineError(
                    f"{status.source_name} gives no pictures", "Look at the source in another player."
                )
            link.wait(0.5)
            status = link.status
            seen = link.latest(self._receive)
        if seen is not None:
            if not self._ever_seen:
                # a file plays from its opening on; what passed before there was a window is no loss
                self._dropped_before = link.status.frames_dropped
            self._ever_seen = True
        else:
            self._refuse_dead_source(status)
        self._say_notices(status)
        return seen

    @property
    def _shows_pictures(self) -> bool:
        return self._mode != "seated" or not self._run.source.is_blank

    def _receive(self, pixels: Pixels) -> None:
        """The picture goes from the shared memory to the stage; with its pose it is shown, later in this frame."""
        if self._shows_pictures:
            self._parts.stage.take_picture(pixels)

    def _say_notices(self, status: LinkStatus) -> None:
        """What perception goes on without, once."""
        for notice in status.notices:
            if notice not in self._notices_said:
                self._notices_said.add(notice)
                print(notice, file=sys.stderr)

    @property
    def _muted(self) -> bool:
        return self._settings.mute and self._recorder is None

    @property
    def _in_step(self) -> bool:
        """Every frame of the source is shown."""
        return self._recorder is not None or self._settings.unthrottled

    def _refuse_dead_source(self, status: LinkStatus) -> None:
        """A source that never gave a picture is a mistake; one that goes later is a mishap."""
        if self._ever_seen:
            return
        waited = time.monotonic() - self._opened_s
        if status.state == "failed" or (status.state == "lost" and waited > _FIRST_PATIENCE_S):
            if self._look_instead():
                return
            raise status.error or MachineError(status.message, status.advice)
        if status.state == "ended":
            raise MachineError(f"{status.source_name} holds no picture", "Name another source with --source.")

    def _look_instead(self) -> bool:
        """A camera that nobody named and that gives nothing is no reason to end: the demo, and one line."""
        instead = self._run.source.instead
        if instead is None:
            return False
        print(instead.said, file=sys.stderr)
        self._run = replace(self._run, source=instead)
        # intrinsics that were given are the camera's
        sight = replace(self._run.sight, lens=None)
        self._parts.link.look_instead(perception_settings(self._settings, sight, instead))
        self._opened_s = time.monotonic()
        return True

    def _step_visit(self, view: View, fresh: Seen | None, now: float) -> None:
        observation = fresh.observation if fresh is not None else None
        self._anchor = self._named_anchor(observation).step(observation, now)
        seen, presses = self._anchor.present, self._presses
        pressed = presses.since_last(view, now, target_seen=seen)
        noticed = seen or self._faces > 0 or presses.acted or bool(pressed)
        self._attendance = self._attendance.step(now, noticed=noticed, watched=self._shows_pictures)
        story = StoryInput(
            target_seen=seen,
            distance_m=_distance(self._anchor) if seen else None,
            looking_at=self._parts.stage.object_at_center() if view.show_cell else None,
            gesture=self._gesture,
            touched=presses.touched,
            keys=presses.keys,
            visitor=self._attendance.present,
        )
        given = flow.VisitInput(
            now,
            pressed=pressed,
            target_seen=seen,
            camera_ok=self._parts.link.status.state in ("starting", "running", "ended"),
            story=story,
            unopened=self._hands.browser.failed(),
        )
        self._visit, effects = flow.step(self._scene, self._campaign, self._visit, given)
        self._hands.carry_out(effects, now)
        self._prepare_sounds(effects)
        self._parts.speaker.update(now)
        self.report.hear(self._parts.speaker.line_position())
        self._change_mode()

    def _show(self, fresh: Seen | None, now: float) -> None:
        """Frame and pose of the same instant go to the stage together; the screens lie over both."""
        stage, screens = self._parts.stage, self._parts.screens
        view = self._shown = flow.view(self._scene, self._campaign, self._visit, now)
        seated = self._mode == "seated"
        if fresh is not None and self._shows_pictures:
            stage.look_through(fresh.lens)
        visible = float(view.show_cell) * (1.0 if seated else self._anchor.opacity)
        stage.place(self._anchor.T_camera_target, visible)
        story = self._visit.story
        stage.attend(wanted_object(self._scene, story) if story is not None and view.show_cell else None)
        stage.move_time(now)
        levels = self._hands.lights.levels(now)
        for light, level in levels.items():
            stage.light(light, level)
        stage.open_hatch(levels.get("hatch", 0.0))
        stage.fold_bunk(folded=by_day(levels), over=FOLDING_S)
        screens.show(
            view,
            size=self._parts.window.size,
            target_seen=seated or self._anchor.present,
            now=now,
        )
        caption = screens.caption
        self.report.caption(caption.line if caption else None, caption.text if caption else "")

    def _record(self, now: float) -> None:
        if self._recorder is None or self._parts.mix is None:
            return
        sound = self._parts.mix.render_until(now + 1 / RECORD_FPS)
        self._recorder.take(self._parts.window.picture(), sound, self._visit.phase)

    # --- the rest --------------------------------------------------------------------------------

    def _end(self) -> str:
        """What ends the run now ("visitor", "visit", "frames", "source"); empty while nothing does."""
        if self._presses.closed:
            return "visitor"
        if self._settings.frames is not None and self.report.shown >= self._settings.frames:
            # a source that gives nothing is waited for, so that it is named and not passed over
            return "frames" if self._ever_seen else ""
        if self._hands.ended:
            self._hands.ended = False
            if self._settings.written_visitor and not self._settings.loop:
                return "visit"
            self._presses.next_visitor()
        over = self._settings.headless and self._ever_seen and self._parts.link.status.state == "ended"
        return "source" if over else ""

    def _prepare_sounds(self, effects: tuple[VisitEffect, ...]) -> None:
        """What the next moments will say is decoded ahead, so that no line starts late."""
        for effect in effects:
            beat = None
            if isinstance(effect, EnterBeat):
                beat = effect.beat
            elif isinstance(effect, PhaseEntered) and effect.phase is Phase.NOTICE:
                beat = self._scene.first
            if beat is not None:
                self._parts.speaker.prepare(sounds_ahead(self._scene, beat, self._visit.lang))

    def _change_mode(self) -> None:
        if self._hands.mode is not None and self._hands.mode != self._mode:
            self._mode = self._hands.mode
            standing = place_of(self._run.target(self._mode), self._mode)
            self._parts.stage.set_mode(stage_mode(self._mode), **standing)
            self._anchor = self._new_anchor()
        self._hands.mode = None

    def _new_anchor(self) -> Anchor:
        """Nothing is seen yet; with ``--dictionary`` the first marker that comes gives the name."""
        target = None if self._settings.dictionary is not None else self._run.target(self._mode)
        self._parts.link.want_targets((target,) if target is not None else ())
        return Anchor(target.name if target is not None else "")

    def _named_anchor(self, observation: Observation | None) -> Anchor:
        anchor = self._anchor
        loose = self._settings.dictionary is not None and anchor.T_camera_target is None
        if loose and observation is not None and observation.targets:
            return replace(anchor, target=observation.targets[0].target)
        return anchor

    def _processes(self) -> dict[str, int | None]:
        return {"app": os.getpid(), "perception": self._parts.link.pid}

    def finish(self, ended_by: str = "") -> dict[Path, str]:
        """Close the film and write the report; the files that were made, with what they hold.

        ``ended_by``: what the loop itself does not know of.
        """
        self._ended_by = self._ended_by or ended_by
        made = self._recorder.finish() if self._recorder is not None else {}
        if self._settings.report is not None and self.report.shown:
            self.report.sample_memory(self._processes(), force=True)
            self.report.dropped = self._parts.link.status.frames_dropped - self._dropped_before
            self.report.write(self._settings.report, self._facts())
            made[self._settings.report] = "what was measured"
        return made

    def abandon(self) -> None:
        """After a fault nothing half-made is left behind."""
        if self._recorder is not None:
            self._recorder.abandon()

    def _fault(self, fault: Fault) -> dict[str, Any]:
        """A fault in the experience's seconds."""
        back = fault.recovered_s
        return {
            "kind": fault.kind,
            "at_s": round(self.clock.at(fault.at_s), 3),
            "recovered_s": None if back is None else round(self.clock.at(back), 3),
        }

    def _facts(self) -> dict[str, Any]:
        status = self._parts.link.status
        return {
            "ended_by": self._ended_by,
            "faults": [self._fault(fault) for fault in self._parts.link.faults],
            "renderer": self._parts.window.renderer,
            "sound": "muted" if self._muted else self._parts.speaker.description,
            "source": self._run.source.name,
            "lens": lens_facts(status.served),
            "mode": self._mode,
            "scene": self._scene.id,
        }


def _distance(anchor: Anchor) -> float | None:
    """Metres from the camera to the target's centre."""
    T = anchor.T_camera_target
    return None if T is None else float(np.linalg.norm(T[:3, 3]))


def _gesture(seen: Seen) -> str | None:
    people = seen.observation.people
    if people is None:
        return None
    return next((hand.gesture for hand in people.hands if hand.gesture), None)
