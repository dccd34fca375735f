"""Where a scene's sounds and voices lie: by name, in known folders, and never outside the content."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.model import Voice
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import Content, shown_path, why_refused
from prisonersvoice_ar.documents.disk import entries
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.manifest import Manifest, Spoken, read_manifest
from prisonersvoice_ar.documents.lower.spots import shared_folders, tell_closed
from prisonersvoice_ar.documents.memory import Memory
from prisonersvoice_ar.media import probe
from prisonersvoice_ar.media.recording import ENDINGS

KINDS = (".opus", ".ogg", ".wav")
"""in the order of preference; "Opus inside .ogg" is refused by media"""

_MOST_LINES = 6

Files = dict[str, Path]


class Shelf:
    """Finds sound files; each folder is listed once for all scenes that share a ``Memory``."""

    def __init__(self, content: Content, folder: Path, findings: Findings, memory: Memory) -> None:
        """Look in ``content.audio``, the scene's ``folder`` and scenes/_shared."""
        self.content, self.findings, self.memory = content, findings, memory
        shared = shared_folders(folder, content)
        self.inside = tuple(_resolved(root) for root in (content.audio, content.scenes, folder, *shared))
        self._lengths: dict[Path, float | None] = {}
        self._spoken: dict[tuple[str, str], Spoken] = {}
        own = (folder, *shared)
        self.own = tuple(place / part for place in own for part in ("", "sounds"))

    def sound(self, name: str, place: Place, *, looped: bool = False) -> tuple[str, float]:
        """Return path and seconds of the sound called ``name``; ("", 0.0) with a problem where there is none."""
        first = ("ambience", "effects") if looped else ("effects", "ambience")
        folders = (*self.own, *(self.content.audio / part for part in first))
        for folder in folders:
            path = self._files(folder).get(name)
            if path is not None:
                seconds = self._length(path, "bad-sound", place)
                return (str(path), seconds) if seconds is not None else ("", 0.0)
        if tell_closed(folders, self.content.root, self.findings):
            return "", 0.0
        names = {known for folder in folders for known in self._files(folder)}
        others = (
            path.name
            for folder in folders
            for path in entries(folder)
            if path.stem == name and path.suffix.lower() in ENDINGS
        )
        self.findings.add(
            "unknown-sound",
            place,
            name=name,
            file=next(others, ""),
            guess=closest(name, names),
            names=listed(sorted(names)),
        )
        return "", 0.0

    def has(self, name: str) -> bool:
        """Whether a sound is called ``name``."""
        folders = (*self.own, self.content.audio / "effects", self.content.audio / "ambience")
        return any(name in self._files(folder) for folder in folders)

    def voices(
        self, lines: Iterable[tuple[str, Place]], languages: Mapping[str, Place]
    ) -> dict[str, dict[str, Voice]]:
        """Return line id → language → voice; one warning for all that a language lacks.

        ``languages``: each with the place where the scene declares it.
        """
        wanted = list(lines)
        found: dict[str, dict[str, Voice]] = {line: {} for line, _ in wanted}
        for language, declared in languages.items():
            files = self._files(self.content.audio / language)
            if not files and tell_closed([self.content.audio / language], self.content.root, self.findings):
                continue
            if wanted and not any(line in files for line, _ in wanted):
                self.findings.add("no-voices", declared, language=language)
                continue
            manifest = self._manifest(self.content.audio / language)
            for line, place in wanted:
                voice = self._voice(files.get(line), line, place, language, manifest)
                if voice is not None:
                    found[line][language] = voice
            missing = [line for line, _ in wanted if line not in files]
            if missing:
                named = listed(missing, _MOST_LINES)
                self.findings.add(
                    "missing-voice", declared, language=language, count=len(missing), lines=named
                )
        return found

    def _manifest(self, folder: Path) -> Manifest:
        """Return what is known of the voices in ``folder``; what is wrong with it is told of every scene."""

        def read() -> tuple[Manifest, Findings]:
            own = Findings()
            return read_manifest(folder, self.content.root, own), own

        manifest, own = self.memory.once(("manifest", folder), read)
        self.findings.extend(own.sorted())
        self.findings.texts.update(own.texts)
        return manifest

    def _voice(
        self, path: Path | None, line: str, place: Place, language: str, manifest: Manifest
    ) -> Voice | None:
        if path is None:
            return None
        seconds = self._length(path, "bad-voice", place)
        if seconds is None:
            return None
        spoken = self._spoken[line, language] = manifest.spoken(line, path)
        return Voice(str(path), seconds, spoken.by_machine)

    def against(self, line: str, text: Mapping[str, str], voices: Mapping[str, Voice]) -> Mapping[str, Voice]:
        """Return the ``voices`` of ``line``, each stale where it was spoken of other words than ``text``."""
        return {
            language: replace(voice, stale=self._spoken[line, language].is_stale(text.get(language, "")))
            for language, voice in voices.items()
        }

    def _length(self, path: Path, code: str, place: Place) -> float | None:
        """Return the seconds of a sound file, or None with the problem ``code``."""
        if path not in self._lengths:
            self._lengths[path] = None
            shown = shown_path(path, self.content.root)
            if not any(_resolved(path).is_relative_to(root) for root in self.inside):
                self.findings.add("leaves-content", place, path=shown)
                return None
            seconds, why = self.memory.once(("length", path), lambda: _probed(path))
            self._lengths[path] = seconds
            if why:
                self.findings.add(code, place, path=shown, why=why)
        return self._lengths[path]

    def _files(self, folder: Path) -> Files:
        """Return the sound files of ``folder`` by name, the better kind first."""
        return self.memory.once(("sounds", folder), lambda: _sounds_in(folder))


def _sounds_in(folder: Path) -> Files:
    every = [path for path in entries(folder) if path.suffix.lower() in KINDS]
    every.sort(key=lambda path: -KINDS.index(path.suffix.lower()))
    return {path.stem: path.absolute() for path in every}


def _probed(path: Path) -> tuple[float | None, str]:
    """Return the seconds of a sound file, or why it cannot be played."""
    try:
        return probe(path).seconds, ""
    except ContentError as error:
        return None, why_refused(error, path.name)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return path.absolute()
