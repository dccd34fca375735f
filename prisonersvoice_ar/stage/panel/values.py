"""What the panel shows: values only, in words that are already in the author's language."""

from dataclasses import dataclass, field

from prisonersvoice_ar.core.rehearsal import Timeline


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    id: str
    text: str
    detail: str = ""
    """shown at the right, quieter"""
    tip: str = ""
    """shown while the pointer rests on it"""
    current: bool = False
    done: bool = False
    """visited, said, fired"""


@dataclass(frozen=True)
class Pick:
    """One of a few things to choose from."""

    id: str
    text: str


@dataclass(frozen=True)
class Picks:
    """What can be chosen, and what is."""

    of: tuple[Pick, ...] = ()
    chosen: str = ""


@dataclass(frozen=True)
class Trouble:
    """A problem of the scene's files as it is laid over the picture."""

    title: str
    """severity and message"""
    place: str
    """file:line:column, as the author knows the file"""
    file: str
    """absolute, for the editor"""
    line: int
    column: int
    snippet: str = ""
    """the line itself, tabs as spaces"""
    marked: tuple[int, int] = (0, 0)
    """characters of the snippet that are meant: from, to"""
    label: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Troubles:
    """All that is wrong with what was saved last."""

    headline: str
    footnote: str
    """what is on the screen meanwhile"""
    first: tuple[Trouble, ...]
    more: str = ""
    """how many are not shown"""


@dataclass(frozen=True)
class Fact:
    """A name and what is measured."""

    name: str
    value: str
    warn: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A key and what it does."""

    key: str
    does: str


@dataclass(frozen=True)
class PanelView:
    """Everything of one frame."""

    title: str
    file: str
    time: float = 0.0
    """seconds of story: the playhead"""
    known: float = 0.0
    """seconds that have been played or done"""
    playing: bool = False
    speed: float = 1.0
    muted: bool = False
    timeline: Timeline | None = None
    revision: int = 0
    """grows whenever the timeline changes"""
    beats: tuple[Row, ...] = ()
    lines: tuple[Row, ...] = ()
    leaves: tuple[Row, ...] = ()
    """what is awaited; pressing fires it"""
    ways: tuple[Row, ...] = ()
    """choices that are open"""
    flags: tuple[Row, ...] = ()
    languages: Picks = field(default_factory=Picks)
    modes: Picks = field(default_factory=Picks)
    targets: Picks = field(default_factory=Picks)
    facts: tuple[Fact, ...] = ()
    troubles: Troubles | None = None
    shortcuts: tuple[Shortcut, ...] = ()
    help_open: bool = False
    notice: str = ""
    """one line that comes and goes"""
