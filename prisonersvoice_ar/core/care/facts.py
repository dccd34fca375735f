"""Whether a sentence reads like a fact that somebody must have established: numbers, years, courts, laws.

Conservative, in Ukrainian and English; where another language is the only one, its digits alone count.
"""

import re

from prisonersvoice_ar.core.care.tokens import plain

_DIGITS = r"\d[\d\u00a0\u202f., ]*\d\s*%?|\d\s*%?"
_UK = "|".join(
    [
        r"відсотк\w+|процент\w*",
        r"(?:оди|два|три|чотир|п’ят|шіст|сім|вісім|дев’ят)надцят\w*",
        r"двадцят\w+|тридцят\w+|сорок|п’ятдесят\w*|шістдесят\w*|сімдесят\w*|вісімдесят\w*|дев’яност\w+",
        r"двісті|триста|чотириста|(?:п’ят|шіст|сім|вісім|дев’ят)сот|тисяч\w*|мільйон\w*",
        r"європейськ\w+ суд\w*|міжнародн\w+ суд\w*|верховн\w+ суд\w*|єспл|женевськ\w+ конвенці\w+",
        r"(?:кримінальн|цивільн|виконавч)\w+ кодекс\w*|за (?:російським |українським )?законом",
        r"за даними|правила оон|резолюці\w+",
    ]
)
_EN = "|".join(
    [
        r"per ?cent|percentage",
        r"eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen(?:th)?|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ieth)",
        r"hundreds?|thousands?|millions?",
        r"european court|international (?:criminal )?court|court of justice|supreme court|geneva conventions?",
        r"criminal code|by (?:russian |ukrainian )?law|according to|mandela rules|resolution \w+",
    ]
)
_READS = {
    "uk": re.compile(rf"(?<!\w)(?:{_DIGITS}|(?:{_UK})(?!\w))", re.IGNORECASE),
    "en": re.compile(rf"(?<!\w)(?:{_DIGITS}|(?:{_EN})(?!\w))", re.IGNORECASE),
}
_OTHER = re.compile(rf"(?<!\w)(?:{_DIGITS})")


def claimed(text: str, lang: str) -> str:
    """Return the words by which ``text`` reads like a fact; nothing where it does not."""
    found = _READS.get(lang.split("-", maxsplit=1)[0], _OTHER).search(plain(text))
    return found[0].strip(" .,\u00a0\u202f") if found else ""
