"""How each editor is told a line and a column: by its own manual."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Spot:
    """A place in a file."""

    file: str
    """absolute"""
    line: int
    """from 1"""
    column: int
    """from 1, in characters"""


Takes = Callable[[Spot], tuple[str, ...]]
"""from a place to an editor's arguments"""


def plain(spot: Spot) -> tuple[str, ...]:
    """An editor whose way is not known: the file, at least."""
    return (spot.file,)


def _goto(spot: Spot) -> tuple[str, ...]:
    return ("--goto", f"{spot.file}:{spot.line}:{spot.column}")


def _colons(spot: Spot) -> tuple[str, ...]:
    return (f"{spot.file}:{spot.line}:{spot.column}",)


def _vim(spot: Spot) -> tuple[str, ...]:
    return (f"+call cursor({spot.line},{spot.column})", spot.file)


def _plus(spot: Spot) -> tuple[str, ...]:
    return (f"+{spot.line}", spot.file)


def _plus_comma(spot: Spot) -> tuple[str, ...]:
    return (f"+{spot.line},{spot.column}", spot.file)


def _plus_colon(spot: Spot) -> tuple[str, ...]:
    return (f"+{spot.line}:{spot.column}", spot.file)


def _options(spot: Spot) -> tuple[str, ...]:
    return ("--line", str(spot.line), "--column", str(spot.column), spot.file)


def _options_equal(spot: Spot) -> tuple[str, ...]:
    return (f"--line={spot.line}", f"--column={spot.column}", spot.file)


def _notepad_plus_plus(spot: Spot) -> tuple[str, ...]:
    return (f"-n{spot.line}", f"-c{spot.column}", spot.file)


def _mate(spot: Spot) -> tuple[str, ...]:
    return ("--line", f"{spot.line}:{spot.column}", spot.file)


def _xcode(spot: Spot) -> tuple[str, ...]:
    return ("--line", str(spot.line), spot.file)


def _scite(spot: Spot) -> tuple[str, ...]:
    return (f"-goto:{spot.line},{spot.column}", spot.file)


_WAYS: tuple[tuple[Takes, str], ...] = (
    (_goto, "code code-insiders codium vscodium code-oss cursor windsurf"),
    (_colons, "subl sublime_text zed zeditor hx helix"),
    (_vim, "vim gvim mvim nvim vimx view gview"),
    (_plus, "vi joe jed jmacs mcedit mg ee bbedit pluma xed featherpad"),
    (_plus_comma, "nano rnano pico ne"),
    (_plus_colon, "emacs emacsclient micro kak gedit"),
    (_options, "kate kwrite geany idea idea64 pycharm pycharm64 charm webstorm clion"),
    (_options_equal, "mousepad"),
    (_notepad_plus_plus, "notepad++"),
    (_mate, "mate"),
    (_scite, "scite"),
)
EDITORS: dict[tuple[str, str], Takes] = {
    (name, ""): takes for takes, names in _WAYS for name in names.split()
} | {("xed", "darwin"): _xcode}  # Xcode's; elsewhere it is Linux Mint's
"""(program, system or "" for all) to how it is told a place"""

WITH_WINDOW = (
    *("code", "codium", "code-insiders", "vscodium", "code-oss", "cursor", "subl", "zed", "zeditor"),
    *("kate", "gedit", "gnome-text-editor", "geany", "mousepad", "mate", "bbedit", "notepad++"),
)
"""in the order in which they are looked for"""

_VI_LIKE = ("vi", "vim", "nvim", "vimx", "view", "kak", "hx", "helix")
_NANO_LIKE = ("nano", "rnano", "pico", "ne", "micro", "joe", "jed", "jmacs", "mcedit", "mg", "ee", "ed")
_IN_TERMINAL = frozenset((*_VI_LIKE, *_NANO_LIKE))
_TEXT_OPTIONS = frozenset({"-nw", "--no-window-system", "-t", "-tty", "--tty"})


def in_terminal(name: str, options: list[str], env: Mapping[str, str], platform: str) -> bool:
    """Whether the editor called ``name`` draws in a terminal rather than a window."""
    if name in _IN_TERMINAL:
        return "-g" not in options  # vim -g is gvim
    if name in ("emacs", "emacsclient"):
        windowed = platform in ("win32", "darwin") or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))
        return not windowed or bool(_TEXT_OPTIONS & set(options))
    return False
