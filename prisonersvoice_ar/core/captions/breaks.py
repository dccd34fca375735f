"""Where a line of text may break, and how much each place disturbs a reader.

After BBC Subtitle Guidelines, "Break at natural points": sentence, then clause, then before a conjunction;
an article, a preposition or a particle stays with the word that follows it.
"""

from collections.abc import Sequence

SENTENCE = 0.0
CLAUSE = 1.0
BEFORE_CONJUNCTION = 2.5
PLAIN = 4.0
BETWEEN_NUMBER_AND_NOUN = 10.0
AFTER_SHORT_WORD = 14.0
ORPHAN = 8.0
"""on top: the first word of a sentence would stand alone at the end of a line"""
BEFORE_DASH = 20.0
"""a dash ends a line, it does not begin one"""

_STAYS_WITH_NEXT = frozenset(
    [
        "а",
        "але",
        "без",
        "біля",
        "в",
        "від",
        "вище",
        "для",
        "до",
        "є",
        "ж",
        "за",
        "замість",
        "із",
        "зі",
        "з",
        "і",
        "й",
        "коли",
        "крім",
        "крізь",
        "між",
        "на",
        "над",
        "навколо",
        "не",
        "ні",
        "о",
        "об",
        "окрім",
        "перед",
        "під",
        "по",
        "понад",
        "поруч",
        "поза",
        "при",
        "про",
        "проти",
        "ради",
        "після",
        "серед",
        "та",
        "те",
        "то",
        "у",
        "через",
        "що",
        "як",
        "який",
        "яка",
        "яке",
        "які",
        "цей",
        "ця",
        "це",
        "ці",
        "той",
        "та",
        "його",
        "її",
        "їх",
        "їхній",
        "мій",
        "наш",
        "ваш",
        "ще",
        "лише",
        "тільки",
        "навіть",
        "щонайменше",
        "чи",
        "хай",
        "a",
        "about",
        "above",
        "after",
        "against",
        "along",
        "an",
        "and",
        "around",
        "as",
        "at",
        "before",
        "behind",
        "below",
        "beside",
        "between",
        "beyond",
        "but",
        "by",
        "down",
        "during",
        "each",
        "every",
        "except",
        "for",
        "from",
        "her",
        "his",
        "i",
        "if",
        "in",
        "inside",
        "into",
        "is",
        "its",
        "like",
        "my",
        "near",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "or",
        "our",
        "out",
        "outside",
        "over",
        "per",
        "since",
        "so",
        "than",
        "that",
        "the",
        "their",
        "these",
        "this",
        "those",
        "through",
        "to",
        "toward",
        "under",
        "until",
        "up",
        "upon",
        "was",
        "were",
        "which",
        "who",
        "will",
        "with",
        "within",
        "without",
        "your",
        "are",
        "be",
        "been",
        "had",
        "has",
        "have",
        "may",
        "must",
        "such",
    ]
)

_CONJUNCTIONS = frozenset(
    [
        "а",
        "але",
        "або",
        "адже",
        "бо",
        "і",
        "й",
        "коли",
        "та",
        "тому",
        "то",
        "хоч",
        "хоча",
        "чи",
        "що",
        "щоб",
        "як",
        "якщо",
        "який",
        "яка",
        "яке",
        "які",
        "де",
        "and",
        "as",
        "because",
        "but",
        "for",
        "if",
        "nor",
        "or",
        "so",
        "than",
        "that",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "yet",
    ]
)

_CLOSING = "»”“\"')]’"
_OPENING = "«„“\"'(["
_DASHES = frozenset({"—", "–", "-"})


def before(words: Sequence[str], index: int) -> float:
    """Return what a break before ``words[index]`` costs (index ≥ 1), seeing one word further back than cost."""
    price = cost(words[index - 1], words[index])
    if index >= 2 and price > CLAUSE and cost(words[index - 2], words[index - 1]) == SENTENCE:
        price += ORPHAN
    return price


def cost(word: str, following: str) -> float:
    """Return how much a break between two neighbouring words disturbs; 0 is the end of a sentence."""
    if following in _DASHES:
        return BEFORE_DASH
    bare = word.rstrip(_CLOSING)
    if bare.endswith((".", "!", "?", "…")):
        return SENTENCE
    if bare.endswith((",", ";", ":")) or word in _DASHES:
        return CLAUSE
    plain = bare.lstrip(_OPENING).lower()
    if plain in _STAYS_WITH_NEXT or len(plain) == 1:
        return AFTER_SHORT_WORD
    if plain[:1].isdigit():
        return BETWEEN_NUMBER_AND_NOUN
    return BEFORE_CONJUNCTION if following.lstrip(_OPENING).lower() in _CONJUNCTIONS else PLAIN
