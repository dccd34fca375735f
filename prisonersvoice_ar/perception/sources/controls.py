"""A camera's settings: size and rate; its automatics (exposure, focus, white balance) held still, and always given back.

Each back end has its own numbers for automatic and manual exposure: V4L2 the menu of the kernel's
V4L2_CID_EXPOSURE_AUTO (1 manual, 3 aperture priority), DirectShow and Media Foundation a flag. What a driver
answers to `set` means little (many say no and obey, or yes and do not), so that it is asked again afterwards.
"""

from dataclasses import dataclass
from typing import Any

import cv2

from prisonersvoice_ar.core.capture import CameraFormat


@dataclass(frozen=True)
class _Control:
    """One automatic and the value that it moves."""

    name: str
    automatic: int
    value: int
    off: tuple[float, ...]
    """what switches it off, the likelier first"""
    on: tuple[float, ...]


_PLAIN = ((0.0,), (1.0,))
_FORMAT = (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS)


def _controls(backend: int) -> tuple[_Control, ...]:
    exposure: tuple[tuple[float, ...], tuple[float, ...]] = ((0.25, 0.0), (0.75, 1.0))
    if backend == cv2.CAP_V4L2:
        exposure = ((1.0,), (3.0, 0.0))
    return (
        _Control("exposure", cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_EXPOSURE, *exposure),
        _Control("focus", cv2.CAP_PROP_AUTOFOCUS, cv2.CAP_PROP_FOCUS, *_PLAIN),
        _Control("white balance", cv2.CAP_PROP_AUTO_WB, cv2.CAP_PROP_WB_TEMPERATURE, *_PLAIN),
    )


class Controls:
    """The automatics of one open camera."""

    def __init__(self, capture: Any, backend: int) -> None:
        """``capture``: an open cv2.VideoCapture of ``backend``."""
        self._capture = capture
        self._all = _controls(backend)
        # the other back ends do not tell what is off from what they do not know
        self._told = backend == cv2.CAP_V4L2
        self._held: dict[_Control, float] = {}
        """which are held, and what the automatic stood at before"""

    def ask(self, wanted: CameraFormat) -> tuple[int, int, float]:
        """Ask for a size and a rate, before the first picture or between two; width, height and rate that it has now."""
        # 720p at 30 frames a second passes USB 2 only as MJPEG
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        for setting, value in zip(_FORMAT, (wanted.width, wanted.height, wanted.fps), strict=True):
            self._capture.set(setting, value)
        width, height, fps = (self._capture.get(setting) for setting in _FORMAT)
        return int(width), int(height), float(fps)

    @property
    def held(self) -> tuple[str, ...]:
        """Names of those that are held."""
        return tuple(control.name for control in self._held)

    def hold(self) -> tuple[str, ...]:
        """Hold each where it is now; the names of those that the driver did not give up."""
        refused = []
        for control in self._all:
            if control in self._held:
                continue
            before = self._capture.get(control.automatic)
            if self._told and (before in control.off or before < 0.0):
                continue  # there is none, or somebody holds it already
            value = self._capture.get(control.value)
            # who answers the same as before has not been moved: AVFoundation answers 0 to everything
            if (
                not self._switch(control.automatic, control.off)
                or self._capture.get(control.automatic) == before
            ):
                self._switch(control.automatic, control.on)
                refused.append(control.name)
                continue
            self._held[control] = before
            # some drivers go to a value of their own when the automatic is switched off
            self._capture.set(control.value, value)
        return tuple(refused)

    def give_back(self) -> None:
        """Let each run again as it did before."""
        for control, before in self._held.items():
            automatic = before if before not in control.off and before > 0.0 else control.on[0]
            self._switch(control.automatic, (automatic, *control.on))
        self._held = {}

    def run(self) -> None:
        """Let all of them run: a program that was killed may have left them held."""
        for control in self._all:
            if self._capture.get(control.automatic) in control.off:
                self._switch(control.automatic, control.on)

    def _switch(self, setting: int, values: tuple[float, ...]) -> bool:
        """Set the first of ``values`` that the driver takes; whether it took one."""
        for value in values:
            self._capture.set(setting, value)
            if abs(self._capture.get(setting) - value) < 1e-3:
                return True
        return False
