"""The catalogue in English."""

from prisonersvoice_ar.documents.catalogue.english.care import BESIDE, CARE, RELEASE
from prisonersvoice_ar.documents.catalogue.english.drafting import DRAFTING
from prisonersvoice_ar.documents.catalogue.english.meaning import FLOW, REFERENCE
from prisonersvoice_ar.documents.catalogue.english.shape import SHAPE
from prisonersvoice_ar.documents.catalogue.english.telling import TELLING
from prisonersvoice_ar.documents.catalogue.english.walk import WALK
from prisonersvoice_ar.documents.catalogue.english.writing import FILE, WRITING
from prisonersvoice_ar.documents.catalogue.forms import Forms

_NOUNS = {
    "text": "a text",
    "name": "a name",
    "date": "a date in quotes",
    "number": "a number",
    "whole": "a whole number",
    "nothing": "nothing",
    "yes-no": "true or false",
    "list": "a list [ … ]",
    "mapping": "a group of keys with values",
    "other": "something else",
    "words": 'a text in each language, {uk: "…", en: "…"},',
    "duration": "a duration (1.5s)",
    "length": "a length (40cm)",
    "scale": "a scale (1:20)",
    "three": "a list of three numbers [x, y, z]",
    "pair": "a list of two numbers [x, y]",
    "numbers": "a list of numbers",
    "order-size": "width, depth, height, in metres",
    "order-point": "x to the right, y away from the door, z up, in metres from the middle of the floor",
    "answers": "the file of answers",
    "millimetres": "a number of millimetres",
    "targets": "a group of targets, each by its name",
    "trigger": "a trigger",
    "cue": "a cue",
    "light": "a light",
    "gesture": "gesture",
    "mode": "mode",
    "kind": "kind of testimony",
    "cell": "cell",
    "lens-model": "lens model",
    "target-kind": "kind of target",
    "dictionary": "dictionary",
    "lamp": "light",
    "beat": "a beat",
    "line": "a line",
    "object": "an object",
    "choice": "a choice",
    "ambience": "an ambience",
    "hint": "a hint",
    "condition": "a condition",
    "branch": "a way on",
    "scene": "a scene",
    "testimony": "a testimony",
    "notice": "a notice",
    "place": "a place",
    "see": '"see"',
    "source": "a source",
    "review": "a review",
    "consent": "a consent record",
    "marker": "a marker",
    "opening": "an opening",
    "target": "a target",
    "image": "an image target",
    "cube": "a cube",
    "faces": "a group of faces",
    "side": "a side",
    "sided": "a target with sides",
    "shape": "shape",
    "markers": "markers.yaml",
    "campaign": "actions.yaml",
    "action": "an action",
    "credits": "a group of the credits",
    "lens": "a file of intrinsics",
    "voices": "voices.yaml",
    "spoken": "a line of voices.yaml",
    "include": "an include",
    "shared": "a shared file",
    "languages": '"languages"',
    "key": "key",
    "spoken-by": "state of a voice",
    "translations": "translations.yaml",
    "notes": "notes.yaml",
    "note": "a note",
    "flash-general": "general",
    "flash-red": "red",
    "latin": "Latin",
    "cyrillic": "Cyrillic",
    "role-legal": "lawyer",
    "role-psychologist": "psychologist",
}


def _counted(what: str, count: int) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


FORMS = Forms(
    said=FILE | WRITING | SHAPE | BESIDE | REFERENCE | FLOW | CARE | RELEASE | TELLING | WALK | DRAFTING,
    nouns=_NOUNS | {f"in-{noun}": words for noun, words in _NOUNS.items()},
    severities={"error": "error", "warning": "warning", "note": "note"},
    counted=_counted,
    more="… and {count} more",
    incomplete="mend these and check again: more may come to light",
    nothing="no problems",
)
