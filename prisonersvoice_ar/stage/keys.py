"""Keys, pointer, focus and closing of a real window, read from Panda3D's data graph."""

from panda3d.core import (
    ButtonThrower,
    DataGraphTraverser,
    Event,
    EventQueue,
    GraphicsWindow,
    ModifierButtons,
    MouseAndKeyboard,
    NodePath,
)

from prisonersvoice_ar.stage.events import (
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

_WHEEL = {"wheel_up": 1.0, "wheel_down": -1.0}
_letters: dict[str, list[Event]] = {}
"""what each open window has not fetched yet: Panda3D has one queue for all of them"""


class InputReader:
    """Turns one window's input into events; poll it once a frame."""

    def __init__(self, window: GraphicsWindow) -> None:
        """Listen to ``window``'s keyboard and mouse."""
        self._window = window
        self._prefix = f"window-{id(self)}"
        window.setCloseRequestEvent(f"{self._prefix}-close")
        self._root = NodePath("input")
        devices = self._root.attachNewNode(MouseAndKeyboard(window, 0, "devices"))
        thrower = ButtonThrower("buttons")
        thrower.setButtonDownEvent(f"{self._prefix}-down")
        thrower.setButtonUpEvent(f"{self._prefix}-up")
        thrower.setModifierButtons(ModifierButtons())  # or shift would hide the key it is held with
        devices.attachNewNode(thrower)
        self._traverser = DataGraphTraverser()
        self._queue = EventQueue.getGlobalEventQueue()
        _letters[self._prefix] = []
        self._pointer: tuple[float, float] | None = None
        self._foreground: bool | None = None
        self._closed = False

    def events(self) -> list[WindowEvent]:
        """What happened since the last call."""
        self._traverser.traverse(self._root.node())
        return [*self._moved(), *self._queued(), *self._properties()]

    def close(self) -> None:
        """Stop listening."""
        _letters.pop(self._prefix, None)
        self._root.removeNode()

    def _moved(self) -> list[WindowEvent]:
        if self._window.isClosed():
            return []
        data = self._window.getPointer(0)
        at = (float(data.getX()), float(data.getY()))
        if not data.getInWindow() or at == self._pointer:
            return []
        self._pointer = at
        return [PointerMoved(*at)]

    def _queued(self) -> list[WindowEvent]:
        found: list[WindowEvent] = []
        for event in self._fetched():
            if event.getName() == f"{self._prefix}-down" and event.getNumParameters():
                found += self._down(str(event.getParameter(0).getStringValue()))
            elif event.getName() == f"{self._prefix}-up" and event.getNumParameters():
                found += self._up(str(event.getParameter(0).getStringValue()))
            elif event.getName() == f"{self._prefix}-close":
                found += self._close_once()
        return found

    def _fetched(self) -> list[Event]:
        """This window's; those of other windows are put by for them."""
        while not self._queue.isQueueEmpty():
            event = self._queue.dequeueEvent()
            prefix = str(event.getName()).rpartition("-")[0]
            if prefix in _letters:
                _letters[prefix].append(event)
        mine = _letters.get(self._prefix, [])
        _letters[self._prefix] = []
        return mine

    def _down(self, name: str) -> list[WindowEvent]:
        if name == "mouse1":
            return [PointerPressed(*(self._pointer or (0.0, 0.0)))]
        if name in _WHEEL:
            return [WheelTurned(*(self._pointer or (0.0, 0.0)), _WHEEL[name])]
        return [] if name.startswith(("mouse", "wheel")) else [KeyPressed(name.lower())]

    def _up(self, name: str) -> list[WindowEvent]:
        if name == "mouse1":
            return [PointerReleased(*(self._pointer or (0.0, 0.0)))]
        return [] if name.startswith(("mouse", "wheel")) else [KeyReleased(name.lower())]

    def _properties(self) -> list[WindowEvent]:
        if self._window.isClosed() or not self._window.getProperties().getOpen():
            return self._close_once()
        foreground = bool(self._window.getProperties().getForeground())
        if foreground == self._foreground:
            return []
        self._foreground = foreground
        return [Focus(foreground)]

    def _close_once(self) -> list[WindowEvent]:
        if self._closed:
            return []
        self._closed = True
        return [Closed()]
