"""A rehearsal as the panel shows it: every list, in the panel's language."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from prisonersvoice_ar.app.preview.hearing import can_be_heard
from prisonersvoice_ar.app.preview.orbit import Orbit
from prisonersvoice_ar.app.preview.waiting import told_waits
from prisonersvoice_ar.authoring.phrases import phrases, say
from prisonersvoice_ar.core.rehearsal import Leaf, Rehearsal, Timeline
from prisonersvoice_ar.core.script.model import BUILT_MODES, Beat, Mode, Scene
from prisonersvoice_ar.core.story.state import BUILT_IN_REST, StoryState, beat_of
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.core.visit.screens import NATIVE_NAMES
from prisonersvoice_ar.documents.models.scene import BUILT_CELLS
from prisonersvoice_ar.speaker import SilentSpeaker
from prisonersvoice_ar.stage.panel.values import Fact, PanelView, Pick, Picks, Row
from prisonersvoice_ar.words import Interface


@dataclass(frozen=True)
class Measured:
    """What the rehearsal does not know of itself."""

    fps: float = 0.0
    frame_ms: float = 0.0
    reload_ms: float | None = None
    sound: str = ""
    """what carries the sound"""
    source: str = ""
    trouble: str = ""
    """what is the matter with the source"""
    orbit: Orbit | None = None
    """None: a source has the view"""
    distance_m: float | None = None
    """from a source's camera to the target"""
    target_seen: bool = True


@dataclass
class Telling:
    """Keeps what changes seldom: the lists of a scene of thousands of beats are not made every frame."""

    words: Interface
    _rows: dict[str, tuple[object, tuple[Row, ...]]] = field(default_factory=dict)
    _told: tuple[Timeline, Timeline] | None = None
    """as it is, and as it is said"""

    def view(
        self, rehearsal: Rehearsal, targets: Mapping[str, Target], file: str, measured: Measured
    ) -> PanelView:
        """Everything but problems, keys and notices."""
        scene, state = rehearsal.scene, rehearsal.state
        return PanelView(
            title=scene.words(scene.title, self.words.lang) or scene.id,
            file=file,
            time=rehearsal.time,
            known=rehearsal.known,
            playing=rehearsal.playing,
            speed=rehearsal.speed,
            muted=rehearsal.muted,
            timeline=self._timeline(rehearsal),
            revision=rehearsal.revision,
            beats=self._beats(scene, state),
            lines=self._lines(scene, state),
            leaves=self._leaves(rehearsal),
            ways=tuple(
                Row(way.id, scene.words(way.text, state.lang), self.words.text("way-of-choice"))
                for way in rehearsal.ways()
            ),
            flags=self._flags(scene, state),
            languages=languages_of(scene, rehearsal.lang),
            modes=self._modes(scene, rehearsal.mode),
            targets=targets_of(targets, rehearsal),
            facts=self._facts(rehearsal, measured),
        )

    def _timeline(self, rehearsal: Rehearsal) -> Timeline:
        timeline = rehearsal.timeline()
        if self._told is None or self._told[0] is not timeline:
            self._told = timeline, told_waits(timeline, rehearsal.scene, self.words)
        return self._told[1]

    def _beats(self, scene: Scene, state: StoryState) -> tuple[Row, ...]:
        key = (id(scene), state.beat, state.visited)
        return self._kept("beats", key, lambda: _beat_rows(scene, state, self.words))

    def _lines(self, scene: Scene, state: StoryState) -> tuple[Row, ...]:
        speaking = state.speaking.line.id if state.speaking is not None else ""
        key = (id(scene), state.beat, state.lang, speaking, state.lines_ended)
        beat = beat_of(scene, state.beat)
        return self._kept("lines", key, lambda: _line_rows(scene, beat, state, speaking, self.words))

    def _flags(self, scene: Scene, state: StoryState) -> tuple[Row, ...]:
        return self._kept(
            "flags",
            (id(scene), state.true_flags),
            lambda: tuple(Row(name, name, done=name in state.true_flags) for name in flags_of(scene)),
        )

    def _kept(self, name: str, key: object, made: Callable[[], tuple[Row, ...]]) -> tuple[Row, ...]:
        if name not in self._rows or self._rows[name][0] != key:
            self._rows[name] = key, made()
        return self._rows[name][1]

    def _leaves(self, rehearsal: Rehearsal) -> tuple[Row, ...]:
        return tuple(
            self._leaf(index, leaf, rehearsal.time) for index, leaf in enumerate(rehearsal.awaited())
        )

    def _leaf(self, index: int, leaf: Leaf, time: float) -> Row:
        detail = ""
        if leaf.fired:
            detail = self.words.text("has-fired")
        elif leaf.due is not None:
            detail = self.words.text("fires-in", seconds=self._one_place(max(0.0, leaf.due - time)))
        return Row(str(index), say(leaf.trigger, self.words.lang), detail, leaf.label, done=leaf.fired)

    def _modes(self, scene: Scene, chosen: Mode) -> Picks:
        return Picks(tuple(Pick(mode, self.words.text(f"mode-{mode}")) for mode in modes_of(scene)), chosen)

    def _facts(self, rehearsal: Rehearsal, measured: Measured) -> tuple[Fact, ...]:
        text, state = self.words.text, rehearsal.state
        stage = text(f"state-{state.stage.value}")
        beat = state.speaking.line.id if state.speaking is not None else state.beat
        facts = [
            Fact(text("fact-state"), text("state-line", beat=beat, stage=stage)),
            Fact(text("fact-pose"), self._pose(rehearsal.mode, measured), warn=not measured.target_seen),
            Fact(
                text("fact-pictures"),
                text("pictures", fps=f"{measured.fps:.0f}", ms=self._one_place(measured.frame_ms))
                if measured.fps >= 0.5
                else "–",
            ),
            Fact(text("fact-reload"), self._reload(measured.reload_ms)),
            Fact(text("fact-sound"), self._sound(rehearsal, measured.sound)),
        ]
        if rehearsal.scene.place.kind not in BUILT_CELLS:
            facts.insert(1, Fact(text("fact-cell"), text("cell-stands-in"), warn=True))
        if measured.source:
            shown = text("source-lost", what=measured.trouble) if measured.trouble else measured.source
            facts.append(Fact(text("fact-source"), shown, warn=bool(measured.trouble)))
        return tuple(facts)

    def _one_place(self, value: float) -> str:
        return f"{value:.1f}".replace(".", phrases(self.words.lang).text("decimal"))

    def _reload(self, ms: float | None) -> str:
        return self.words.text("reload-none") if ms is None else self.words.text("reload-ms", ms=f"{ms:.0f}")

    def _sound(self, rehearsal: Rehearsal, carried: str) -> str:
        if rehearsal.muted:
            return self.words.text("sound-off")
        if rehearsal.playing and not can_be_heard(rehearsal):
            return self.words.text("sound-speed")
        silent = carried == SilentSpeaker.description
        return self.words.text("sound-none" if silent else "sound-on")

    def _pose(self, mode: Mode, measured: Measured) -> str:
        if mode == "seated":
            return self.words.text("pose-seated")
        if not measured.target_seen:
            return self.words.text("pose-lost")
        orbit = measured.orbit
        if orbit is None:
            away = measured.distance_m
            return "–" if away is None else self.words.text("pose-source", distance=f"{away * 100:.0f}")
        return self.words.text(
            "pose-orbit",
            distance=f"{orbit.distance * 100:.0f}",
            around=f"{math.degrees(orbit.around):.0f}",
            up=f"{math.degrees(orbit.up):.0f}",
        )


def _beat_rows(scene: Scene, state: StoryState, words: Interface) -> tuple[Row, ...]:
    here = words.text("visited-beat")
    beats = list(scene.beats)
    if state.beat == BUILT_IN_REST.id:
        beats.append(state.beat)
    return tuple(
        Row(
            name,
            name,
            here if name in state.visited and name != state.beat else "",
            current=name == state.beat,
            done=name in state.visited and name != state.beat,
        )
        for name in beats
    )


def _line_rows(
    scene: Scene, beat: Beat, state: StoryState, speaking: str, words: Interface
) -> tuple[Row, ...]:
    rows = []
    for line in beat.say:
        text = scene.words(line.text, state.lang)
        now, done = line.id == speaking, line.id in state.lines_ended
        missing = state.lang not in line.text
        tip = f"{line.id}\n{text}"
        if missing:
            tip += "\n" + words.text("never-written", language=state.lang)
        detail = words.text("now-said") if now else words.text("was-said") if done else ""
        rows.append(Row(line.id, f"{line.id}  {text}", detail, tip, current=now, done=done))
    return tuple(rows)


def flags_of(scene: Scene) -> tuple[str, ...]:
    """Every flag that a beat of ``scene`` sets, in the order of its beats."""
    return tuple(dict.fromkeys(name for beat in scene.beats.values() for name in beat.set))


def modes_of(scene: Scene) -> tuple[Mode, ...]:
    """The ways of seeing that ``scene`` names and the stage can show."""
    return tuple(mode for mode in scene.modes if mode in BUILT_MODES) or ("seated",)


def languages_of(scene: Scene, chosen: str) -> Picks:
    """The scene's languages, by the names they have for themselves."""
    return Picks(tuple(Pick(code, NATIVE_NAMES.get(code, code)) for code in scene.languages), chosen)


def targets_of(targets: Mapping[str, Target], rehearsal: Rehearsal) -> Picks:
    """The cards and posters that it can stand on; none for a view from inside."""
    if rehearsal.mode == "seated":
        return Picks()
    return Picks(tuple(Pick(name, name) for name in fitting(targets, rehearsal.mode)), rehearsal.target or "")


def fitting(targets: Mapping[str, Target], mode: Mode) -> tuple[str, ...]:
    """Names of the targets for ``mode``: what has an opening for a portal, what lies for a model; else all."""
    fit = [name for name, each in targets.items() if (each.opening is not None) == (mode == "portal")]
    return tuple(fit or targets)
