"""Steps through visits for tests."""

from dataclasses import dataclass, field

from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.visit import flow
from prisonersvoice_ar.core.visit.effects import PhaseEntered, SwitchMode, VisitEffect, VisitEnded
from prisonersvoice_ar.core.visit.keys import button_for
from prisonersvoice_ar.core.visit.state import Plan, VisitInput, VisitState
from prisonersvoice_ar.core.visit.view import Phase, View
from scenes import brief, campaign

NOTHING = StoryInput()
STORY_EFFECTS = ("EnterBeat", "StartLine", "EndLine", "PlaySound", "SetAmbience", "FadeLight", "StoryEnded")


@dataclass
class Visit:
    """A visit being stepped; remembers every effect."""

    scene: Scene
    plan: Plan = field(default_factory=lambda: Plan("uk"))
    now: float = 100.0
    state: VisitState = field(init=False)
    effects: list[VisitEffect] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.campaign = campaign()
        self.state, effects = flow.begin(self.scene, self.plan, self.now)
        self.effects += effects

    def step(
        self,
        seconds: float,
        pressed: tuple[str, ...] = (),
        seen: bool = False,
        story: StoryInput = NOTHING,
        unopened: str = "",
    ) -> tuple[VisitEffect, ...]:
        """One step."""
        self.now = round(self.now + seconds, 9)
        given = VisitInput(self.now, pressed, seen, story=story, unopened=unopened)
        self.state, effects = flow.step(self.scene, self.campaign, self.state, given)
        self.effects += effects
        return effects

    def run(self, seconds: float, seen: bool = False, by: float = 0.1) -> None:
        """Many steps without a press."""
        for _ in range(round(seconds / by)):
            self.step(by, seen=seen)

    def press(self, *buttons: str) -> None:
        """One short step with presses."""
        self.step(0.01, buttons, seen=self.state.seen_since is not None)

    def key(self, key: str) -> None:
        """Press a key on what is shown."""
        button = button_for(key, self.view())
        if button is not None:
            self.press(button)

    def to(self, phase: Phase) -> "Visit":
        """Go on as a willing visitor does until ``phase``."""
        for _ in range(1000):
            if self.phase is phase:
                return self
            self.step(0.1, WILLING.get(self.phase, ()), seen=self.phase is Phase.HOWTO)
        raise AssertionError(f"{phase} was never reached")

    @property
    def phase(self) -> Phase:
        """Where the visit stands."""
        return self.state.phase

    @property
    def phases(self) -> list[Phase]:
        """All phases entered."""
        return [effect.phase for effect in self.effects if isinstance(effect, PhaseEntered)]

    @property
    def ends(self) -> list[str]:
        """Why visits ended."""
        return [effect.reason for effect in self.effects if isinstance(effect, VisitEnded)]

    @property
    def modes(self) -> list[str]:
        """Modes switched to."""
        return [effect.mode for effect in self.effects if isinstance(effect, SwitchMode)]

    @property
    def words(self) -> list[str]:
        """The story's effects in a word or two."""
        return [brief(effect) for effect in self.effects if type(effect).__name__ in STORY_EFFECTS]  # type: ignore[arg-type]

    def count(self, kind: type) -> int:
        """How often an effect came."""
        return sum(isinstance(effect, kind) for effect in self.effects)

    def view(self) -> View:
        """What is shown now."""
        return flow.view(self.scene, self.campaign, self.state, self.now)

    def ids(self) -> list[str]:
        """The buttons shown."""
        return [button.id for button in self.view().buttons]


WILLING: dict[Phase, tuple[str, ...]] = {
    Phase.LANGUAGE: ("lang:en",),
    Phase.NOTICE: ("continue",),
    Phase.STORY: ("skip",),
    Phase.REST: ("continue",),
    Phase.ACTIONS: ("finish",),
}
