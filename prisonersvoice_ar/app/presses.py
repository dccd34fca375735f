"""From the window's events, or from a written visitor, to the buttons pressed."""

from prisonersvoice_ar.app.looking import Looking
from prisonersvoice_ar.app.pointing import Pointing
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.visit.keys import button_for
from prisonersvoice_ar.core.visit.view import Phase, View
from prisonersvoice_ar.core.visit.written import WrittenVisitor, demo_visit
from prisonersvoice_ar.stage.screens import Screens
from prisonersvoice_ar.stage.window import (
    Closed,
    KeyPressed,
    KeyReleased,
    PointerMoved,
    PointerPressed,
    Window,
    WindowEvent,
)

FULLSCREEN_KEY = "f11"
_CONTROL = ("control", "lcontrol", "rcontrol")


class Presses:
    """What was pressed since the last frame."""

    def __init__(
        self, window: Window, screens: Screens, settings: RunSettings, looking: Looking, pointing: Pointing
    ) -> None:
        """Listen to ``window``; a written visitor presses where ``settings`` ask for one."""
        self._looking, self._pointing = looking, pointing
        self._window, self._screens = window, screens
        self._steps = settings.visit or demo_visit(settings.lang or "uk")
        self._visitor = WrittenVisitor(self._steps)
        self._leaving = False
        self._control = False
        self._written = settings.written_visitor
        self._fullscreen = settings.fullscreen
        self.closed = False
        """somebody has closed the window, or pressed Ctrl+Q"""
        self.touched: tuple[str, ...] = ()
        """objects that were touched since the frame before"""
        self.keys: tuple[str, ...] = ()
        """keys that were pressed since the frame before, by the names that scenes give them"""
        self.acted = False
        """a hand did something since the frame before"""

    def since_last(self, view: View, now: float, *, target_seen: bool) -> tuple[str, ...]:
        """Ids of the buttons pressed on ``view``, in order."""
        self.touched, self.keys, self.acted = (), (), False
        pressed = [button for event in self._window.events() if (button := self._from_event(event, view))]
        self._looking.step(view, now)
        if self._leaving and view.phase is not Phase.FAREWELL:
            self._leaving, self._visitor = False, WrittenVisitor(self._steps)
        if self._written:
            self._visitor, acts = self._visitor.act(view, now, target_seen)
            pressed += acts
        return tuple(pressed)

    def next_visitor(self) -> None:
        """The written visitor is leaving; the next comes in when the farewell is over."""
        self._leaving = True

    def _from_event(self, event: WindowEvent, view: View) -> str | None:
        button = self._button(event, view)
        self.acted |= isinstance(event, KeyPressed | PointerPressed | PointerMoved)
        if isinstance(event, KeyPressed) and not self._control:
            self.keys += (event.key.replace("_", "-"),)
        touched = self._pointing.take(event, on_button=button is not None)
        if touched is not None and view.show_cell and view.overlay is None:
            self.touched += (touched,)
        if self._looking.may_look(view):
            self._looking.take(event, on_button=button is not None)
        return button

    def _button(self, event: WindowEvent, view: View) -> str | None:
        match event:
            case KeyPressed(key) if key in _CONTROL:
                self._control = True
            case KeyReleased(key) if key in _CONTROL:
                self._control = False
            case KeyPressed("q") if self._control:
                self.closed = True
            case KeyPressed(key) if key == FULLSCREEN_KEY:
                self._fullscreen = not self._fullscreen
                self._window.set_fullscreen(self._fullscreen)
            case KeyPressed(key):
                return self._screens.steer(key) or button_for(key, view)
            case PointerMoved(x, y):
                self._screens.hover(x, y)
            case PointerPressed(x, y):
                return self._screens.hit(x, y)
            case Closed():
                self.closed = True
            case _:
                pass
        return None
