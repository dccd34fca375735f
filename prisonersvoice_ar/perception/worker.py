"""The child process: source → markers → people → slot, until the source or the parent ends.

It alone imports cv2. It looks for a missing source every second, opens it with a back-off that starts
anew when the source reappears, and says over its pipe how it fares. A hang or a crash is the parent's
to mend (`link.PerceptionLink`).
"""

import os
import sys
import threading
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

import cv2

from prisonersvoice_ar.core.errors import PrisonersVoiceError, SourceError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.core.tracking.observation import Observation, People, TargetPose
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.care import CameraCare, Turning
from prisonersvoice_ar.perception.lenses import Lenses
from prisonersvoice_ar.perception.markers.tracker import Tracker, Tracking
from prisonersvoice_ar.perception.people import Models
from prisonersvoice_ar.perception.protocol import GRACE_S, Phase, Say, our_fault
from prisonersvoice_ar.perception.pulse import Backoff, Pacer, StillPicture
from prisonersvoice_ar.perception.rectify import Rectifier
from prisonersvoice_ar.perception.settings import (
    PeopleModel,
    PerceptionSettings,
    Pixels,
    Resume,
    bent,
)
from prisonersvoice_ar.perception.slot import Slot
from prisonersvoice_ar.perception.sources import Frame, Source, make_source
from prisonersvoice_ar.perception.thrift import Thrift

_LOOK_S = 1.0
_MOST_GAPS = 100
"""pictures in a row that may be unreadable"""
_TICK_S = 0.2
_ONE_OPENING_A_PROCESS = sys.platform == "darwin"
"""macOS cannot reopen a camera that was plugged in again in the same process (opencv#27294)"""


class Ear(threading.Thread):
    """Listens to the parent; a pipe that closes ends this process at once, whatever it is doing."""

    def __init__(self, pipe: "Connection[Any, Any]", grace_s: float) -> None:
        """``pipe`` is read here and nowhere else; ``grace_s``: what the worker has to let go of its source in order."""
        super().__init__(daemon=True)
        self._pipe = pipe
        self._grace_s = grace_s
        self.over = False
        """the parent has gone, or says that it goes"""
        self.taken = threading.Event()
        self.people: frozenset[PeopleModel] | None = None
        self.targets: tuple[Target, ...] | None = None

    def run(self) -> None:
        """Until the pipe closes."""
        try:
            while True:
                say, *rest = self._pipe.recv()
                if say == Say.TAKEN:
                    self.taken.set()
                elif say == Say.PEOPLE:
                    self.people = rest[0]
                elif say == Say.TARGETS:
                    self.targets = rest[0]
                elif say == Say.BYE:
                    break
        except (EOFError, OSError):
            pass
        self.over = True
        time.sleep(self._grace_s)
        os._exit(0)


class Worker:
    """One life of the perception process."""

    def __init__(
        self, settings: PerceptionSettings, resume: Resume, slot: Slot, pipe: "Connection[Any, Any]"
    ) -> None:
        """Everything is handed in; nothing is opened yet."""
        self._settings = settings
        self._resume = resume
        self._slot = slot
        self._pipe = pipe
        self._ear = Ear(pipe, GRACE_S if settings.hold_camera else 0.0)
        self._lenses = Lenses(settings, self._notice)
        self._turning = Turning(settings, live=settings.source.live)
        # what is straightened or turned is drawn into the slot by that
        drawn = settings.flip or (settings.rectify and self._lenses.may_be_bent)
        self._source: Source = make_source(
            settings.source,
            loop=settings.loop,
            max_side=settings.max_side,
            room=None if drawn else slot.buffer,
        )
        self._care = CameraCare(
            settings,
            self._source,
            self._notice,
            found=lambda field, value: self._say(Say.FOUND, field, value),
            busy=lambda: self._beat(Phase.OPENING),
        )
        self._tracker: Tracking | None = None
        self._rectifier: Rectifier | None = None
        self._size = (0, 0)
        self._lens: Intrinsics | None = None
        self._identity = ""
        self._models = Models(settings.people, self._notice)
        self._base = (0, 0.0)
        self._last = resume
        self._opened_before = not resume.first
        self._opened_here = False
        self._thrift = Thrift(time.monotonic())

    def run(self) -> None:
        """Until the source ends for good; errors become messages."""
        self._ear.start()
        try:
            while not self._once():
                pass
            if self._source.missing:
                name, missing = self._source.name, self._source.missing
                self._notice(
                    f"{name} is cut short: its last {missing} pictures are not there. Copy it again in full."
                )
            self._say(Say.ENDED)
        except PrisonersVoiceError as error:
            self._say(Say.FAILED, type(error).__name__, error.message, error.advice, "")
        except Exception as error:  # the boundary of this process: nothing may end it without a word
            self._say(*our_fault(error))

    def _once(self) -> bool:
        """Open the source and read it; True at its end, False where it was lost and is to be looked for."""
        self._await_source()
        try:
            with_end = self._read_on()
        except SourceError as error:
            if not error.temporary:
                raise
            self._say(Say.LOST, error.message, error.advice)
            with_end = False
        finally:
            self._source.close()
        return with_end

    def _await_source(self) -> None:
        """Look for the source every second and open it; back-off only for opening that fails."""
        backoff = Backoff()
        away = False
        # opening says best why a source that has never been there is not: no such name, nobody answers
        first = not self._opened_before
        while True:
            self._beat(Phase.OPENING)
            present = self._source.present()
            if (
                present
                and self._opened_here
                and _ONE_OPENING_A_PROCESS
                and self._settings.source.kind == "camera"
            ):
                os._exit(0)  # the parent starts another
            if present and away:
                backoff = Backoff()
            away = not present
            now = time.monotonic()
            if first or (present and backoff.due(now)):
                try:
                    self._source.open()
                except SourceError as error:
                    if not error.temporary or not (self._opened_before or self._settings.source.live):
                        raise
                    self._say(Say.LOST, error.message, error.advice)
                    backoff.failed(time.monotonic())
                    first = False
                else:
                    self._catch_up()
                    self._care.opened()
                    self._say(Say.OPENED, self._source.name, self._source.fps, self._source.identity)
                    return
            elif away and self._opened_before:
                self._say(Say.LOST, f"{self._source.name} is away", "It is looked for every second.")
            self._rest(_LOOK_S)

    def _catch_up(self) -> None:
        """After a restart or a loss: a file goes on where it was, a live source's count goes on."""
        last = self._last
        self._opened_here = True
        if not self._opened_before:
            self._opened_before = True
        elif self._settings.source.live:
            self._base = (last.frame, last.t + max(time.monotonic() - last.at_s, 1e-3))
        elif self._settings.loop:
            # rounds without number may have gone by: it begins anew, and its clock goes on
            self._base = (last.frame, last.t + 1.0 / max(self._source.fps, 1.0))
        else:
            self._base = (0, 0.0)
            for _ in range(last.frame):
                self._beat(Phase.OPENING)
                if not self._source.skip():
                    break

    def _read_on(self) -> bool:
        """Read to the end; True there. SourceError where the source is lost."""
        live, lockstep = self._source.live, self._settings.pacing == "lockstep"
        step = 1.0 / max(self._source.fps, 1.0)
        pacer = None if live or lockstep else Pacer(late_s=2.0 * step)
        still = StillPicture(self._resume.stall_s) if live else None
        next_t = 0.0
        while True:
            self._beat(Phase.RUNNING)
            if pacer is not None and pacer.late(next_t, time.monotonic()):
                next_t += step
                if self._source.skip():
                    continue
                return True
            frame = self._read()
            if frame is None:
                return True
            if pacer is not None:
                frame = replace(frame, captured_s=self._until(pacer.due(frame.t, time.monotonic())))
            if still is not None and still.seen(frame.pixels, frame.captured_s):
                self._say(Say.STALLED, self._resume.stall_s)
                raise SourceError(f"{self._source.name} stands still", "It is opened again.", temporary=True)
            self._show(frame, lockstep=lockstep)
            next_t = frame.t + step
            if self._settings.source.kind == "stream" and not lockstep:
                self._pass_over(time.monotonic() - frame.captured_s)

    def _read(self) -> Frame | None:
        """The next frame; while somebody watches, a picture of a folder that cannot be read is a gap."""
        for _ in range(_MOST_GAPS):
            try:
                return self._source.read()
            except SourceError as error:
                patient = self._settings.source.kind == "folder" and self._settings.pacing == "live"
                if error.temporary or not patient:
                    raise
                self._notice(f"{error.message}; it is passed over.")
                self._beat(Phase.RUNNING)
        return self._source.read()

    def _pass_over(self, busy_s: float) -> None:
        """What a stream sent meanwhile waits in the socket: without this the delay would only grow."""
        for _ in range(min(int(busy_s * self._source.fps), 5)):
            self._source.skip()

    def _show(self, frame: Frame, *, lockstep: bool) -> None:
        """Track one frame and publish it with what was found."""
        begun = time.perf_counter()
        height, width = frame.pixels.shape[:2]
        tracker = self._tracker_for(width, height)
        pixels = self._drawn(frame.pixels)
        index, t = frame.index + self._base[0], frame.t + self._base[1]
        poses = tracker.track(pixels, t)
        tracking_ms = (time.perf_counter() - begun) * 1e3
        people = self._people(pixels, t)
        if lockstep:
            self._until_taken()
        lens = self._rectifier.lens if self._rectifier is not None else self._lens
        observation = Observation(index, t, frame.captured_s, width, height, tracking_ms, poses, people, lens)
        self._slot.publish(observation, pixels)
        self._last = replace(self._last, frame=index + 1, t=t, at_s=frame.captured_s)
        if self._slot.control["bell"]:
            self._slot.control["bell"] = 0
            self._say(Say.FRAME)
        self._look_after(frame, poses, t)

    def _drawn(self, pixels: Pixels) -> Pixels:
        """``pixels`` as they are shown: turned back where they are mirrored, straight where the lens bends."""
        if not self._turning.on and self._rectifier is None:
            return pixels
        height, width = pixels.shape[:2]
        if getattr(self._source, "room", None) is not None:
            # from now on the source decodes elsewhere: this writes where it has written until now
            self._source.room = None  # type: ignore[attr-defined]
            pixels = pixels.copy()
        if self._turning.on:
            pixels = self._turning.turned(pixels)
        if self._rectifier is not None:
            pixels = self._rectifier.rectify(pixels, self._slot.buffer(height, width))
        return pixels

    def _look_after(self, frame: Frame, poses: tuple[TargetPose, ...], t: float) -> None:
        """What can wait until the frame has been handed on."""
        self._care.after(frame.captured_s, poses, time.monotonic())
        learned = self._lenses.learn(self._tracker, poses)
        if learned is not None:
            self._use_lens(learned)
            self._say(Say.FOUND, "learned", learned)
        lens = self._lens
        if lens is not None and self._turning.find_out(
            frame.pixels, t, poses, lambda: self._make_tracker(lens)
        ):
            self._notice(f"{self._source.name} gives mirrored pictures; they are turned back.")
            self._say(Say.FOUND, "flip", True)
            self._tracker = None
        self._thrift.step(time.monotonic())

    def _people(self, pixels: Pixels, t: float) -> People | None:
        wanted, self._ear.people = self._ear.people, None
        if wanted is not None:
            self._beat(Phase.OPENING)  # loading takes its time
            self._models.want(wanted)
        return self._models.see(pixels, t)

    def _tracker_for(self, width: int, height: int) -> Tracking:
        wanted, self._ear.targets = self._ear.targets, None
        if wanted is not None and wanted != self._settings.targets:
            self._settings = replace(self._settings, targets=wanted)
            self._tracker = None
        if self._lens is None or self._size != (width, height) or self._identity != self._source.identity:
            first = self._size == (0, 0) and self._resume.first
            served = self._lenses.serve(self._source.identity, width, height, must_fit=first)
            self._size, self._identity = (width, height), self._source.identity
            self._use_lens(served.lens)
        if self._tracker is None:
            lens = self._rectifier.lens if self._rectifier is not None else self._lens
            assert lens is not None
            self._tracker = self._make_tracker(lens)
        return self._tracker

    def _make_tracker(self, lens: Intrinsics) -> Tracking:
        return Tracker(self._settings.targets, lens, self._settings.open_dictionary)

    def _use_lens(self, lens: Intrinsics) -> None:
        """Go on with ``lens``, and say so; the tracker begins anew."""
        self._lens, self._tracker = lens, None
        self._rectifier = Rectifier(lens) if self._settings.rectify and bent(lens) else None
        self._say(Say.LENS, self._lenses.served)

    def _until(self, due: float) -> float:
        """Wait for ``due`` with a beating heart; the moment it ended."""
        while (left := due - time.monotonic()) > 0:
            self._beat(Phase.RUNNING)
            time.sleep(min(left, _TICK_S))
        return time.monotonic()

    def _until_taken(self) -> None:
        """Lockstep: the frame before this one must have been taken before this one replaces it."""
        while True:
            self._ear.taken.clear()
            if not self._slot.waiting:
                break
            self._beat(Phase.WAITING)
            self._ear.taken.wait(_TICK_S)
        self._beat(Phase.RUNNING)

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._beat(Phase.WAITING)
            time.sleep(min(left, _TICK_S))

    def _beat(self, phase: Phase) -> None:
        if self._ear.over:
            self._source.close()
            os._exit(0)
        self._slot.control["phase"] = phase
        self._slot.control["beat"] += 1

    def _notice(self, sentence: str) -> None:
        self._say(Say.NOTICE, sentence)

    def _say(self, say: Say, *rest: object) -> None:
        try:
            self._pipe.send((say, *rest))
        except OSError:
            os._exit(0)  # nobody is left to tell


def run(
    settings: PerceptionSettings, resume: Resume, where: tuple[str, int], pipe: "Connection[Any, Any]"
) -> None:
    """Attach to the slot named ``where`` (name, capacity) and work; returns at the source's end."""
    # the renderer's threads need the processors more than a 300-pixel window does
    cv2.setNumThreads(1)
    slot = Slot.attach(*where)
    pipe.send((Say.ATTACHED,))
    Worker(settings, resume, slot, pipe).run()
    slot.close()
    # native threads of decoders and models may hang in their destructors
    os._exit(0)
