"""What lies beside a scene: translations that are out of date, entries of no text, reviewers who wait for an answer."""

from collections.abc import Collection
from pathlib import Path

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.script.texts import beat_key, stale, texts_of
from prisonersvoice_ar.documents.advice import closest, listed
from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.documents.notes import NOTES_FILE, read_notes
from prisonersvoice_ar.documents.translations import TRANSLATIONS_FILE, read_translations


def check_translations(case: Case, root: Path) -> None:
    """Warn of each text whose translation was made from an earlier wording, and of entries of no text."""
    path = case.path.with_name(TRANSLATIONS_FILE)
    loaded = read_translations(path, root)
    case.findings.extend(loaded.problems)
    case.findings.texts.update(loaded.texts)
    if loaded.value is None or not loaded.value.made:
        return
    texts, places = texts_of(case.scene), case.places()
    for key in loaded.value.made:
        if key not in texts:
            case.findings.add(
                "translation-of-nothing", loaded.value.places[key], key=key, guess=_guess(key, texts)
            )
    outdated: dict[str, list[str]] = {}
    for key, lang in stale(case.scene, loaded.value.made):
        outdated.setdefault(key, []).append(lang)
    for key, languages in outdated.items():
        case.findings.add(
            "stale-translation",
            places[key],
            key=key,
            languages=listed(languages),
            written=case.scene.written_in,
            scene=case.scene.id,
        )


def check_notes(case: Case, root: Path) -> None:
    """Pass on what reviewers have said and nobody has answered; warn of notes on nothing."""
    path = case.path.with_name(NOTES_FILE)
    loaded = read_notes(path, root)
    case.findings.extend(loaded.problems)
    case.findings.texts.update(loaded.texts)
    if not loaded.value:
        return
    places = case.places()
    places.update({beat_key(beat.id): case.at(beat) for beat in case.scene.beats.values()})
    texts = {*texts_of(case.scene), *(key for key in places if key.startswith("beat/"))}
    for note in loaded.value:
        if note.on not in texts and note.place is not None:
            case.findings.add("note-on-nothing", note.place, key=note.on, guess=_guess(note.on, texts))
        elif not note.done:
            case.findings.add(
                "open-note",
                places[note.on],
                by=note.by,
                date=note.date.isoformat(),
                text=note.text,
                file=shown_path(path, root),
                row=note.place.line if note.place else "",
            )


def _guess(key: str, keys: Collection[str]) -> str:
    """The key of the same kind that is most like ``key``."""
    kind, _, name = key.partition("/")
    guess = closest(name, [known.partition("/")[2] for known in keys if known.startswith(f"{kind}/")])
    return f"{kind}/{guess}" if guess else ""
