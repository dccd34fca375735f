"""What letters tell of a text: another language's, mark-up that would be shown, bars that break nothing, boxes.

Conservative: a name or a word that is quoted may be in any alphabet.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.captions.letters import undrawn
from prisonersvoice_ar.core.script.texts import line_key, texts_of

Alphabet = Literal["Cyrillic", "Latin"]

_LATIN = [
    "en",
    "de",
    "pl",
    "fr",
    "es",
    "it",
    "cs",
    "sk",
    "nl",
    "pt",
    "sv",
    "fi",
    "et",
    "lv",
    "lt",
    "hu",
    "ro",
    "hr",
    "sl",
    "tr",
    "crh",
]
_WRITTEN: Mapping[str, Alphabet] = {
    **dict.fromkeys(("uk", "be", "bg", "ru", "mk"), "Cyrillic"),
    **dict.fromkeys(_LATIN, "Latin"),
}
_CYRILLIC_LETTER, _LATIN_LETTER = re.compile("[\u0400-\u04ff]"), re.compile("[A-Za-zÀ-ɏ]")
_SMALL_WORD = re.compile(r"(?<![\w.@/#])[a-zà-ɏ\u0430-\u045f]{2,}(?!\w)")
_SENTENCE = re.compile(r"[.!?…]\s*\Z")
_QUOTED = re.compile("«[^»]*»")
_RUSSIAN = re.compile(r"\w*[ёыэъ]\w*", re.IGNORECASE)
_MARKUP = re.compile(
    r"</?(?:b|i|u|s|em|strong|br|p|span|font|a|h[1-6]|sub|sup|small)(?:\s[^<>]*)?/?>"
    r"|&(?:[a-z]{2,8}|#x?[0-9a-f]{1,6});|\*\*(?=\S)[^*]+\*\*|\[[^\]]+\]\(https?:",
    re.IGNORECASE,
)
_LONGEST = 40
"""characters of a text that are shown beside the caret"""


def check_letters(case: Case) -> None:
    """Warn of texts in the letters of another language, and of what is shown though it was meant as a sign to the program."""
    places = case.places()
    for key, text in texts_of(case.scene).items():
        for lang, said in text.items():
            for code, facts in (*_other_alphabet(said, lang, text), *_foreign(said, lang), *_marked(said)):
                case.findings.add(code, places[key], key=key, language=lang, **facts)


def check_drawn(case: Case) -> None:
    """Warn of a language with letters that the screens' typeface has not, once, where it is first written."""
    places, texts = case.places(), texts_of(case.scene)
    for lang in dict.fromkeys(lang for text in texts.values() for lang in text):
        lacking = {key: found for key, text in texts.items() if (found := undrawn(text.get(lang, "")))}
        if lacking:
            key = next(iter(lacking))
            letters = "".join(dict.fromkeys("".join(lacking.values())))
            case.findings.add(
                "letters-not-drawn",
                places[key],
                key=key,
                language=lang,
                letters=_short(" ".join(letters)),
                more=str(len(lacking) - 1) if len(lacking) > 1 else "",
            )


def check_bars(case: Case) -> None:
    """Warn of a bar that is shown: one that stands without a space before or behind it."""
    for _, line in case.lines():
        for lang, said in line.text.items():
            at = said.find("|")
            if at >= 0:
                shown = _short(said[max(0, at - 15) : at + 16])
                case.findings.add(
                    "bar-without-spaces",
                    case.places().get(line_key(line.id), case.at(line)),
                    line=line.id,
                    language=lang,
                    text=shown,
                )


def _other_alphabet(said: str, lang: str, text: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    wanted = _WRITTEN.get(lang.split("-", maxsplit=1)[0])
    written = _alphabet(said)
    if wanted is None or written in (None, wanted):
        return
    if wanted == "Cyrillic" and not _is_sentence(said):
        return  # a name that is written alike everywhere
    other = next((code for code in text if code != lang and _WRITTEN.get(code) == written), "")
    exchanged = (
        other and _alphabet(text[other]) == wanted and (wanted == "Cyrillic" or _is_sentence(text[other]))
    )
    if exchanged and list(text).index(other) < list(text).index(lang):
        return  # and said of the other already
    yield "other-alphabet", {"alphabet": f"@{str(written).lower()}", "text": _short(said), "other": other}


def _alphabet(said: str) -> Alphabet | None:
    """The one alphabet in which all of ``said`` is written, or None."""
    cyrillic, latin = _CYRILLIC_LETTER.search(said), _LATIN_LETTER.search(said)
    if cyrillic and not latin:
        return "Cyrillic"
    return "Latin" if latin and not cyrillic else None


def _is_sentence(said: str) -> bool:
    return bool(_SENTENCE.search(said)) or len(_SMALL_WORD.findall(said)) >= 2


def _foreign(said: str, lang: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    if lang != "uk":
        return
    found = _RUSSIAN.search(_QUOTED.sub("", said))
    if found is not None:
        letters = dict.fromkeys(letter for letter in found[0].lower() if letter in "ёыэъ")
        yield "foreign-letter", {"word": found[0], "letters": ", ".join(letters)}


def _marked(said: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    found = _MARKUP.search(said)
    if found is not None:
        yield "markup", {"mark": _short(found[0])}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
