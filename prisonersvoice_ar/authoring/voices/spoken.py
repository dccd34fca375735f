"""What a speech synthesiser is given to say a line right: abbreviations and years in words.

The caption keeps the author's spelling; only the placeholder voice hears this.
"""

import re

_UKRAINIAN = {
    "ООН": "о-он",
    "’": "'",
    "ʼ": "'",
    "«": "",
    "»": "",
}
_ENGLISH = {
    "’": "'",
    "“": "",
    "”": "",
}
_WORDS = {"uk": _UKRAINIAN, "en": _ENGLISH}

_ORDINALS = [
    "перш",
    "друг",
    "треть",
    "четверт",
    "п'ят",
    "шост",
    "сьом",
    "восьм",
    "дев'ят",
    "десят",
    "одинадцят",
    "дванадцят",
    "тринадцят",
    "чотирнадцят",
    "п'ятнадцят",
    "шістнадцят",
    "сімнадцят",
    "вісімнадцят",
    "дев'ятнадцят",
    "двадцят",
]
_ENDINGS = {"році": "ому", "року": "ого", "рік": "ий"}


def spoken(text: str, language: str) -> str:
    """Give ``text`` as a synthesiser of ``language`` should be given it."""
    if language == "uk":
        text = re.sub(r"\b20(\d\d) (році|року|рік)\b", _ukrainian_year, text)
    for written, said in _WORDS.get(language, {}).items():
        text = text.replace(written, said)
    return text


def _ukrainian_year(found: re.Match[str]) -> str:
    """2021 році → дві тисячі двадцять першому році."""
    number, noun = int(found[1]), found[2]
    if not number or number > 29:
        return found[0]
    tens = "двадцять " if number > 20 else ""
    stem = _ORDINALS[(number - 20 if number > 20 else number) - 1]
    ending = _ENDINGS[noun]
    if stem == "треть":
        ending = {"ому": "ьому", "ого": "ього", "ий": "ій"}[ending]
        stem = "трет"
    return f"дві тисячі {tens}{stem}{ending} {noun}"
