"""What a step of the story asks of stage and speaker. Effects are values; the app carries them out."""

from dataclasses import dataclass

from prisonersvoice_ar.core.script.model import Ambience, Line, SoundCue, StopCue


@dataclass(frozen=True)
class EnterBeat:
    """A beat was entered."""

    beat: str


@dataclass(frozen=True)
class StartLine:
    """Say a line from its beginning in the visit's language."""

    line: Line
    lang: str
    seconds: float
    """how long the story gives it: the voice's length, or reading time where there is no voice"""


@dataclass(frozen=True)
class EndLine:
    """A line came to its end, or was cut off (``cut``)."""

    line: str
    cut: bool = False


@dataclass(frozen=True)
class PlaySound:
    """Play a sound once."""

    cue: SoundCue


@dataclass(frozen=True)
class EndSound:
    """A sound that plays fades away; nothing where it does not."""

    cue: StopCue


@dataclass(frozen=True)
class SetAmbience:
    """Cross-fade to another ambience, or to silence (None)."""

    ambience: Ambience | None
    fade: float


@dataclass(frozen=True)
class FadeLight:
    """Take a light of the cell to a level over a time."""

    light: str
    level: float
    fade: float


@dataclass(frozen=True)
class StoryEnded:
    """The story has reached ``actions``."""


StoryEffect = EnterBeat | StartLine | EndLine | PlaySound | EndSound | SetAmbience | FadeLight | StoryEnded
