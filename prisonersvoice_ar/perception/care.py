"""The care of an open camera: its size by what the machine can carry, its automatics, its mirrored pictures."""

import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from prisonersvoice_ar.core.capture import CameraFormat, Holding, Mirroring, Pace
from prisonersvoice_ar.core.tracking.observation import LockState, TargetPose
from prisonersvoice_ar.perception.settings import PerceptionSettings, Pixels
from prisonersvoice_ar.perception.sources import Source

Notice = Callable[[str], None]


class CameraCare:
    """What is done for a camera between its frames; for any other source nothing is."""

    def __init__(
        self,
        settings: PerceptionSettings,
        source: Source,
        notice: Notice,
        *,
        found: Callable[[str, object], None] = lambda _field, _value: None,
        busy: Callable[[], None] = lambda: None,
    ) -> None:
        """``notice`` is told what was done; ``found`` a field of the settings that the next life begins with.

        ``busy`` is called before what may take seconds.
        """
        self._found, self._busy = found, busy
        camera: Any = source if hasattr(source, "controls") else None
        self._camera = camera
        self._notice = notice
        self._pace = Pace(settings.camera_format)
        # in lockstep a frame waits for its reader, which says nothing of what the machine can carry
        self._paced = settings.pacing == "live" and not settings.keep_format
        self._holding = Holding() if settings.hold_camera else None
        self._said_refused = False
        self._fps = float(settings.camera_format.fps)
        self._ask_next()

    def _ask_next(self) -> None:
        """What the camera is asked for when it is opened the next time."""
        if self._camera is not None:
            self._camera.format = self._pace.current

    def opened(self) -> None:
        """The camera has been opened: nothing is held yet, and the machine begins anew to show what it can."""
        if self._camera is None:
            return
        self._fps = self._camera.fps or float(self._pace.current.fps)
        if self._holding is not None and self._camera.controls is not None:
            self._holding = Holding()
            # a program that was killed while it held them could not give them back
            self._camera.controls.run()

    def after(self, captured_s: float, poses: tuple[TargetPose, ...], now: float) -> None:
        """A frame that was ``captured_s`` has been handled; both seconds of time.monotonic()."""
        if self._camera is None:
            return
        self._fps = self._camera.fps or float(self._pace.current.fps)
        if self._holding is not None:
            locked = any(pose.state is LockState.LOCKED for pose in poses)
            self._hold(self._holding.step(now, locked=locked))
        if self._paced and self._pace.step(now, now - captured_s, 1.0 / self._fps) is not None:
            self._step_down()

    def _hold(self, what: str | None) -> None:
        controls = self._camera.controls
        if what is None or controls is None:
            return
        if what == "give back":
            controls.give_back()
            return
        refused = controls.hold()
        if refused and not self._said_refused:
            self._said_refused = True
            names = " and ".join(refused)
            self._notice(
                f"{self._camera.name} does not let its {names} be held; it goes on adjusting by itself."
            )

    def _step_down(self) -> None:
        """Ask for less until the camera gives less: not every camera has every size."""
        controls, before = self._camera.controls, (*self._camera.size, self._fps)
        wanted: CameraFormat | None = self._pace.current
        self._busy()
        while wanted is not None and controls is not None:
            width, height, fps = controls.ask(wanted)
            if width * height < before[0] * before[1] or 0.0 < fps < before[2]:
                break
            wanted = self._pace.next()
        else:
            return
        self._fps = fps or float(self._pace.current.fps)
        self._ask_next()
        self._found("camera_format", self._pace.current)
        self._notice(
            f"This machine cannot keep up with {before[0]}×{before[1]} at {before[2]:.0f} frames a second; "
            f"{self._camera.name} gives {width}×{height} at {self._fps:.0f} now. --camera-size asks for another."
        )


class Turning:
    """Turns mirrored pictures back, and finds out that they are mirrored."""

    def __init__(self, settings: PerceptionSettings, *, live: bool) -> None:
        """``live``: a file's pictures are as somebody made them, and are left so."""
        self.on = settings.flip
        self._mirroring = Mirroring() if live and not settings.flip else None
        self._tracker: Any = None
        self._into: Pixels = np.empty((0, 0, 3), np.uint8)

    def turned(self, pixels: Pixels) -> Pixels:
        """(H, W, 3) ``pixels`` from the other side, in an array that is written again the next time."""
        if self._into.shape != pixels.shape:
            self._into = np.empty(pixels.shape, np.uint8)
        return np.asarray(cv2.flip(pixels, 1, dst=self._into), np.uint8)

    def find_out(
        self, pixels: Pixels, t: float, poses: tuple[TargetPose, ...], make_tracker: Callable[[], Any]
    ) -> bool:
        """Look at ``pixels`` from the other side where it is time; True where they turn out to be mirrored."""
        watch, now = self._mirroring, time.monotonic()
        if watch is None or not watch.due(now, found=bool(poses)):
            self._tracker = None
            return False
        if self._tracker is None or watch.begins:
            self._tracker = make_tracker()
        found = any(pose.state is LockState.LOCKED for pose in self._tracker.track(self.turned(pixels), t))
        if not watch.looked(now, found=found):
            return False
        self.on, self._mirroring, self._tracker = True, None, None
        return True
