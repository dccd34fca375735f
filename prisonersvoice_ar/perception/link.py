"""The app's end of perception: it starts the child process, reads its slot and keeps it alive.

Imports neither cv2 nor mediapipe. No thread: the app calls `PerceptionLink.poll` at each of its frames.
"""

import time
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from prisonersvoice_ar.core import errors
from prisonersvoice_ar.core.errors import InternalFault, PrisonersVoiceError
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.perception.child import Child, no_interrupt
from prisonersvoice_ar.perception.protocol import GRACE_S, SILENCE_S, Say
from prisonersvoice_ar.perception.settings import (
    Fault,
    LinkState,
    LinkStatus,
    PeopleModel,
    PerceptionSettings,
    Resume,
    Seen,
)
from prisonersvoice_ar.perception.slot import PictureReceiver

_MOST_STEP_S = 0.25
"""what one poll may add to a silence: an app that was itself halted must not blame its child"""
_QUICK_DEATH_S = 5.0
_MOST_PAUSE_S = 30.0
_MOST_STALL_S = 30.0
_MOST_LENSES = 12
_MOST_FAILURES = 3
"""errors in a row, without a picture between them, before a film or a list is given up"""


class PerceptionLink:
    """Perception, as the app has it: `start`, then `poll` and `latest` at each frame, then `close`."""

    def __init__(self, settings: PerceptionSettings) -> None:
        """Keep ``settings``; nothing runs yet."""
        self.settings = settings
        self.faults: list[Fault] = []
        self._child: Child | None = None
        self._status = LinkStatus(
            "starting", f"Opening {settings.source.label}.", source_name=settings.source.label
        )
        self._resume = Resume()
        self._next_frame = 0
        self._wait_until: float | None = None
        self._pause_s = 0.0
        self._spawned_s = 0.0
        self._beat = -1
        self._silent_s = 0.0
        self._polled_s = 0.0
        self._ended = False
        self._failures = 0

    def start(self) -> None:
        """Start the child process; returns at once. MachineError where the system refuses one."""
        now = time.monotonic()
        self._set("starting", f"Opening {self.settings.source.label}.", now=now)
        self._spawn(now)

    @property
    def status(self) -> LinkStatus:
        """How it stands; ``ended`` only when the last frame has been taken."""
        return self._status

    @property
    def pid(self) -> int | None:
        """The child's process id, while there is one."""
        return self._child.pid if self._child is not None and self._child.alive else None

    def latest(self, receive: PictureReceiver | None = None) -> Seen | None:
        """The newest frame with what was found in it, or None where it was taken before; never waits.

        ``receive`` is handed the picture in shared memory and copies what it needs; ``Seen.pixels`` is then empty.
        """
        child = self._child
        taken = child.slot.take(receive) if child is not None else None
        if child is None or taken is None:
            return None
        if self.settings.pacing == "lockstep":
            child.tell(Say.TAKEN)
        observation, pixels = taken
        now = time.monotonic()
        self._note(observation.frame, observation.t, observation.captured_s, now)
        lens = observation.lens
        assert lens is not None  # the worker has one for every frame
        if self._status.lens is not lens:
            self._status = replace(self._status, lens=lens, size=(observation.width, observation.height))
        return Seen(observation, pixels, lens)

    def wait(self, timeout_s: float) -> bool:
        """Sleep until there is a newer frame or other news, at most ``timeout_s``, and `poll`; True for a frame."""
        child = self._child
        if child is None or not child.alive:
            time.sleep(min(timeout_s, 0.05))
        else:
            child.wait(timeout_s)
        self.poll(time.monotonic())
        return self._waiting()

    def poll(self, now: float) -> LinkStatus:
        """Hear the child and mend what is wrong with it; ``now`` is time.monotonic(). At each app frame."""
        self._silent_s += min(max(now - self._polled_s, 0.0), _MOST_STEP_S)
        self._polled_s = now
        if self._wait_until is not None and now >= self._wait_until:
            self._respawn(now)
        child = self._child
        if child is not None and self._wait_until is None and not self._ended:
            self._hear(child, now)
            if not self._settled:
                self._watch(child, now)
        if self._ended and self._status.state not in ("ended", "failed") and not self._waiting():
            self._set("ended", f"{self._status.source_name} has come to its end.", now=now)
        return self._status

    def look_instead(self, settings: PerceptionSettings) -> None:
        """Begin anew with ``settings``, for what was asked for never came; MachineError as in `start`."""
        self.close()
        self.__init__(settings)  # type: ignore[misc]
        self.start()

    def want_people(self, people: frozenset[PeopleModel]) -> None:
        """Change which people models take their turns; loading one takes a moment."""
        if people != self.settings.people:
            self.settings = replace(self.settings, people=people)
            if self._child is not None:
                self._child.tell(Say.PEOPLE, people)

    def want_targets(self, targets: tuple[Target, ...]) -> None:
        """Look for these from now on: one that nobody waits for costs a look around every few frames."""
        if targets != self.settings.targets:
            self.settings = replace(self.settings, targets=targets)
            if self._child is not None:
                self._child.tell(Say.TARGETS, targets)

    def close(self) -> None:
        """End the child and free the memory; may be called twice."""
        if self._child is not None:
            if self.settings.hold_camera:
                self._child.take_leave(GRACE_S)
            self._child.close()
            self._child = None
        self._wait_until = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _waiting(self) -> bool:
        return self._child is not None and self._child.slot.waiting

    def _spawn(self, now: float) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None
        self._wait_until = None
        try:
            with no_interrupt():  # or a child that was started would have nobody who ends it
                self._child = Child(self.settings, self._resume)
        except OSError as error:
            raise errors.MachineError(
                f"the perception process cannot be started: {error}", "Free memory, or restart the machine."
            ) from error
        self._spawned_s = self._polled_s = now
        self._beat, self._silent_s = -1, 0.0

    def _respawn(self, now: float) -> None:
        """In mid-visit a machine that is out of memory is waited for, not a reason to end."""
        try:
            self._spawn(now)
        except errors.MachineError as error:
            self._pause_s = min(max(2 * self._pause_s, 1.0), _MOST_PAUSE_S)
            self._wait_until = now + self._pause_s
            self._set("lost", _sentence(error.message), error.advice, now=now)

    def _hear(self, child: Child, now: float) -> None:
        for say, rest in child.messages():
            self._heard(say, rest, now)

    def _heard(self, say: Say, rest: list[Any], now: float) -> None:
        if say == Say.OPENED:
            name, fps, identity = rest
            self._status = replace(self._status, source_name=name, fps=fps, camera=identity)
        elif say == Say.LENS:
            served = tuple(each for each in self._status.served if each != rest[0])
            self._status = replace(self._status, served=(*served, rest[0])[-_MOST_LENSES:])
        elif say == Say.FOUND:
            self.settings = replace(self.settings, **{rest[0]: rest[1]})
        elif say == Say.LOST:
            message, advice = rest
            self._fault("lost", now)
            self._set("lost", _sentence(message), advice, now=now)
        elif say == Say.STALLED:
            self._fault("stall", now)
            self._resume = replace(self._resume, stall_s=min(2 * rest[0], _MOST_STALL_S))
        elif say == Say.NOTICE and rest[0] not in self._status.notices:
            self._status = replace(self._status, notices=(*self._status.notices, rest[0]))
        elif say == Say.ENDED:
            self._ended = True
        elif say == Say.FAILED:
            self._fail(_error(*rest), now)

    def _watch(self, child: Child, now: float) -> None:
        """A child that died or has been silent for too long is replaced."""
        beat, phase = child.beat
        if beat != self._beat:
            self._beat, self._silent_s = beat, 0.0
        if child.exit_code is not None:
            self._hear(child, now)  # what it said between our listening and its end
            if self._settled:
                return
            self._replace("crash", "Perception stopped and is started again.", now)
        elif self._silent_s > SILENCE_S[phase]:
            self._replace("hang", f"{self._status.source_name} does not answer; it is opened again.", now)

    @property
    def _settled(self) -> bool:
        """Nothing is to be heard or seen of this child any more: it is done, or another is to follow."""
        return self._ended or self._wait_until is not None

    def _replace(self, kind: str, message: str, now: float, advice: str = "") -> None:
        assert self._child is not None
        self._child.stop()
        self._fault(kind, now)
        quick = now - self._spawned_s < _QUICK_DEATH_S
        self._pause_s = (
            min(max(2 * self._pause_s, 1.0), _MOST_PAUSE_S) if quick and self._status.restarts else 0.0
        )
        self._wait_until = now + self._pause_s
        self._set("lost", message, advice, now=now, restarts=self._status.restarts + 1)
        self._resume = replace(self._resume, first=self._next_frame == 0 and self._resume.first)

    def _fail(self, error: PrisonersVoiceError, now: float) -> None:
        """Final before the first picture; after it, as a crash is, for a visit must not end by one bad picture."""
        self._status = replace(self._status, error=error)
        self._failures += 1
        if self._next_frame > 0 and (self._endless or self._failures < _MOST_FAILURES):
            self._replace("failed", _sentence(error.message), now, error.advice)
            return
        self._fault("failed", now)
        self._ended = True
        self._set("failed", _sentence(error.message), error.advice, now=now)

    @property
    def _endless(self) -> bool:
        """Whether somebody waits for pictures without end, and not for those of one file, each of them."""
        settings = self.settings
        return settings.pacing == "live" and (settings.source.live or settings.loop)

    def _note(self, frame: int, t: float, captured_s: float, now: float) -> None:
        dropped = max(0, frame - self._next_frame)
        self._next_frame = max(self._next_frame, frame + 1)
        self._resume = replace(self._resume, frame=self._next_frame, t=t, at_s=captured_s, first=False)
        if dropped:
            self._status = replace(self._status, frames_dropped=self._status.frames_dropped + dropped)
        # a picture from before the loss may still lie in the slot: nothing is back with it
        back = self._status.state == "lost" and captured_s > self._status.since
        if back or self._status.state == "starting":
            self._failures = 0
            self._status = replace(self._status, error=None)
            self._set("running", f"{self._status.source_name} is seen.", now=now)
            self.faults = [replace(each, recovered_s=each.recovered_s or now) for each in self.faults]

    def _fault(self, kind: str, now: float) -> None:
        # what follows from a fault that is still open is the same fault
        open_fault = bool(self.faults) and self.faults[-1].recovered_s is None
        # a source that was never there has not been lost
        if not open_fault and (not self._resume.first or kind in ("crash", "hang", "failed")):
            self.faults.append(Fault(kind, now))

    def _set(
        self, state: LinkState, message: str, advice: str = "", *, now: float, restarts: int | None = None
    ) -> None:
        since = self._status.since if state == self._status.state else now
        self._status = replace(
            self._status,
            state=state,
            message=message,
            advice=advice,
            since=since,
            restarts=self._status.restarts if restarts is None else restarts,
        )


def _error(name: str, message: str, advice: str, details: str) -> PrisonersVoiceError:
    kind = getattr(errors, name, InternalFault)
    if kind is InternalFault:
        return InternalFault(message, advice, details=details)
    made = kind(message, advice)
    assert isinstance(made, PrisonersVoiceError)
    return made


def _sentence(message: str) -> str:
    """A message as a sentence; an address or a path at its beginning keeps its letters."""
    first = message.split(" ", 1)[0]
    begun = message if any(sign in first for sign in "/\\.:") else message[:1].upper() + message[1:]
    return begun if begun.endswith((".", "?", "!")) else begun + "."
