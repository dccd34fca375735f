"""What voices.yaml holds, read and as text: who spoke which line, of which words, and which file came of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from prisonersvoice_ar.authoring.voices.speech import manner_of
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.model import Line, Scene
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.manifest import MANIFEST, file_hash, read_voices
from prisonersvoice_ar.documents.lower.shelf import KINDS
from prisonersvoice_ar.documents.models.units import name
from prisonersvoice_ar.documents.models.voices import SpokenDoc

_HEAD = "# Written by `prisonersvoice voice`. synthetic: a machine speaks until an actor does; recorded: a person."


@dataclass(frozen=True)
class Spoken:
    """What is known of one line's file; "" where nothing is."""

    state: str
    """"synthetic", "recorded"; "" in what was written before there were states: a machine's"""
    scene: str
    """"" where several share the line"""
    text_hash: str
    """of the line's words (``core.script.texts.text_hash``)"""
    file_hash: str
    made_hash: str = ""
    """of the words as a machine was given them, and how it spoke"""
    source: str = ""
    """the recording that it was made from"""
    on: str = ""
    """the day it came in"""

    @property
    def by_machine(self) -> bool:
        """Whether a machine spoke it."""
        return self.state != "recorded"


@dataclass
class Voices:
    """What voices.yaml of a language holds."""

    lines: dict[str, Spoken] = field(default_factory=dict)
    gains: dict[str, float] = field(default_factory=dict)
    """scene to the one gain of its placeholders, dB"""
    recorded_gains: dict[str, float] = field(default_factory=dict)
    """scene to the one gain of its recordings, dB"""
    made_with: str = ""
    licence: str = ""
    note: str = ""
    synthetic: bool = False
    """whether a file that is not entered counts as a machine's (documents/lower/manifest.py)"""

    def is_machines(self, folder: Path, line: str) -> bool:
        """Whether what lies there for ``line`` is the very file that a machine is known to have spoken."""
        known, path = self.lines.get(line), heard(folder, line)
        return (
            known is not None and known.by_machine and path is not None and known.file_hash == file_hash(path)
        )


def owner(scene: Scene, line: Line) -> str:
    """Give the scene that a line's voice belongs to; "" where it stands in a part that several scenes include."""
    shared = line.place is not None and "_shared" in PurePath(line.place.file).parts
    return "" if shared else scene.id


def voice_file(folder: Path, line: str) -> Path:
    """Give where the voice of ``line`` is written in a language's ``folder``."""
    return folder / f"{line}.opus"


def files_of(folder: Path, line: str) -> list[Path]:
    """Give the sound files that are there for ``line``; the first is heard (documents/lower/shelf.py)."""
    return [path for kind in KINDS if (path := folder / f"{line}{kind}").is_file()]


def heard(folder: Path, line: str) -> Path | None:
    """Give the file that is heard for ``line``; None where there is none."""
    return next(iter(files_of(folder, line)), None)


def lines_heard(folder: Path) -> dict[str, Path]:
    """Give the file that is heard for each line that has one in a language's ``folder``, by the line's id."""
    if not folder.is_dir():
        return {}
    names = sorted({path.stem for path in folder.iterdir() if path.suffix.lower() in KINDS})
    return {line: path for line in names if _is_id(line) and (path := heard(folder, line))}


def _is_id(text: str) -> bool:
    try:
        name(text)
    except ValueError:
        return False
    return True


def read(folder: Path) -> Voices:
    """Read ``folder``/voices.yaml; what is not there is empty. Raises ContentError with the first problem."""
    path = folder / MANIFEST
    if not path.exists():
        return Voices()
    findings = Findings()
    doc = read_voices(path, folder.parent.parent, findings)
    if doc is None:
        first = findings.sorted()[0]
        raise ContentError(
            f"{first.place.file}:{first.place.line}: {first.message}",
            f"{first.advice or 'mend it'}; or move it away: it is then written anew".lstrip("; "),
        )
    lines = {name: _spoken(known, synthetic=doc.synthetic) for name, known in (doc.lines or {}).items()}
    if doc.lines is None and doc.synthetic:
        lines = _all_machines(folder)
    return Voices(
        lines, dict(doc.gain_db or {}), dict(doc.recorded_gain_db or {}), doc.made_with or "",
        doc.licence or "", doc.note or "", doc.synthetic,
    )  # fmt: skip


def _all_machines(folder: Path) -> dict[str, Spoken]:
    """Give the lines of a folder whose manifest says no more than that a machine speaks them all."""
    return {name: Spoken("synthetic", "", "", file_hash(path)) for name, path in lines_heard(folder).items()}


def _spoken(known: SpokenDoc, *, synthetic: bool) -> Spoken:
    return Spoken(
        state=known.state or ("" if synthetic else "recorded"),
        scene=known.scene or "",
        # at first it was of more than the words
        text_hash=(known.text_hash or "") if known.state else "",
        file_hash=known.file_hash,
        made_hash=known.made_hash or "",
        source=known.source or "",
        on=known.on.isoformat() if known.on else "",
    )


def rendered(language: str, voices: Voices) -> str:
    """Give the text of voices.yaml. Hashes are quoted, since 12e456789012 would be read as a number."""
    machine = voices.synthetic or any(known.by_machine for known in voices.lines.values())
    rows = [
        _HEAD,
        "format: 1",
        f"synthetic: {'true' if machine else 'false'}",
    ]
    if machine:
        rows += [f"made_with: {_quoted(voices.made_with)}"] if voices.made_with else []
        rows.append(f"voice: {_quoted(manner_of(language).voice)}")
    rows += [f"{key}: {_quoted(said)}" for key in ("licence", "note") if (said := getattr(voices, key))]
    for key, gains in (("gain_db", voices.gains), ("recorded_gain_db", voices.recorded_gains)):
        rows += [f"{key}:", *(f"  {scene}: {gain}" for scene, gain in sorted(gains.items()))] if gains else []
    rows += ["lines:"] if voices.lines else []
    rows += [f"  {name}: {{{_facts(known)}}}" for name, known in sorted(voices.lines.items())]
    return "\n".join(rows) + "\n"


def _facts(known: Spoken) -> str:
    facts: Mapping[str, str] = {
        "state": known.state,
        "scene": known.scene,
        "text_hash": known.text_hash,
        "file_hash": known.file_hash,
        "made_hash": known.made_hash,
        "source": known.source,
        "on": known.on,
    }
    return ", ".join(f"{key}: {_quoted(value)}" for key, value in facts.items() if value)


def _quoted(text: str) -> str:
    """Give ``text`` in double quotes, which YAML reads as JSON does."""
    return json.dumps(text, ensure_ascii=False)
