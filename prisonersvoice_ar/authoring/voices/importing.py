"""Recordings into a scene's voices: matched, trimmed, measured, brought to one loudness, encoded; nothing is lost."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePath

import numpy as np

from prisonersvoice_ar.authoring.edits.saving import new_beside, refuse_unwritable, unwritable
from prisonersvoice_ar.authoring.opus import write_opus
from prisonersvoice_ar.authoring.voices import keeping
from prisonersvoice_ar.authoring.voices.doubts import Doubt, doubts_alone, doubts_together
from prisonersvoice_ar.authoring.voices.ledger import update
from prisonersvoice_ar.authoring.voices.levelling import (
    ANOTHER_SET_UP_DB,
    Level,
    encoded_peak_db,
    level_of,
    levelled,
)
from prisonersvoice_ar.authoring.voices.locking import locked
from prisonersvoice_ar.authoring.voices.manifest import Spoken, Voices, owner, read, voice_file
from prisonersvoice_ar.authoring.voices.matching import Choice, Names, choose
from prisonersvoice_ar.authoring.voices.reading import Recording, read_recording
from prisonersvoice_ar.authoring.voices.remarks import Remark, of_file, remark
from prisonersvoice_ar.authoring.voices.sounding import Sounding, sounding
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.core.script.model import Line, Scene
from prisonersvoice_ar.core.script.texts import text_hash
from prisonersvoice_ar.documents.lower.manifest import file_hash
from prisonersvoice_ar.media import MediaError
from prisonersvoice_ar.media.loudness import Sound
from prisonersvoice_ar.media.recording import ENDINGS

BITS = 48_000
"""a second, mono: speech is transparent from 32,000 on (Opus listening tests of Hydrogenaudio, 2011 to 2014)"""
_MOST_FILES = 20_000
_FEW_OF = 4
"""one in so many is an exception"""
Tick = Callable[[], object]


@dataclass
class Taken:
    """One recording on its way to be a line's voice."""

    line: Line
    language: str
    path: PurePath
    """below the folder that is imported"""
    take: int
    why: Remark
    """why this one of several"""
    left: tuple[PurePath, ...] = ()
    """the other takes"""
    sounding: Sounding | None = None
    """without its samples: these wait on disk"""
    recording: Recording | None = None
    doubts: list[Doubt] = field(default_factory=list)
    failed: Remark | None = None
    """why it was left out after all"""
    loud: float = -np.inf
    """LUFS as it was written"""
    peak_db: float = -np.inf
    """dBTP after the codec"""
    replaced: str = ""
    """what it took the place of: "synthetic", "recorded", or "" for nothing; "the same" where nothing had to be done"""


@dataclass
class Report:
    """What an import came to."""

    taken: list[Taken]
    unclear: list[tuple[PurePath, Remark]]
    """recordings that were left out, and why"""
    others: list[PurePath]
    """files that are no recordings"""
    levels: dict[str, Level]
    """language to its one gain"""
    kept_in: Path | None = None
    """where what was replaced lies"""
    unasked: int = 0
    """recordings in another language than was asked for"""
    dry: bool = False

    @property
    def incomplete(self) -> bool:
        """Whether a recording was left out that somebody may have meant."""
        return bool(self.unclear) or any(one.failed for one in self.taken)


def import_folder(
    scene: Scene, audio: Path, folder: Path, languages: Sequence[str], *, language: str = "",
    takes: dict[str, int] | None = None, dry: bool = False, begin: Callable[[int], Tick] = lambda _: lambda: None,
) -> Report:  # fmt: skip
    """Take the recordings in ``folder`` into ``audio``.

    ``language``: what they are in where their names do not say; ``takes``: line to the take that is wanted;
    ``dry``: only look. ``begin`` is given the number of steps and gives what to call after each.
    Raises UsageError, ContentError (a voices.yaml), MachineError (no PyAV, nothing can be written).
    """
    lines = {line.id: line for beat in scene.beats.values() for line in beat.say}
    found, others = _recordings(folder)
    names = Names(lines, languages)
    every = [names.read(path, language) for path in found]
    named = [one for one in every if not one.unasked]
    _refuse_takes(takes or {}, lines)
    report = Report([], [(one.path, one.why_not) for one in named if one.why_not], others, {}, dry=dry)
    report.unasked = len(every) - len(named)
    for choice in choose(
        named, takes or {}, lambda one, other: file_hash(folder / one) == file_hash(folder / other)
    ):
        _add(report, choice, lines)
    for spoken in {one.language for one in report.taken if not dry}:
        refuse_unwritable(audio / spoken)
    steps = len(report.taken) * (1 if dry else 2)
    tick = begin(steps) if steps else lambda: None
    with tempfile.TemporaryDirectory(prefix="prisonersvoice-") as waiting:
        work = _Work(scene, audio, folder, Path(waiting), report)
        for index, one in enumerate(report.taken):
            work.listen(one, index)
            tick()
        work.level()
        if not dry:
            work.write(tick)
    return report


def _recordings(folder: Path) -> tuple[list[PurePath], list[PurePath]]:
    """Give the recordings below ``folder`` and its other files; what a system hides or links elsewhere is passed over."""
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "is not there"
        raise UsageError(f"--import: {folder} {what}", "Name the folder with the recordings.")
    found: list[PurePath] = []
    others: list[PurePath] = []
    for path in sorted(folder.rglob("*")):
        below = PurePath(path.relative_to(folder))
        if (
            any(part.startswith((".", "__MACOSX")) for part in below.parts)
            or path.is_symlink()
            or path.is_dir()
        ):
            continue
        (found if path.suffix.lower() in ENDINGS else others).append(below)
        if len(found) > _MOST_FILES:
            raise UsageError(
                f"--import: {folder} holds over {_MOST_FILES} recordings", "Name a smaller folder."
            )
    return found, others


def _refuse_takes(takes: dict[str, int], lines: dict[str, Line]) -> None:
    for line, take in takes.items():
        if line not in lines:
            raise UsageError(f"--take {line}={take}: the scene has no such line", "Name a line's id.")


def _add(report: Report, choice: Choice, lines: dict[str, Line]) -> None:
    line, taken = lines[choice.line], choice.taken
    if taken is None:
        report.unclear += [(one.path, choice.why) for one in choice.left]
    elif choice.language not in line.text:
        report.unclear.append((taken.path, remark("no-words", line=line.id, language=choice.language)))
    else:
        left = tuple(one.path for one in choice.left)
        report.taken.append(Taken(line, choice.language, taken.path, taken.take, choice.why, left))


def leave_out_louder(heard: Sequence[Taken]) -> None:
    """Leave out what is far louder than the others: one gain serves all, and would be made for these few alone."""
    middle = float(np.median([one.sounding.loud for one in heard if one.sounding])) if heard else 0.0
    apart = {id(one): one.sounding.loud - middle for one in heard if one.sounding}
    louder = [one for one in heard if apart[id(one)] > ANOTHER_SET_UP_DB]
    if len(louder) * _FEW_OF > len(heard):
        return  # so many are no slip: who whispers most lines may say some aloud
    for one in louder:
        one.failed = remark("other-set-up", decibels=round(apart[id(one)]))
        one.sounding = None


class _Work:
    """The steps of one import; samples wait on disk, for a scene may be long."""

    def __init__(self, scene: Scene, audio: Path, folder: Path, waiting: Path, report: Report) -> None:
        self._scene, self._audio, self._folder, self._waiting = scene, audio, folder, waiting
        self._report = report
        languages = {one.language for one in report.taken}
        self._voices = {language: read(audio / language) for language in sorted(languages)}
        self._spoken: dict[str, dict[str, Spoken]] = {language: {} for language in self._voices}
        """language to what is now known of its lines"""

    def listen(self, one: Taken, index: int) -> None:
        """Read, trim and measure; whatever is wrong with a file is its own affair."""
        try:
            one.recording = recording = read_recording(self._folder / one.path)
        except MediaError as problem:
            one.failed = of_file(problem)
            return
        heard = sounding(recording.sound)
        if heard is None:
            one.failed = remark("silent")
            return
        one.doubts += doubts_alone(one.line.text[one.language], recording, heard)
        np.save(self._waiting / f"{index}.npy", heard.sound)
        none = np.zeros((0, 1), np.float32)
        one.recording = Recording(**{**vars(recording), "sound": none})
        one.sounding = Sounding(**{**vars(heard), "sound": none})

    def level(self) -> None:
        """Find each language's one gain, and what stands out among its recordings."""
        for language, voices in self._voices.items():
            heard = [one for one in self._report.taken if one.language == language and one.sounding]
            leave_out_louder(heard)
            good = [one for one in heard if one.sounding]
            soundings = [one.sounding for one in good if one.sounding]
            if good:
                lines = sum(language in line.text for beat in self._scene.beats.values() for line in beat.say)
                self._report.levels[language] = level_of(
                    soundings, voices.recorded_gains.get(self._scene.id), whole=len(good) == lines,
                    sound=lambda at, good=good: self._sound(good[at]),  # type: ignore[misc]
                )  # fmt: skip
                doubts_together(self._scene, language, good, self._report.levels[language].gain_db)

    def _sound(self, one: Taken) -> Sound:
        index = next(i for i, other in enumerate(self._report.taken) if other is one)
        return np.asarray(np.load(self._waiting / f"{index}.npy"), np.float32)

    def write(self, tick: Tick) -> None:
        """Encode all beside their places first, write down what they replace, then put them there."""
        parts: list[tuple[Taken, Path]] = []
        for language in self._voices:
            keeping.sweep(self._audio / language)
        try:
            for one in self._report.taken:
                if one.sounding is not None:
                    self._encode(one, parts)
                tick()
            with locked(self._audio):
                self._voices = {language: read(self._audio / language) for language in self._voices}
                self._put([(one, part) for one, part in parts if self._is_new(one, part)])
        finally:
            for _, part in parts:
                part.unlink(missing_ok=True)

    def _write_down(self) -> None:
        for language, level in self._report.levels.items():

            def enter(
                voices: Voices, spoken: dict[str, Spoken] = self._spoken[language], level: Level = level
            ) -> None:
                voices.lines.update(spoken)
                voices.recorded_gains[self._scene.id] = level.scene_db

            update(self._audio / language, enter)

    def _encode(self, one: Taken, parts: list[tuple[Taken, Path]]) -> None:
        """Encode beside the place, and add where that is to ``parts``."""
        path = voice_file(self._audio / one.language, one.line.id)
        gain = self._report.levels[one.language].gain_db
        try:
            part = new_beside(path, path.suffix)
        except OSError as problem:
            raise unwritable(path, problem) from problem
        parts.append((one, part))
        try:
            for ceiling in (-2.0, -3.0, -4.5):  # a codec adds a little; what it added is measured
                sound = levelled(self._sound(one), gain, ceiling)
                write_opus(part, sound, BITS)
                one.loud, one.peak_db = encoded_peak_db(part)
                if one.peak_db <= -1.0:
                    break
        except OSError as problem:
            raise unwritable(path, problem) from problem

    def _is_new(self, one: Taken, part: Path) -> bool:
        """Whether ``part`` is another file than the one that lies there; the words it is known for are noted anyhow."""
        voices = self._voices[one.language]
        there = voice_file(self._audio / one.language, one.line.id)
        known = voices.lines.get(one.line.id)
        if known and not known.by_machine and file_hash(there) == file_hash(part) == known.file_hash:
            one.replaced = "the same"
            self._know(one, known.file_hash)
            return False
        return True

    def _put(self, parts: list[tuple[Taken, Path]]) -> None:
        changes = []
        for one, part in parts:
            voices = self._voices[one.language]
            change = keeping.change_of(self._audio, one.language, one.line.id, voices, file_hash(part))
            if change.files:
                one.replaced = "synthetic" if self._was_machines(voices, one) else "recorded"
            changes.append(change)
        if not changes:
            self._write_down()
            return
        gains = {name: voices.recorded_gains.get(self._scene.id) for name, voices in self._voices.items()}
        record = keeping.new_record(
            self._audio, self._scene.id, f"import of {self._folder.name}", gains, changes
        )
        self._report.kept_in = record.folder
        try:
            for (one, part), change in zip(parts, changes, strict=True):
                keeping.keep(record, change, self._audio)
                self._place(part, voice_file(self._audio / one.language, one.line.id))
                self._know(one, change.after)
        finally:  # also when interrupted: what is there is known
            self._write_down()

    def _was_machines(self, voices: Voices, one: Taken) -> bool:
        return voices.is_machines(self._audio / one.language, one.line.id)

    @staticmethod
    def _place(part: Path, target: Path) -> None:
        try:
            part.replace(target)
        except OSError as problem:
            raise unwritable(target, problem) from problem

    def _know(self, one: Taken, hashed: str) -> None:
        text = one.line.text[one.language]
        today = datetime.now().astimezone().date().isoformat()
        source = one.path.as_posix().encode("utf-8", "replace").decode("utf-8")
        whose = owner(self._scene, one.line)
        spoken = Spoken("recorded", whose, text_hash(text), hashed, source=source, on=today)
        self._spoken[one.language][one.line.id] = spoken
