"""Which lines of a scene are spoken by a person, which by a machine, which of other words, which by nobody."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from prisonersvoice_ar.authoring.voices.manifest import read
from prisonersvoice_ar.authoring.voices.remarks import told, words_of
from prisonersvoice_ar.authoring.voices.whose import Whose, whose
from prisonersvoice_ar.core.errors import DONE, ContentError
from prisonersvoice_ar.core.script.model import Line, Scene
from prisonersvoice_ar.words import Interface


class State(StrEnum):
    """How it stands with a line's voice; the most urgent first."""

    MISSING = "missing"
    """nobody speaks it"""
    STALE = "stale"
    """a person spoke it, and its words have changed since"""
    UNKNOWN = "unknown"
    """a file that nobody imported lies there: perhaps a person's, and it counts as a machine's"""
    SYNTHETIC = "synthetic"
    """a machine stands in"""
    RECORDED = "recorded"
    """a person speaks it"""


@dataclass(frozen=True)
class Standing:
    """One line in one language."""

    line: Line
    language: str
    beat: str
    state: State
    seconds: float | None
    """how long its voice is; None where there is none"""


def state_of(line: Line, language: str) -> State:
    """Give how it stands with ``line`` in ``language`` by what the scene was read as; so never UNKNOWN."""
    voice = line.voices.get(language)
    if voice is None:
        return State.MISSING
    if voice.synthetic:
        return State.SYNTHETIC
    return State.STALE if voice.stale else State.RECORDED


def standing(scene: Scene, language: str) -> tuple[Standing, ...]:
    """Give every line of ``scene`` that has words in ``language``, in the scene's order."""
    return tuple(
        Standing(line, language, beat.id, state_of(line, language), voice.seconds if voice else None)
        for beat in scene.beats.values()
        for line in beat.say
        if language in line.text
        for voice in [line.voices.get(language)]
    )


@dataclass(frozen=True)
class Roll:
    """A language's lines by their state, and what does not fit."""

    language: str
    lines: dict[State, tuple[str, ...]]
    changed: tuple[str, ...]
    """placeholders of other words than stand there now"""
    broken: tuple[str, ...]
    """of those that nobody speaks: a file lies there, and cannot be played"""
    unsaid: tuple[str, ...]
    """of those that a machine speaks: its tones are heard, and voices.yaml does not know the file"""
    wordless: tuple[str, ...]
    """lines without words in this language"""
    orphans: tuple[str, ...]
    """voices that were made for this scene, of lines that it has not"""
    seconds: float

    @property
    def is_recorded(self) -> bool:
        """Whether a person speaks every line, in words that stand there now."""
        return not any(names for state, names in self.lines.items() if state is not State.RECORDED)

    @property
    def incomplete(self) -> bool:
        """Whether a visitor would hear nothing, or other words than stand there."""
        return bool(self.lines[State.MISSING] or self.lines[State.STALE])


def roll(scene: Scene, language: str, audio: Path) -> Roll:
    """Call the roll of ``scene`` in ``language``. Raises ContentError where its voices.yaml cannot be read."""
    voices = read(audio / language)
    owners = {one.line.id: whose(audio / language, voices, one.line.id) for one in standing(scene, language)}
    lines = [
        replace(one, state=_by_file(one.state, owners[one.line.id])) for one in standing(scene, language)
    ]
    every = [line for beat in scene.beats.values() for line in beat.say]
    names = {line.id for line in every}
    return Roll(
        language,
        {state: tuple(one.line.id for one in lines if one.state is state) for state in State},
        tuple(
            one.line.id for one in lines if one.state is State.SYNTHETIC and one.line.voices[language].stale
        ),
        tuple(
            one.line.id
            for one in lines
            if one.state is State.MISSING and owners[one.line.id] is not Whose.NOBODY
        ),
        tuple(name for name, who in owners.items() if who is Whose.UNSAID),
        tuple(line.id for line in every if language not in line.text),
        tuple(
            name for name, spoken in voices.lines.items() if spoken.scene == scene.id and name not in names
        ),
        sum(one.seconds or 0.0 for one in lines),
    )


def _by_file(state: State, who: Whose) -> State:
    """Give ``state`` as it is when one has listened to files that voices.yaml does not know."""
    if state is State.MISSING:
        return state
    return {Whose.UNKNOWN: State.UNKNOWN, Whose.UNSAID: State.SYNTHETIC}.get(who, state)


def missing(
    scene: Scene, languages: tuple[str, ...], audio: Path, *, as_json: bool = False, lang: str = "en"
) -> tuple[int, str]:
    """Give an exit code and what to print, in ``lang``; 1 where a line has no voice, or one of other words than stand there.

    Raises ContentError where a voices.yaml cannot be read.
    """
    rolls = [roll(scene, language, audio) for language in languages]
    code = ContentError.exit_code if any(one.incomplete for one in rolls) else DONE
    if as_json:
        document = {"scene": scene.id, "languages": {one.language: _facts(one) for one in rolls}}
        return code, json.dumps(document, ensure_ascii=False, indent=2)
    words = words_of(lang)
    return code, "\n".join(line for one in rolls for line in _rows(scene, one, words))


def _facts(one: Roll) -> dict[str, object]:
    return {
        **{state.value: list(names) for state, names in one.lines.items()},
        "synthetic_of_other_words": list(one.changed),
        "synthetic_not_entered": list(one.unsaid),
        "not_playable": list(one.broken),
        "without_words": list(one.wordless),
        "without_line": list(one.orphans),
        "seconds": round(one.seconds, 1),
    }


def _rows(scene: Scene, one: Roll, words: Interface) -> Iterator[str]:
    count = sum(map(len, one.lines.values()))
    minutes = told(round(one.seconds / 60, 1), words.lang)
    yield words.text("head", scene=scene.id, language=one.language, count=count, minutes=minutes)
    order = [name for beat in scene.beats.values() for name in (line.id for line in beat.say)]
    rows = {
        **{state.value: names for state, names in one.lines.items()},
        "changed": one.changed,
        "broken": one.broken,
        "unsaid": one.unsaid,
        "wordless": one.wordless,
        "orphan": one.orphans,
    }
    labels = {name: words.text(f"state-{name}") for name in rows}
    width = max(10, *map(len, labels.values()))
    for name, names in rows.items():
        if names:
            yield f"  {labels[name]:<{width}} {len(names):>4}  {words.text(f'note-{name}')}"
            indent = " " * (width + 8)
            yield from textwrap.wrap(
                ", ".join(_runs(names, order)), 100, initial_indent=indent, subsequent_indent=indent
            )


def _runs(names: tuple[str, ...], order: list[str]) -> Iterator[str]:
    """Give ``names``, three and more that follow one another in the scene as "fd-001 … fd-034"."""
    at = {name: index for index, name in enumerate(order)}
    run: list[str] = []
    for name in (*names, ""):
        if run and at.get(name, -1) != at.get(run[-1], -9) + 1:
            yield from [f"{run[0]} … {run[-1]}"] if len(run) > 2 else run
            run = []
        run.append(name)
