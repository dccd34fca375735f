"""Placeholder voices: a machine speaks what nobody has spoken yet, so that a scene can be tried and timed.

Each line becomes ``audio/<language>/<line id>.opus``, with two soft tones before it that no person makes, and
voices.yaml says that a machine spoke it, and of which words. Only lines whose words or pronunciation changed are
spoken again, and a person's recording is never touched. A scene gets one gain for a language, to −19 LUFS mono,
then a limiter.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from prisonersvoice_ar.authoring.opus import write_opus
from prisonersvoice_ar.authoring.voices.files import part_of, refuse_unwritable, unwritable
from prisonersvoice_ar.authoring.voices.manifest import Spoken, files_of, owner, read, voice_file, write
from prisonersvoice_ar.authoring.voices.mark import marked
from prisonersvoice_ar.authoring.voices.pronounce import said_in
from prisonersvoice_ar.authoring.voices.speech import RECIPE, given, made_with, manner_of, speak
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.script.texts import text_hash
from prisonersvoice_ar.documents.lower.manifest import file_hash
from prisonersvoice_ar.media.loudness import Sound, limited, loudness

LOUD = -19.0
"""LUFS, mono (AES TD1008)"""
PEAK_DB = -3.0
"""dBTP before the codec; it adds up to 1.5 dB, and ambience and effects want room"""
BITS = 28_000
LICENCE = "CC BY 4.0"
_MOST_NAMES = 8

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

    def __str__(self) -> str:
        parts = [f"{self.language}: {len(self.made)} spoken, {len(self.kept)} unchanged"]
        for what, lines in (
            ("recorded by a person, left alone", self.recorded),
            ("removed", self.removed),
            ("without words", self.missing),
        ):
            if lines:
                names = f": {', '.join(lines)}" if len(lines) <= _MOST_NAMES else ""
                parts.append(f"{len(lines)} {what}{names}")
        return "; ".join(parts)


def make_voices(
    scene: Scene,
    audio: Path,
    languages: tuple[str, ...] = (),
    *,
    anew: bool = False,
    tick: Tick = lambda: None,
) -> list[Report]:
    """Speak every line of ``scene`` that nobody speaks, in ``languages`` (none: all of the scene's), below ``audio``.

    ``anew``: also what is unchanged. ``tick`` is called once for each line and language. Raises MachineError where
    espeak-ng or PyAV is missing or nothing can be written, ContentError where a voices.yaml cannot be read.
    """
    return [_Language(scene, audio / name, tick).make(anew=anew) for name in languages or scene.languages]


class _Language:
    """One language's folder while its placeholders are made."""

    def __init__(self, scene: Scene, folder: Path, tick: Tick) -> None:
        self._scene, self._folder, self._tick = scene, folder, tick
        self._name = folder.name
        self._voices, self._changed = read(folder), False
        lines = [line for beat in scene.beats.values() for line in beat.say]
        self._all = [line.id for line in lines]
        self._wanted = {line.id: line.text[self._name] for line in lines if self._name in line.text}
        self._owners = {line.id: owner(scene, line) for line in lines}
        said = said_in(scene, self._name)
        self._given = {name: given(text, self._name, said) for name, text in self._wanted.items()}

    def make(self, *, anew: bool) -> Report:
        recorded = {name for name in self._wanted if self._is_recorded(name)}
        stale = [n for n in self._wanted if n not in recorded and (anew or not self._is_current(n))]
        for _ in range(len(self._wanted) - len(stale)):
            self._tick()
        removed: list[str] = []
        try:
            removed = self._remove()
            if stale:
                self._speak(stale, [name for name in self._wanted if name not in recorded])
        finally:  # also when interrupted: a file of which nothing is written counts as a person's
            if self._changed:
                self._voices.licence = self._voices.licence or LICENCE
                write(self._folder, self._voices)
        kept = tuple(name for name in self._wanted if name not in stale and name not in recorded)
        missing = tuple(name for name in self._all if name not in self._wanted)
        return Report(self._name, tuple(stale), kept, tuple(sorted(recorded)), tuple(removed), missing)

    def _speak(self, stale: list[str], machines: list[str]) -> None:
        """Speak what is stale; the gain is measured over the whole scene when it is first made, then kept."""
        scene, gains = self._scene.id, self._voices.gains
        whole = len(stale) == len(machines) or scene not in gains
        sounds = {name: speak(self._given[name], self._name) for name in (machines if whole else stale)}
        refuse_unwritable(self._folder)
        self._voices.made_with = made_with()
        if whole:
            gains[scene] = _one_gain(np.concatenate(list(sounds.values())))
        for name in stale:
            path = self._put(name, marked(_levelled(sounds[name], gains[scene])))
            self._changed = True
            self._voices.lines[name] = Spoken(
                "synthetic",
                self._owners[name],
                text_hash(self._wanted[name]),
                file_hash(path),
                self._made_hash(name),
            )
            self._tick()

    def _put(self, name: str, sound: Sound) -> Path:
        """Encode beside the place and move there; a placeholder in another form goes."""
        path = voice_file(self._folder, name)
        others = [other for other in files_of(self._folder, name) if other != path]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_opus(part_of(path), sound, BITS, voice=True).replace(path)
            for other in others:
                other.unlink()
        except OSError as problem:
            raise unwritable(path, problem) from problem
        return path

    def _made_hash(self, name: str) -> str:
        """Give the mark of what was said and how, 12 hexadecimal digits."""
        how = f"{RECIPE}|{manner_of(self._name)}|{self._given[name]}"
        return hashlib.sha256(how.encode()).hexdigest()[:12]

    def _is_recorded(self, name: str) -> bool:
        """A file that is not the one we made is a person's."""
        return bool(files_of(self._folder, name)) and not self._voices.is_machines(self._folder, name)

    def _is_current(self, name: str) -> bool:
        known = self._voices.lines.get(name)
        there = voice_file(self._folder, name).is_file()
        return there and known is not None and known.made_hash == self._made_hash(name)

    def _remove(self) -> list[str]:
        """Forget the placeholders of lines that the scene no longer has; a person's recording stays."""
        gone = [
            name
            for name, known in self._voices.lines.items()
            if known.scene == self._scene.id and known.by_machine and name not in self._wanted
        ]
        for name in gone:
            if self._voices.is_machines(self._folder, name):
                for path in files_of(self._folder, name)[:1]:
                    path.unlink()
            del self._voices.lines[name]
            self._changed = True
        return gone


def _one_gain(sound: Sound) -> float:
    """Give the gain, dB, that brings ``sound`` to LOUD; the limiter takes some back, so look three times."""
    gain = 0.0
    for _ in range(3):
        gain += LOUD - loudness(_levelled(sound, gain))
    return round(gain, 2)


def _levelled(sound: Sound, gain_db: float) -> Sound:
    return limited(sound * np.float32(10 ** (gain_db / 20)), PEAK_DB)
