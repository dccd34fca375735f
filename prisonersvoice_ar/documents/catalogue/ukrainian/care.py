"""Чого вимагає турбота понад те, щоб сцена працювала: голоси, титри, переклади, факти, застереження, рецензії."""

from prisonersvoice_ar.documents.catalogue.forms import Said

BESIDE = {
    "bad-text-key": Said(
        "жоден текст сцени не називається «{value}»",
        "",
        "пишіть title, summary, line/ID, hint/КРОК, choice/КРОК/ID; примітка може стояти й на beat/КРОК",
    ),
    "bad-hash": Said(
        "«{value}» — не те, що пише сюди `prisonersvoice translate`",
        "",
        "цей файл веде програма: приберіть запис, і про переклад нічого не буде відомо",
    ),
}
CARE: dict[str, Said] = {}
