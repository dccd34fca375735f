"""The catalogue in Ukrainian."""

from prisonersvoice_ar.documents.catalogue.forms import Forms
from prisonersvoice_ar.documents.catalogue.ukrainian.meaning import FLOW, REFERENCE
from prisonersvoice_ar.documents.catalogue.ukrainian.shape import SHAPE
from prisonersvoice_ar.documents.catalogue.ukrainian.writing import FILE, WRITING

_NOUNS = {
    "text": "текст",
    "name": "назва",
    "date": "дата в лапках",
    "number": "число",
    "whole": "ціле число",
    "nothing": "нічого",
    "yes-no": "true або false",
    "list": "список [ … ]",
    "mapping": "набір ключів зі значеннями",
    "other": "щось інше",
    "words": 'текст кожною мовою, {uk: "…", en: "…"}',
    "duration": "тривалість (1.5s)",
    "length": "довжина (40cm)",
    "scale": "масштаб (1:20)",
    "three": "список із трьох чисел [x, y, z]",
    "pair": "список із двох чисел [x, y]",
    "numbers": "список чисел",
    "millimetres": "число міліметрів",
    "targets": "набір цілей за назвами",
    "trigger": "умова очікування",
    "cue": "ефект",
    "light": "світло",
    "gesture": "жест",
    "mode": "режим",
    "kind": "вид свідчення",
    "cell": "камера",
    "lens-model": "модель об’єктива",
    "target-kind": "вид цілі",
    "dictionary": "словник",
    "lamp": "світло",
    "beat": "крок",
    "line": "репліка",
    "object": "предмет",
    "choice": "вибір",
    "ambience": "звукове тло",
    "hint": "підказка",
    "condition": "умова",
    "branch": "шлях",
    "scene": "сцена",
    "testimony": "свідчення",
    "notice": "застереження",
    "place": "місце",
    "see": "«see»",
    "source": "джерело",
    "review": "рецензія",
    "consent": "запис згоди",
    "marker": "мітка",
    "opening": "отвір",
    "target": "ціль",
    "image": "ціль-зображення",
    "cube": "куб",
    "faces": "набір граней",
    "side": "сторона",
    "sided": "ціль зі сторонами",
    "shape": "форма",
    "markers": "markers.yaml",
    "campaign": "actions.yaml",
    "action": "дія",
    "credits": "група подяк",
    "lens": "параметри об’єктива",
    "voices": "voices.yaml",
    "spoken": "рядок voices.yaml",
}
_INSIDE = {
    "mapping": "тут",
    "trigger": "в умові очікування",
    "cue": "в ефекті",
    "light": "у світлі",
    "beat": "у кроці",
    "line": "у репліці",
    "object": "у предметі",
    "choice": "у виборі",
    "ambience": "у звуковому тлі",
    "hint": "у підказці",
    "condition": "в умові",
    "branch": "у шляху",
    "scene": "у сцені",
    "testimony": "у свідченні",
    "notice": "у застереженні",
    "place": "у місці",
    "see": "у «see»",
    "source": "у джерелі",
    "review": "у рецензії",
    "consent": "у записі згоди",
    "marker": "у мітці",
    "opening": "в отворі",
    "target": "у цілі",
    "image": "у цілі-зображенні",
    "cube": "у кубі",
    "faces": "у гранях",
    "side": "у стороні",
    "sided": "у цілі зі сторонами",
    "markers": "у markers.yaml",
    "campaign": "в actions.yaml",
    "action": "у дії",
    "credits": "у групі подяк",
    "lens": "у параметрах об’єктива",
    "voices": "у voices.yaml",
    "spoken": "у рядку voices.yaml",
}
_COUNTED = {
    "error": ("помилка", "помилки", "помилок"),
    "warning": ("попередження", "попередження", "попереджень"),
}


def _counted(what: str, count: int) -> str:
    """CLDR's plural of uk: one, few, many."""
    if count % 10 == 1 and count % 100 != 11:
        form = 0
    else:
        form = 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2
    return f"{count} {_COUNTED[what][form]}"


FORMS = Forms(
    said=FILE | WRITING | SHAPE | REFERENCE | FLOW,
    nouns=_NOUNS | {f"in-{noun}": words for noun, words in _INSIDE.items()},
    severities={"error": "помилка", "warning": "попередження"},
    counted=_counted,
    more="… і ще {count}",
    incomplete="виправте це й перевірте ще раз: може виявитися ще щось",
    nothing="проблем немає",
)
