"""Mouse and keys of the workshop's windows: to the panel, to the view, to the visitor's own buttons, or to acts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.preview.deeds import Deeds
from prisonersvoice_ar.app.preview.keys import DOLLY_KEYS, VIEW_KEYS, Keyboard
from prisonersvoice_ar.core.rehearsal import Change, Rehearsal
from prisonersvoice_ar.stage.panel.acts import Act, Press
from prisonersvoice_ar.stage.screen import Shown
from prisonersvoice_ar.stage.window import (
    Closed,
    Focus,
    KeyPressed,
    KeyReleased,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    WheelTurned,
    WindowEvent,
)

if TYPE_CHECKING:
    from prisonersvoice_ar.app.preview.workshop import Bench

_CLICK_PX = 4.0
"""a press that has moved less is a click and no drag"""
_TWICE_S = 0.35
_STILL_S = 0.4
"""how long after a hand's last doing frames follow at once"""


class Hand:
    """What the author's hand has done since the last frame."""

    def __init__(self, bench: "Bench") -> None:
        """Nothing is held."""
        self._bench = bench
        self._keyboard = Keyboard()
        self._drag: tuple[float, float] | None = None
        """screen pixels"""
        self._moved = 0.0
        self._clicked = (-10.0, 0.0, 0.0)
        """when and where, for the double click"""
        self._clock = 0.0
        self._busy_until = 0.0
        self._full = False

    @property
    def busy(self) -> bool:
        """It has done something just now, or holds something."""
        return self._clock < self._busy_until or bool(self._keyboard.held) or self._drag is not None

    def acts(
        self, rehearsal: Rehearsal | None, seconds: float, deeds: Deeds, changed: Callable[[Change], None]
    ) -> tuple[Act, ...]:
        """What is asked for; the view is moved and the picture's buttons are pressed here."""
        self._clock += seconds
        found: list[Act] = []
        bench = self._bench
        for event in bench.window.events():
            self._busy_until = self._clock + _STILL_S
            taken = bench.panel.take(event)
            # a drag that has begun in the picture goes on wherever the pointer is
            if not taken or (self._drag is not None and isinstance(event, PointerMoved)):
                found += self._act(event, bench.shown[0], rehearsal, deeds, changed)
        for event in bench.second.events() if bench.second is not None else ():
            self._busy_until = self._clock + _STILL_S
            found += self._act(event, bench.shown[1], rehearsal, deeds, changed)
        if rehearsal is not None:
            for key in self._keyboard.held:
                bench.picture.turn(rehearsal.mode, *VIEW_KEYS[key], seconds)
        return tuple(found)

    def toggle_fullscreen(self) -> None:
        """Of the window that shows the picture to others, where there is one."""
        self._full = not self._full
        (self._bench.second or self._bench.window).set_fullscreen(self._full)

    def _act(
        self,
        event: WindowEvent,
        shown: Shown,
        rehearsal: Rehearsal | None,
        deeds: Deeds,
        changed: Callable[[Change], None],
    ) -> list[Act]:
        match event:
            case Closed():
                return [Press("quit")]
            case KeyPressed(key):
                return self._key(key, rehearsal)
            case KeyReleased(key):
                self._keyboard.released(key)
            case Focus(on=False):
                self._keyboard.let_go()
            case _ if rehearsal is not None:
                return self._pointer(event, shown, rehearsal, deeds, changed)
            case _:
                pass
        return []

    def _key(self, key: str, rehearsal: Rehearsal | None) -> list[Act]:
        if key in DOLLY_KEYS and rehearsal is not None:
            self._bench.picture.dolly(rehearsal.mode, 2.0 * DOLLY_KEYS[key])
        act = self._keyboard.pressed(key)
        return [act] if act is not None else []

    def _pointer(
        self,
        event: WindowEvent,
        shown: Shown,
        rehearsal: Rehearsal,
        deeds: Deeds,
        changed: Callable[[Change], None],
    ) -> list[Act]:
        picture, size = self._bench.picture, self._bench.picture.screen.size
        match event:
            case PointerMoved(x, y):
                at = shown.point(x, y, size)
                if at is None and self._drag is None:
                    picture.leave()
                elif self._drag is None and at is not None:
                    picture.hover(*at)
                else:
                    self._dragged(rehearsal, (x, y), shown, size)
            case PointerPressed(x, y):
                at = shown.point(x, y, size)
                if at is not None:
                    return self._press(at, rehearsal, deeds, changed)
            case PointerReleased(x, y):
                self._release(shown.point(x, y, size), rehearsal, deeds, changed)
            case WheelTurned(x, y, notches) if shown.point(x, y, size) is not None:
                picture.dolly(rehearsal.mode, notches)
            case _:
                pass
        return []

    def _dragged(
        self, rehearsal: Rehearsal, at: tuple[float, float], shown: Shown, size: tuple[int, int]
    ) -> None:
        """The window's pixels, for a drag goes on beside the picture."""
        if self._drag is None:
            return
        scale = size[0] / shown.where.w
        x, y = (at[0] - shown.where.x) * scale, (at[1] - shown.where.y) * scale
        dx, dy = x - self._drag[0], y - self._drag[1]
        self._moved += abs(dx) + abs(dy)
        self._drag = (x, y)
        self._bench.picture.drag(rehearsal.mode, dx, dy)

    def _press(
        self, at: tuple[float, float], rehearsal: Rehearsal, deeds: Deeds, changed: Callable[[Change], None]
    ) -> list[Act]:
        button = self._bench.picture.hit(*at)
        if button is not None:
            changed(deeds.press_in_picture(button, rehearsal))
            return []
        when, x, y = self._clicked
        self._clicked = (self._clock, *at)
        if self._clock - when < _TWICE_S and abs(at[0] - x) + abs(at[1] - y) < 3 * _CLICK_PX:
            return [Press("reset-view")]
        self._drag, self._moved = at, 0.0
        return []

    def _release(
        self,
        at: tuple[float, float] | None,
        rehearsal: Rehearsal,
        deeds: Deeds,
        changed: Callable[[Change], None],
    ) -> None:
        clicked = self._drag is not None and self._moved < _CLICK_PX
        self._drag = None
        if clicked and at is not None:
            name = self._bench.picture.object_at(*at)
            if name is not None:
                changed(deeds.touch(name, rehearsal))
