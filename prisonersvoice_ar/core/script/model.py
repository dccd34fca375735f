"""A scene as the story engine reads it: frozen, resolved, every reference known to hold.

``documents`` lowers what an author writes to this; nothing here has been read from a file twice and
nothing here can fail. Words are the author's (scene-language.md). Seconds, metres, decibels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.core.script.testimony import Consent, Review, Source

Words = Mapping[str, str]
"""language code to text"""


@dataclass(frozen=True)
class Voice:
    """A recorded line in one language."""

    path: str
    """the sound file, absolute"""
    seconds: float
    synthetic: bool = False
    """True: a placeholder made by a machine, and marked so on the screen"""
    stale: bool = False
    """True: the text has changed since it was spoken"""


@dataclass(frozen=True)
class Line:
    """A sentence or two of narration; the id is stable for ever."""

    id: str
    text: Words
    cites: tuple[str, ...] = ()
    note: str = ""
    """for the voice actor"""
    voices: Mapping[str, Voice] = field(default_factory=dict)
    """language to voice; a language without one is read from the caption in reading time"""
    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """language to the captions that the author wants one after another (" | " in the text); where a language
    is not in it, the caption breaks by itself. ``text`` is without the marks"""
    fact: bool | None = None
    """whether the author says that it claims a fact; None: not said"""
    contains: tuple[str, ...] | None = None
    """themes that the author says it touches (script.themes); None: not said"""
    place: Place | None = field(default=None, compare=False)
    """where it is written"""


@dataclass(frozen=True)
class TargetSeen:
    """The scene's target is in view."""


@dataclass(frozen=True)
class TargetLost:
    """The scene's target is not in view."""


@dataclass(frozen=True)
class VisitorArrived:
    """Somebody is there: before the camera, at the keys, or with the target in view."""


@dataclass(frozen=True)
class VisitorLeft:
    """Nobody is there."""


@dataclass(frozen=True)
class LineEnded:
    """A line has been said to its end in this visit."""

    line: str


@dataclass(frozen=True)
class LookAt:
    """The visitor looks at an object without a break for a time."""

    object: str
    seconds: float = 0.8


@dataclass(frozen=True)
class CloserThan:
    """The camera is nearer to the target than this."""

    metres: float


@dataclass(frozen=True)
class FartherThan:
    """The camera is farther from the target than this."""

    metres: float


CONTINUE = "continue"
"""the button by which a visitor goes on, and what simpler acts stand for; no choice"""


@dataclass(frozen=True)
class Pressed:
    """A key, a click or a touch; ``CONTINUE`` is any of the simple acts."""

    button: str = CONTINUE


@dataclass(frozen=True)
class Touched:
    """A click or a touch on an object in the cell."""

    object: str


@dataclass(frozen=True)
class KeyPressed:
    """A named key."""

    key: str


@dataclass(frozen=True)
class Gesture:
    """A hand's gesture; the open palm is never a scene's."""

    name: str


@dataclass(frozen=True)
class After:
    """Time since the beat began to wait (its lines ended, or it had none)."""

    seconds: float


@dataclass(frozen=True)
class AnyOf:
    """One of them is enough."""

    of: "tuple[Trigger, ...]"


@dataclass(frozen=True)
class AllOf:
    """Each must have fired since the beat began to wait."""

    of: "tuple[Trigger, ...]"


Trigger = (
    TargetSeen
    | TargetLost
    | VisitorArrived
    | VisitorLeft
    | LineEnded
    | LookAt
    | CloserThan
    | FartherThan
    | Pressed
    | Touched
    | KeyPressed
    | Gesture
    | After
    | AnyOf
    | AllOf
)


@dataclass(frozen=True)
class Condition:
    """A question about the visit so far; all that is named must hold."""

    flag: str | None = None
    looked_at: str | None = None
    visited: str | None = None
    """a beat"""
    negate: bool = False


@dataclass(frozen=True)
class Moment:
    """When a cue fires: against a line's start or end, or the beat's entry where ``line`` is None."""

    line: str | None = None
    edge: Literal["start", "end"] = "start"
    offset: float = 0.0
    """seconds, not negative"""


@dataclass(frozen=True)
class LightCue:
    """A light goes to a level (0 to 1) over ``fade`` seconds."""

    light: str
    level: float
    fade: float
    moment: Moment
    id: str | None = None


@dataclass(frozen=True)
class SoundCue:
    """A sound once, in place where ``on`` names an object."""

    sound: str
    path: str
    seconds: float
    on: str | None
    level_db: float
    moment: Moment
    fade: float = 0.0
    """seconds in which it comes up"""
    id: str | None = None


@dataclass(frozen=True)
class StopCue:
    """A sound that was begun fades away before its end."""

    sound: str
    path: str
    fade: float
    moment: Moment
    id: str | None = None


Cue = LightCue | SoundCue | StopCue


@dataclass(frozen=True)
class Ambience:
    """A looping sound under everything; goes on through the beats until another replaces it."""

    sound: str
    """"" is silence"""
    path: str
    level_db: float = -28.0
    fade: float = 2.0


@dataclass(frozen=True)
class Hint:
    """Words that appear when a visitor waits long."""

    after: float
    """seconds into the wait"""
    text: Words


@dataclass(frozen=True)
class Choice:
    """One of two or three ways on, shown as a button."""

    id: str
    text: Words
    go: str
    when: Condition | None = None
    """it is offered only where this holds"""
    aside: str | None = None
    """the beat to go through first; its ``return`` leads to ``go``"""


@dataclass(frozen=True)
class Branch:
    """Where to go when the condition holds; None always holds."""

    go: str
    when: Condition | None = None
    aside: str | None = None
    """the beat to go through first; its ``return`` leads to ``go``"""


ACTIONS = "actions"
"""the way out of every story; not a beat but the phase that follows"""
RETURN = "return"
"""the way back out of an aside, to where the way into it goes on; not a beat"""


@dataclass(frozen=True)
class Beat:
    """One step of the story: begin → say and cue → wait (until, choice or rest) → then."""

    id: str
    then: tuple[Branch, ...]
    """in order; the first that holds is taken; the last always holds"""
    begin: Trigger | None = None
    once: bool = False
    """a second arrival passes straight on to ``then``"""
    say: tuple[Line, ...] = ()
    cues: tuple[Cue, ...] = ()
    ambience: Ambience | None = None
    light: str | None = None
    """which light leads in this beat"""
    set: Mapping[str, bool] = field(default_factory=dict)
    hint: Hint | None = None
    choice: tuple[Choice, ...] = ()
    until: Trigger | None = None
    rest: float | None = None
    """seconds of quiet"""
    place: Place | None = field(default=None, compare=False)
    """where it is written"""

    @property
    def ways(self) -> "tuple[Choice | Branch, ...]":
        """Every way on: those that are chosen, then those that are taken."""
        return (*self.choice, *self.then)

    @property
    def goals(self) -> tuple[str, ...]:
        """Where its ways lead, each once: beats, ACTIONS, RETURN; an aside before what follows it."""
        every = (name for way in self.ways for name in (way.aside, way.go))
        return tuple(dict.fromkeys(name for name in every if name is not None))


Mode = Literal["diorama", "portal", "surround", "window", "seated"]
BUILT_MODES: tuple[Mode, ...] = ("diorama", "portal", "seated")
"""those that the stage can show; the others are promised in the language and not built yet"""


@dataclass(frozen=True)
class Scene:
    """One testimony, ready to be gone through."""

    id: str
    title: Words
    summary: Words
    kind: Literal["composite", "first-person", "archive"]
    sources: Mapping[str, Source]
    themes: tuple[str, ...]
    age: int
    minutes: float
    place: CellPlan
    mode: Mode
    fallbacks: tuple[Mode, ...]
    targets: Mapping[str, str]
    """mode to the name of its target in markers.yaml (diorama, portal)"""
    scale: float
    """diorama: metres on the card for a metre of the cell (1:20 → 0.05)"""
    beats: Mapping[str, Beat]
    first: str
    languages: tuple[str, ...]
    """those of the title, in its order"""
    folder: str = ""
    """absolute"""
    written_in: str = ""
    """the language that translations are made from"""
    fallback: str = ""
    """the language shown where a text lacks the visitor's"""
    pronounce: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """language → a hard word as written → as it is said, for actors and placeholder voices"""
    consent: Consent | None = None
    reviews: tuple[Review, ...] = ()
    draft: bool = False
    """not for visitors yet: shown only where it is named"""
    files: tuple[str, ...] = ()
    """every YAML file that it was read from, absolute: scene.yaml first, then what it includes"""

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The modes in which it can be shown, each once, the one that its author wants most first."""
        return tuple(dict.fromkeys((self.mode, *self.fallbacks)))

    def words(self, text: Words, lang: str) -> str:
        """``text`` in ``lang``, or in the scene's fallback, or in the first of its languages that has it, or any."""
        return text.get(self.shown_in(text, lang), "")

    def shown_in(self, text: Words, lang: str) -> str:
        """The language in which ``text`` is shown to who reads ``lang``; "" where it has no words at all."""
        wanted = (lang, self.fallback, *self.languages)
        return next((code for code in wanted if code in text), next(iter(text), ""))
