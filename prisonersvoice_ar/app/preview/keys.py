"""Keys of the workshop: one table for what they do and for the page that lists them."""

from collections.abc import Sequence

from prisonersvoice_ar.stage.panel.acts import Act, Press
from prisonersvoice_ar.stage.panel.values import Shortcut
from prisonersvoice_ar.words import Interface

_PLAIN: dict[str, Act] = {
    "space": Press("toggle"),
    "arrow_left": Press("step-back"),
    "arrow_right": Press("step"),
    "page_up": Press("previous-beat"),
    "page_down": Press("next-beat"),
    "enter": Press("next"),
    "home": Press("start"),
    "tab": Press("skip"),
    "[": Press("slower"),
    "]": Press("faster"),
    "l": Press("language"),
    "v": Press("mode"),
    "t": Press("target"),
    "m": Press("mute"),
    "e": Press("editor"),
    "r": Press("reset-view"),
    "f1": Press("help"),
    "/": Press("help"),  # where "?" is on most keyboards
    "?": Press("help"),
    "f11": Press("fullscreen"),
    "escape": Press("escape"),
}
_CONTROL: dict[str, Act] = {
    "arrow_left": Press("previous-line"),
    "arrow_right": Press("next-line"),
    "q": Press("quit"),
}
_CONTROLS = ("control", "lcontrol", "rcontrol", "meta", "lmeta", "rmeta")
VIEW_KEYS = {"a": (-1, 0), "d": (1, 0), "w": (0, 1), "s": (0, -1)}
DOLLY_KEYS = {"=": 1.0, "+": 1.0, "-": -1.0}
_LISTED = (
    ("@key-space", "toggle"), ("←  →", "step"), ("Ctrl ←  →", "line"), ("PgUp  PgDn", "beat"), ("Enter", "next"),
    ("Home", "start"), ("Tab", "skip"), ("1 … 9", "fire"), ("[  ]", "speed"), ("M", "mute"), ("L", "language"),
    ("V", "mode"), ("T", "target"), ("E", "editor"), ("A D W S", "orbit"), ("+  −", "dolly"), ("R", "reset"),
    ("@wheel", "zoom"), ("F11", "full"), ("F1  ?", "help"), ("Ctrl Q", "quit"),
)  # fmt: skip


class Keyboard:
    """Remembers what is held, and turns keys into acts."""

    def __init__(self) -> None:
        """Nothing is held."""
        self._control = False
        self.held: set[str] = set()
        """keys of the view that are down"""

    def pressed(self, key: str) -> Act | None:
        """What a key asks for; None where it asks for nothing here. The digits give ``Press("1")`` to ``Press("9")``."""
        if key in _CONTROLS:
            self._control = True
            return None
        if self._control:
            return _CONTROL.get(key)
        if key in VIEW_KEYS:
            self.held.add(key)
            return None
        if key.isdecimal() and key != "0":
            return Press(key)
        return _PLAIN.get(key)

    def released(self, key: str) -> None:
        """A key came up."""
        if key in _CONTROLS:
            self._control = False
        self.held.discard(key)

    def let_go(self) -> None:
        """The window lost the keyboard."""
        self._control = False
        self.held.clear()


def shortcuts(words: Interface) -> Sequence[Shortcut]:
    """Every key and what it does, in the panel's language."""
    return tuple(
        Shortcut(words.text(key[1:]) if key.startswith("@") else key, words.text(f"key-{name}"))
        for key, name in _LISTED
    )
