"""Placeholder voices for a scene: ``python -m prisonersvoice_ar.authoring.voice scenes/fifteen-days``.

Each line becomes ``audio/<language>/<line id>.opus``; ``voices.yaml`` beside them says that a machine spoke
them, and of which words. Only lines whose words changed are spoken again, and a file that a person has put in
a placeholder's place is left alone. A scene gets one gain for a language, to −19 LUFS mono, then a limiter.
"""

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from prisonersvoice_ar.authoring.opus import write_opus
from prisonersvoice_ar.authoring.speech import MANNERS, RECIPE, made_with, speak
from prisonersvoice_ar.core.errors import ContentError, PrisonersVoiceError, UsageError
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.media.loudness import Sound, limited, loudness

LOUD = -19.0
"""LUFS, mono (AES TD1008)"""
PEAK_DB = -3.0
"""dBTP before the codec; it adds up to 1.5 dB, and ambience and effects want room"""
BITS = 28_000

Entry = dict[str, str]


@dataclass
class Voices:
    """What ``voices.yaml`` of a language holds."""

    gains: dict[str, float] = field(default_factory=dict)
    """scene to the one gain of its lines, dB"""
    lines: dict[str, Entry] = field(default_factory=dict)
    """line id to scene, text_hash, file_hash"""


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
            ("recorded by a person", self.recorded),
            ("removed", self.removed),
            ("no words", self.missing),
        ):
            if lines:
                parts.append(f"{what}: {', '.join(lines)}")
        return "; ".join(parts)


def make_voices(scene: Scene, audio: Path, *, anew: bool = False) -> list[Report]:
    """Speak every line of ``scene`` in each of its languages below ``audio``; ``anew``: also what is unchanged.

    Raises MachineError where espeak-ng or PyAV is missing.
    """
    return [_make_language(scene, audio / language, language, anew) for language in scene.languages]


def _make_language(scene: Scene, folder: Path, language: str, anew: bool) -> Report:
    folder.mkdir(parents=True, exist_ok=True)
    voices = _read(folder / "voices.yaml")
    lines = {line.id: line for beat in scene.beats.values() for line in beat.say}
    wanted = {name: line.text[language] for name, line in lines.items() if language in line.text}
    recorded = {name for name in wanted if _recorded(folder / f"{name}.opus", voices.lines.get(name))}
    stale = [
        name
        for name, text in wanted.items()
        if name not in recorded and (anew or not _current(folder, name, text, language, voices))
    ]
    removed = _remove(folder, scene.id, set(wanted), voices)
    if stale:
        _speak_lines(scene.id, folder, {name: wanted[name] for name in stale}, wanted, voices)
    if stale or removed:
        _write(folder / "voices.yaml", language, voices)
    kept = [name for name in wanted if name not in stale and name not in recorded]
    missing = [name for name in lines if name not in wanted]
    return Report(
        language, tuple(stale), tuple(kept), tuple(sorted(recorded)), tuple(removed), tuple(missing)
    )


def _speak_lines(
    scene: str,
    folder: Path,
    stale: Mapping[str, str],
    wanted: Mapping[str, str],
    voices: Voices,
) -> None:
    """Speak what is stale; the gain is measured over the whole scene when it is first made, then kept."""
    language = folder.name
    whole = len(stale) == len(wanted) or scene not in voices.gains
    sounds = {name: speak(text, language) for name, text in (wanted if whole else stale).items()}
    if whole:
        voices.gains[scene] = _one_gain(np.concatenate(list(sounds.values())))
    for name, text in stale.items():
        path = write_opus(
            folder / f"{name}.opus", _levelled(sounds[name], voices.gains[scene]), BITS, voice=True
        )
        voices.lines[name] = {
            "scene": scene,
            "text_hash": text_hash(text, language),
            "file_hash": _file_hash(path),
        }


def _one_gain(sound: Sound) -> float:
    """Give the gain, dB, that brings ``sound`` to LOUD; the limiter takes some back, so look three times."""
    gain = 0.0
    for _ in range(3):
        gain += LOUD - loudness(_levelled(sound, gain))
    return round(gain, 2)


def _levelled(sound: Sound, gain_db: float) -> Sound:
    return limited(sound * np.float32(10 ** (gain_db / 20)), PEAK_DB)


def text_hash(text: str, language: str) -> str:
    """Give the mark of what was said and how, 12 hexadecimal digits."""
    return hashlib.sha256(f"{RECIPE}|{MANNERS.get(language)}|{text}".encode()).hexdigest()[:12]


def _file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _recorded(path: Path, entry: Entry | None) -> bool:
    """A file that is not the one we made is a person's."""
    return path.exists() and (entry is None or _file_hash(path) != entry.get("file_hash"))


def _current(folder: Path, name: str, text: str, language: str, voices: Voices) -> bool:
    entry = voices.lines.get(name, {})
    return (folder / f"{name}.opus").exists() and entry.get("text_hash") == text_hash(text, language)


def _remove(folder: Path, scene: str, wanted: set[str], voices: Voices) -> list[str]:
    """Forget the placeholders of lines that the scene no longer has; a person's recording stays."""
    gone = [
        name for name, entry in voices.lines.items() if entry.get("scene") == scene and name not in wanted
    ]
    for name in gone:
        path = folder / f"{name}.opus"
        if not _recorded(path, voices.lines.pop(name)):
            path.unlink(missing_ok=True)
    return gone


def _read(path: Path) -> Voices:
    """Read what we wrote ourselves; documents reads the same file for the screen."""
    if not path.exists():
        return Voices()
    try:
        data: Any = yaml.safe_load(path.read_text("utf-8"))
        gains = {str(scene): float(gain) for scene, gain in (data.get("gain_db") or {}).items()}
        lines = {str(n): {str(k): str(v) for k, v in e.items()} for n, e in (data.get("lines") or {}).items()}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, UnicodeDecodeError) as error:
        raise ContentError(f"{path} cannot be read", "mend it, or delete it and run voice again") from error
    return Voices(gains, lines)


def _write(path: Path, language: str, voices: Voices) -> None:
    """Write the manifest; hashes are quoted, since 12e456789012 would be read as a number."""
    manner = MANNERS.get(language)
    rows = [
        "# Written by the voice tool. A machine speaks these lines until an actor does.",
        "format: 1",
        "synthetic: true",
        f'made_with: "{made_with()}"',
        f'voice: "{manner.voice if manner else language}"',
        'licence: "CC BY 4.0"',
        "gain_db:",
        *(f"  {scene}: {gain}" for scene, gain in sorted(voices.gains.items())),
        "lines:",
    ]
    for name, entry in sorted(voices.lines.items()):
        facts = ", ".join(f'{key}: "{value}"' for key, value in entry.items())
        rows.append(f"  {name}: {{{facts}}}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Make the voices of the scenes that are named; print what was done."""
    scenes = [Path(argument) for argument in arguments if argument != "--anew"]
    try:
        if not scenes:
            raise UsageError(
                "name a scene", "python -m prisonersvoice_ar.authoring.voice scenes/fifteen-days"
            )
        for path in scenes:
            content = Content.at(path.resolve().parent.parent)
            loaded = load_scene(path, content)
            if loaded.value is None:
                first = loaded.errors[0]
                where = f"{first.place.file}:{first.place.line}"
                raise ContentError(
                    f"{where}: {first.message}", "see every problem with: prisonersvoice check"
                )
            for report in make_voices(loaded.value, content.audio, anew="--anew" in arguments):
                sys.stdout.write(f"{report}\n")
    except PrisonersVoiceError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
