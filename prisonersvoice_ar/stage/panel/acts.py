"""What somebody does at the panel, by mouse or by key."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Press:
    """A button without a value."""

    what: str
    """"toggle", "start", "step", "step-back", "next", "next-line", "previous-line", "next-beat", "previous-beat",
    "skip", "mute", "help", "reset-view", "editor", "language", "mode", "faster", "slower" """


@dataclass(frozen=True)
class Scrub:
    """The playhead is dragged."""

    time: float
    """seconds of story"""


@dataclass(frozen=True)
class Jump:
    """To a beat or a line."""

    to: str
    line: bool = False
    """it is a line"""


@dataclass(frozen=True)
class Fire:
    """An awaited trigger, by hand."""

    leaf: str
    """the row's id"""


@dataclass(frozen=True)
class Choose:
    """A choice of the beat."""

    way: str


@dataclass(frozen=True)
class Flag:
    """A flag is turned round."""

    name: str


@dataclass(frozen=True)
class Pick:
    """Another language, mode, target or speed."""

    what: str
    """"language", "mode", "target", "speed" """
    id: str


@dataclass(frozen=True)
class Open:
    """The editor, at a place."""

    file: str
    line: int
    column: int


Act = Press | Scrub | Jump | Fire | Choose | Flag | Pick | Open
