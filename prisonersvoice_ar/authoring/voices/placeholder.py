"""Placeholder voices: a machine speaks what nobody has spoken yet, so that a scene can be tried and timed.

Each line becomes ``audio/<language>/<line id>.opus``, with two soft tones before it that no person makes, and
voices.yaml says that a machine spoke it, and of which words, before the file is there. Only lines whose words or
pronunciation changed are spoken again. No file is replaced but one that voices.yaml knows for a machine's or that has
the two tones. A scene gets one gain for a language, to −19 LUFS mono, then a limiter.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from prisonersvoice_ar.authoring.edits.saving import new_beside, refuse_unwritable, unwritable
from prisonersvoice_ar.authoring.opus import write_opus
from prisonersvoice_ar.authoring.voices.keeping import sweep
from prisonersvoice_ar.authoring.voices.ledger import update
from prisonersvoice_ar.authoring.voices.locking import locked
from prisonersvoice_ar.authoring.voices.manifest import Spoken, Voices, files_of, owner, read, voice_file
from prisonersvoice_ar.authoring.voices.mark import marked
from prisonersvoice_ar.authoring.voices.pronounce import said_in
from prisonersvoice_ar.authoring.voices.speech import RECIPE, given, made_with, manner_of, speak
from prisonersvoice_ar.authoring.voices.whose import Whose, strangers, whose
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.texts import text_hash
from prisonersvoice_ar.documents.lower.manifest import file_hash
from prisonersvoice_ar.media.loudness import Sound, gated, limited, powers

LOUD = -19.0
"""LUFS, mono (AES TD1008)"""
PEAK_DB = -3.0
"""dBTP before the codec; it adds up to 1.5 dB, and ambience and effects want room"""
BITS = 28_000
LICENCE = "CC BY 4.0"

Tick = Callable[[], object]


@dataclass(frozen=True)
class Report:
    """What was done for a language."""

    language: str
    made: tuple[str, ...]
    kept: tuple[str, ...]
    recorded: tuple[str, ...]
    """a person's recording lies there: left alone"""
    removed: tuple[str, ...]
    missing: tuple[str, ...]
    """no words in this language"""
    unknown: tuple[str, ...] = ()
    """files that may be recordings and were not imported: left alone, and so is their line"""


def make_voices(
    scene: Scene,
    audio: Path,
    languages: tuple[str, ...] = (),
    *,
    anew: bool = False,
    heard: Tick = lambda: None,
    tick: Tick = lambda: None,
) -> list[Report]:
    """Speak every line of ``scene`` that nobody speaks, in ``languages`` (none: all of the scene's), below ``audio``.

    ``anew``: also what is unchanged. For each line and language ``heard`` is called once, when it has been spoken, and
    ``tick``, when its file is made; also for what is unchanged. Raises MachineError where
    espeak-ng or PyAV is missing or nothing can be written, ContentError where a voices.yaml cannot be read.
    """
    return [
        _Language(scene, audio / name, heard, tick).make(anew=anew) for name in languages or scene.languages
    ]


class _Language:
    """One language's folder while its placeholders are made."""

    def __init__(self, scene: Scene, folder: Path, heard: Tick, tick: Tick) -> None:
        self._scene, self._folder, self._heard, self._tick = scene, folder, heard, tick
        self._name = folder.name
        self._voices = read(folder)
        lines = [line for beat in scene.beats.values() for line in beat.say]
        self._all = [line.id for line in lines]
        self._wanted = {line.id: line.text[self._name] for line in lines if self._name in line.text}
        self._owners = {line.id: owner(scene, line) for line in lines}
        said = said_in(scene, self._name)
        self._given = {name: given(text, self._name, said) for name, text in self._wanted.items()}

    def make(self, *, anew: bool) -> Report:
        owners = {name: whose(self._folder, self._voices, name) for name in self._wanted}
        recorded = tuple(sorted(name for name, who in owners.items() if who is Whose.PERSON))
        unknown = [name for name, who in owners.items() if who is Whose.UNKNOWN]
        machines = [name for name in self._wanted if name not in recorded and name not in unknown]
        stale = [name for name in machines if anew or not self._is_current(name)]
        for _ in range(len(self._wanted) - len(stale)):
            self._heard()
            self._tick()
        removed = self._remove()
        made = self._speak(stale, machines) if stale else ()
        kept = tuple(name for name in machines if name not in stale)
        missing = tuple(name for name in self._all if name not in self._wanted)
        strange = [path.name for name in unknown for path in strangers(self._folder, self._voices, name)]
        return Report(self._name, made, kept, recorded, tuple(removed), missing, tuple(strange))

    def _speak(self, stale: list[str], machines: list[str]) -> tuple[str, ...]:
        """Speak what is stale; the gain is measured over the whole scene when it is first made, then kept."""
        gain = self._voices.gains.get(self._scene.id)
        whole = len(stale) == len(machines) or gain is None
        sounds: dict[str, Sound] = {}
        for name in machines if whole else stale:
            sounds[name] = speak(self._given[name], self._name)
            if name in stale:
                self._heard()
        refuse_unwritable(self._folder)
        sweep(self._folder)
        if whole or gain is None:
            gain = _one_gain(list(sounds.values()))
        parts: dict[str, Path] = {}
        try:
            try:
                for name in stale:
                    self._encode(name, marked(_levelled(sounds[name], gain)), parts)
                    self._tick()
            finally:  # also when interrupted: what has been spoken is kept
                made = self._put(parts, gain)
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)
        return made

    def _encode(self, name: str, sound: Sound, parts: dict[str, Path]) -> None:
        path = voice_file(self._folder, name)
        try:
            part = new_beside(path, path.suffix)
        except OSError as problem:
            raise unwritable(path, problem) from problem
        try:
            write_opus(part, sound, BITS, voice=True)
        except BaseException as problem:
            part.unlink(missing_ok=True)
            if isinstance(problem, OSError):
                raise unwritable(path, problem) from problem
            raise
        parts[name] = part

    def _put(self, parts: dict[str, Path], gain: float) -> tuple[str, ...]:
        """Write down whose the voices are, then put them there; a recording that came in meanwhile stays."""
        with locked(self._folder.parent):
            now = read(self._folder)
            theirs = (Whose.PERSON, Whose.UNKNOWN)
            good = [name for name in parts if whose(self._folder, now, name) not in theirs]
            if not good:
                return ()
            spoken = {name: self._spoken(name, parts[name]) for name in good}

            def enter(voices: Voices) -> None:
                voices.lines.update(spoken)
                voices.gains[self._scene.id] = gain
                voices.made_with, voices.licence = made_with(), voices.licence or LICENCE

            update(
                self._folder, enter
            )  # first: whatever happens, no machine's file is there that it does not know
            for name in good:
                self._place(parts[name], voice_file(self._folder, name), now.lines.get(name))
        return tuple(good)

    def _place(self, part: Path, path: Path, old: Spoken | None) -> None:
        """Move ``part`` to ``path``; the ``old`` placeholder goes where it has another ending, by its hash."""
        others = [other for other in files_of(self._folder, path.stem) if other != path]
        try:
            part.replace(path)
            for other in others:
                if old is not None and old.by_machine and file_hash(other) == old.file_hash:
                    _unlink(other)
        except OSError as problem:
            raise unwritable(path, problem) from problem

    def _spoken(self, name: str, part: Path) -> Spoken:
        words = text_hash(self._wanted[name])
        return Spoken("synthetic", self._owners[name], words, file_hash(part), self._made_hash(name))

    def _made_hash(self, name: str) -> str:
        """Give the mark of what was said and how, 12 hexadecimal digits."""
        how = f"{RECIPE}|{manner_of(self._name)}|{self._given[name]}"
        return hashlib.sha256(how.encode()).hexdigest()[:12]

    def _is_current(self, name: str) -> bool:
        known = self._voices.lines.get(name)
        there = voice_file(self._folder, name)
        return (
            known is not None
            and known.made_hash == self._made_hash(name)
            and known.file_hash == file_hash(there)
        )

    def _remove(self) -> list[str]:
        """Forget the placeholders of lines that the scene no longer has; another file than the one we made stays."""
        if not self._gone(self._voices):
            return []
        with locked(self._folder.parent):
            gone = self._gone(read(self._folder))
            for name in gone:
                for path in files_of(self._folder, name)[:1]:
                    _unlink(path)
            self._voices = update(
                self._folder, lambda voices: [voices.lines.pop(name, None) for name in gone]
            )
        return gone

    def _gone(self, voices: Voices) -> list[str]:
        return [
            name
            for name, known in voices.lines.items()
            if known.scene == self._scene.id
            and known.by_machine
            and name not in self._wanted
            and (voices.is_machines(self._folder, name) or not files_of(self._folder, name))
        ]


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise unwritable(path, problem) from problem


def _one_gain(sounds: Sequence[Sound]) -> float:
    """Give the gain, dB, that brings ``sounds`` together to LOUD; the limiter takes some back, so look three times.

    Line by line: laid in one, a quarter of an hour took most of a minute.
    """
    gain = 0.0
    for _ in range(3):
        gain += LOUD - gated(np.concatenate([powers(_levelled(sound, gain)) for sound in sounds]))
    return round(gain, 2)


def _levelled(sound: Sound, gain_db: float) -> Sound:
    return limited(sound * np.float32(10 ** (gain_db / 20)), PEAK_DB)
