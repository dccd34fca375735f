"""What care asks beyond a scene that works: voices, captions, translations, facts, notices, reviews; in English."""

from prisonersvoice_ar.documents.catalogue.forms import Said

BESIDE = {
    "bad-text-key": Said(
        'no text of a scene is called "{value}"',
        "",
        "write title, summary, line/ID, hint/BEAT, choice/BEAT/ID; a note may also stand on beat/BEAT",
    ),
    "bad-hash": Said(
        '"{value}" is not what `prisonersvoice translate` writes here',
        "",
        "this file is the tool's: take the entry away, and the translation counts as one of which nothing is known",
    ),
}
CARE: dict[str, Said] = {}
