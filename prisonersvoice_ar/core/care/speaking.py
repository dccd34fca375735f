"""How long a narrator takes for a text: to tell a voice that was recorded for another one."""

import re
from collections.abc import Mapping
from typing import NamedTuple


class Pace(NamedTuple):
    """How fast a calm narrator speaks, breaths between sentences included."""

    characters: float
    """a second, spaces counted"""
    words: float
    """a minute"""


PACES: Mapping[str, Pace] = {
    "uk": Pace(12.5, 118.0),
    "en": Pace(12.5, 145.0),
    "de": Pace(13.0, 120.0),
    "pl": Pace(13.0, 120.0),
}
"""audio books and documentaries: 140 to 160 English words a minute, fewer where words are longer"""
_OTHER = Pace(13.0, 130.0)

_NUMBER = re.compile(r"\d[\d.,\u00a0\u202f]*")
_DIGIT_CHARACTERS = 8
"""a digit is spoken as a word: "221" as "two hundred and twenty-one" """

FASTEST, SLOWEST = 0.55, 1.9
"""of the time that a calm narrator takes: beyond, it is another text, a torn file, or minutes of silence"""
_BREATH = 1.0
"""seconds before and behind a short line that make it no slower"""


def spoken_seconds(text: str, lang: str) -> float:
    """Seconds that a calm narrator takes for ``text``: between what its characters and what its words say."""
    pace = PACES.get(lang.split("-", maxsplit=1)[0], _OTHER)
    digits = sum(len(re.sub(r"\D", "", number)) for number in _NUMBER.findall(text))
    characters = len(text) + digits * (_DIGIT_CHARACTERS - 1)
    words = len(text.split()) + max(0, digits - 1)
    return (characters / pace.characters + words * 60.0 / pace.words) / 2


def far_from_text(seconds: float, text: str, lang: str) -> bool:
    """Whether a voice of ``seconds`` is hardly one of ``text``."""
    expected = spoken_seconds(text, lang)
    return not FASTEST * expected <= seconds + 0.2 or not seconds <= SLOWEST * expected + _BREATH
