"""What a window reports: frozen values, in pixels from the window's top left corner."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyPressed:
    """A key went down (not its repeats)."""

    key: str
    """"space", "escape", "enter", "tab", "arrow_left", "f1", "1", "a" …, in lower case"""


@dataclass(frozen=True)
class KeyReleased:
    """A key came up again, or the window lost the keyboard while it was down."""

    key: str
    """as in ``KeyPressed``"""


@dataclass(frozen=True)
class PointerMoved:
    """The mouse, or a finger, is elsewhere."""

    x: float
    """pixels, to the right"""
    y: float
    """pixels, downward"""


@dataclass(frozen=True)
class PointerPressed:
    """The first mouse button, or a touch, went down."""

    x: float
    """pixels, to the right"""
    y: float
    """pixels, downward"""


@dataclass(frozen=True)
class PointerReleased:
    """The first mouse button, or the touch, came up again."""

    x: float
    """pixels, to the right"""
    y: float
    """pixels, downward"""


@dataclass(frozen=True)
class WheelTurned:
    """The mouse's wheel was turned."""

    x: float
    """pixels, to the right"""
    y: float
    """pixels, downward"""
    notches: float
    """away from the hand is positive"""


@dataclass(frozen=True)
class Resized:
    """The window's inner size changed."""

    width: int
    """pixels"""
    height: int
    """pixels"""


@dataclass(frozen=True)
class Closed:
    """The window was closed, or its close button pressed."""


@dataclass(frozen=True)
class Focus:
    """The window came to the front or went to the back."""

    on: bool


WindowEvent = (
    KeyPressed
    | KeyReleased
    | PointerMoved
    | PointerPressed
    | PointerReleased
    | WheelTurned
    | Resized
    | Closed
    | Focus
)
