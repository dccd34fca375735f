"""Voices and captions: whether a voice can be one of its text, whether its captions can be read, and voices of no line."""

import re
from functools import cached_property
from pathlib import Path

from prisonersvoice_ar.authoring.care.assets import FOREIGN_SOUNDS
from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.authoring.voices.pronounce import hard_words
from prisonersvoice_ar.core.care.captions import unreadable
from prisonersvoice_ar.core.care.speaking import far_from_text, spoken_seconds
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import Content, shown_path
from prisonersvoice_ar.documents.disk import begun, entries
from prisonersvoice_ar.documents.yaml.reading import LARGEST
from prisonersvoice_ar.media import SOUNDS

_NUMBERED = re.compile(r"([a-z0-9_-]*?[a-z_-])[0-9]+\Z")
_MOST_STRAYS = 20


def check_lengths(case: Case) -> None:
    """Warn of a voice that was spoken of other words, or is far longer or shorter than its text is spoken."""
    for _, line in case.lines():
        for lang, voice in line.voices.items():
            text = line.text.get(lang, "")
            if voice.stale:
                case.findings.add("voice-stale", case.at(line), line=line.id, language=lang)
            elif text and voice.seconds > 0.0 and far_from_text(voice.seconds, text, lang):
                case.findings.add(
                    "voice-far",
                    case.at(line),
                    line=line.id,
                    language=lang,
                    seconds=f"{voice.seconds:.1f}",
                    expected=f"{spoken_seconds(text, lang):.0f}",
                )


def check_captions(case: Case) -> None:
    """Warn of captions that nobody can read while the line's voice is heard; one for each line and language."""
    for _, line in case.lines():
        for lang, voice in line.voices.items():
            text = line.text.get(lang, "")
            if not text or voice.seconds <= 0.0 or far_from_text(voice.seconds, text, lang):
                continue  # captions of another text: a consequence
            found = unreadable(text, line.pages.get(lang, ()), voice.seconds)
            if found is not None:
                case.findings.add(
                    found.matter,
                    case.at(line),
                    line=line.id,
                    language=lang,
                    text=found.text,
                    seconds=f"{found.seconds:.1f}",
                    needed=f"{found.needed:.1f}",
                )


def check_pronounced(case: Case) -> None:
    """Warn of a word whose pronunciation is given, and which no line says."""
    for lang, words in case.scene.pronounce.items():
        texts = [line.text[lang] for _, line in case.lines() if lang in line.text]
        for word, how in words.items():
            if lang in case.scene.languages and not any(hard_words(text, {word: how}) for text in texts):
                case.findings.add("pronounce-unused", case.head("pronounce", word), word=word, language=lang)


class Shelf:
    """The voices that lie in audio/<lang>, and every name that some scene gives a line."""

    def __init__(self, content: Content) -> None:
        """Look into ``content`` when asked."""
        self.content = content
        self.told: set[Path] = set()
        """strays that a scene has been told of: another that shares its lines need not be"""

    @cached_property
    def voices(self) -> dict[str, dict[str, Path]]:
        """Files by language and name."""
        found: dict[str, dict[str, Path]] = {}
        for folder in entries(self.content.audio):
            files = {path.stem: path for path in entries(folder) if path.suffix.lower() in SOUNDS}
            if files:
                found[folder.name] = files
        return found

    @cached_property
    def recordings(self) -> dict[str, list[Path]]:
        """Files by language that are recordings of a kind that is not played."""
        folders = {folder.name: entries(folder) for folder in entries(self.content.audio)}
        return {
            lang: [path for path in files if path.suffix.lower() in FOREIGN_SOUNDS]
            for lang, files in folders.items()
        }

    @cached_property
    def said(self) -> frozenset[str]:
        """Every word that could be a line's id in some scene, be it one that cannot be read."""
        scenes = self.content.scenes
        files = [*(folder / "scene.yaml" for folder in entries(scenes)), *entries(scenes / "_shared")]
        return frozenset(word for file in files for word in _WORD.findall(begun(file, LARGEST)))


_WORD = re.compile(r"\bid\s*:\s*[\"']?([a-z0-9_-]+)")


def check_strays(case: Case, shelf: Shelf) -> None:
    """Warn of files in audio/<lang> that are called as this scene's lines are, and are none's."""
    lines = {line.id for _, line in case.lines()}
    prefixes = {found[1] for name in lines if (found := _NUMBERED.match(name))}
    for lang, files in shelf.voices.items():
        if lang not in case.scene.languages:
            continue
        strays = [
            name
            for name in sorted(files)
            if name not in lines and (found := _NUMBERED.match(name)) and found[1] in prefixes
        ]
        strays = [name for name in strays if name not in shelf.said and files[name] not in shelf.told]
        shelf.told.update(files[name] for name in strays)
        for name in strays[:_MOST_STRAYS]:
            case.findings.add(
                "voice-without-line",
                Place(shown_path(files[name], shelf.content.root)),
                path=shown_path(files[name], shelf.content.root),
                guess=closest(name, [line for line in lines if line not in files]),
                names=listed(sorted(line for line in lines if line not in files)),
            )


def check_recordings(case: Case, shelf: Shelf) -> None:
    """Warn of a line's recording that lies there and is of a kind that is not played."""
    lines = {line.id: line for _, line in case.lines()}
    for lang in case.scene.languages:
        for path in shelf.recordings.get(lang, ()):
            line = lines.get(path.stem)
            if line is not None and lang not in line.voices:
                shown = shown_path(path, shelf.content.root)
                case.findings.add(
                    "voice-kind", case.at(line), path=shown, kind=path.suffix.lower(), scene=case.scene.id
                )
