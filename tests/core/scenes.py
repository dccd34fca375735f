"""Makes scenes for tests, and steps through them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from prisonersvoice_ar.core.actions import Action, Campaign
from prisonersvoice_ar.core.script.cell import CellPlan
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    Beat,
    Branch,
    LightCue,
    Line,
    Moment,
    Scene,
    SoundCue,
    Voice,
)
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.effects import (
    EndLine,
    EnterBeat,
    FadeLight,
    PlaySound,
    SetAmbience,
    StartLine,
    StoryEffect,
    StoryEnded,
)
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.state import StoryState

LANGUAGES = ("uk", "en")
NOTHING = StoryInput()


def line(line_id: str, seconds: float = 2.0) -> Line:
    """A line whose voice lasts ``seconds`` in both languages."""
    voices = {lang: Voice(f"/audio/{lang}/{line_id}.wav", seconds) for lang in LANGUAGES}
    return Line(line_id, {"uk": f"Рядок {line_id}", "en": f"Line {line_id}"}, voices=voices)


def light(moment: Moment, level: float = 1.0) -> LightCue:
    """A light cue at ``moment``."""
    return LightCue("lamp", level, 1.0, moment)


def sound(moment: Moment, name: str = "bolt") -> SoundCue:
    """A sound cue at ``moment``."""
    return SoundCue(name, f"/audio/{name}.wav", 0.5, None, -6.0, moment)


def beat(beat_id: str, *ways: Branch | str, **more: object) -> Beat:
    """A beat that leads along ``ways`` (default: to actions)."""
    branches = tuple(Branch(way) if isinstance(way, str) else way for way in ways)
    return Beat(beat_id, then=branches or (Branch(ACTIONS),), **more)  # type: ignore[arg-type]


def scene(*beats: Beat, mode: str = "diorama", languages: tuple[str, ...] = LANGUAGES) -> Scene:
    """A scene of ``beats``, the first first."""
    return Scene(
        id="made",
        title={"uk": "Зроблена", "en": "Made"},
        summary={"uk": "", "en": ""},
        kind="composite",
        sources={},
        themes=("confinement",),
        age=14,
        minutes=1.0,
        place=CellPlan("punishment-cell", (2.0, 3.0, 2.5)),
        mode=mode,  # type: ignore[arg-type]
        fallbacks=("portal", "seated"),
        targets={"diorama": "card-1"},
        scale=0.05,
        beats={one.id: one for one in beats},
        first=beats[0].id,
        languages=languages,
    )


def campaign() -> Campaign:
    """One petition and a telephone number."""
    petition = Action("petition", {"uk": "Петиція", "en": "Petition"}, {}, "https://www.example.org/petition")
    support = Action("support", {"uk": "Підтримка", "en": "Support"}, {})
    return Campaign((petition,), support, ())


def brief(effect: StoryEffect) -> str:
    """An effect in a word or two."""
    match effect:
        case EnterBeat(beat_id):
            return f"beat {beat_id}"
        case StartLine(said):
            return f"line {said.id}"
        case EndLine(said, cut):
            return f"{'cut' if cut else 'end'} {said}"
        case PlaySound(cue):
            return f"sound {cue.sound}"
        case SetAmbience(ambience):
            return f"ambience {ambience.sound if ambience else None}"
        case FadeLight(name, level):
            return f"{name} {level:g}"
        case StoryEnded():
            return "ended"


Given = Callable[[float], StoryInput]


@dataclass
class Play:
    """A story being stepped; remembers what happened by which time."""

    scene: Scene
    lang: str = "uk"
    start: float = 0.0
    now: float = field(init=False)
    state: StoryState = field(init=False)
    log: list[tuple[float, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now = self.start
        self.state, effects = engine.begin(self.scene, self.lang, self.start)
        self._note(effects)

    def step(self, seconds: float, given: StoryInput = NOTHING) -> list[str]:
        """One step of ``seconds``; the effects in a word or two."""
        self.now = round(self.now + seconds, 9)
        self.state, effects = engine.step(self.scene, self.state, given, self.now)
        self._note(effects)
        return [brief(effect) for effect in effects]

    def run(self, seconds: float, given: StoryInput = NOTHING, by: float = 0.05) -> list[str]:
        """Many steps; the effects in a word or two."""
        return [word for _ in range(round(seconds / by)) for word in self.step(by, given)]

    def at(self, word: str) -> float:
        """The seconds since the start by which ``word`` had happened."""
        return next(time for time, said in self.log if said == word)

    def words(self) -> list[str]:
        """All that has happened, in order."""
        return [word for _, word in self.log]

    def _note(self, effects: tuple[StoryEffect, ...]) -> None:
        self.log += [(self.now - self.start, brief(effect)) for effect in effects]


def times(end: float, by: float) -> Iterator[float]:
    """by, 2·by … end, each exact (no sum of rounding)."""
    return (by * index for index in range(1, round(end / by) + 1))
