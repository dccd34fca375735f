"""Single values as authors write them: durations, lengths, loudness, names, words."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PureWindowsPath
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, PlainValidator

from prisonersvoice_ar.core.script.themes import THEMES
from prisonersvoice_ar.documents.advice import closest, in_latin, listed, romanised
from prisonersvoice_ar.documents.models.faults import fault, not_one_of, wrong_type

_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(ms|s|min)\Z")
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(mm|cm|m)\Z")
_LEVEL = re.compile(r"([-+−]?[0-9]+(?:\.[0-9]+)?)\s*dB\Z")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})\Z")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_SCALE = re.compile(r"1:([1-9][0-9]{0,3})\Z")
_NUMBERS = (
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ),
    (
        "нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять тринадцять "
        "чотирнадцять п’ятнадцять шістнадцять сімнадцять вісімнадцять дев’ятнадцять двадцять"
    ),
)
_SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0}
_METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0}
_IN_LATIN = {"мм": "mm", "см": "cm", "м": "m"}
# the slips that are made: a country's code where its language's is wanted
_COUNTRIES = {"ua": "uk", "gb": "en", "us": "en", "cz": "cs", "by": "be", "ge": "ka", "ee": "et", "se": "sv"}
_LONGEST_S = 3600.0  # a visit is minutes; an hour is a slip of the unit


def duration(value: Any) -> float:
    """Seconds from "1.5s", "2min", "300ms"."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise fault("bare-duration", value=value)
    if not isinstance(value, str):
        raise wrong_type("duration", value)
    clock = _CLOCK.match(value)
    if clock:
        raise fault("clock-time", value=value, seconds=int(clock[1]) * 60 + int(clock[2]))
    found = _DURATION.match(value)
    if not found:
        raise fault("bad-duration", value=value, guess=_mended(value, _DURATION, {"sec": "s", "m": "min"}))
    seconds = float(found[1]) * _SECONDS[found[2]]
    if seconds > _LONGEST_S:
        raise fault("out-of-range", value=value, low="0s", high="60min")
    return seconds


def length(value: Any) -> float:
    """Metres from "40cm", "1.2m", "8mm"."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise fault("bare-length", value=value)
    if not isinstance(value, str):
        raise wrong_type("length", value)
    found = _LENGTH.match(value)
    if not found:
        raise fault("bad-length", value=value, guess=_mended(value, _LENGTH, _IN_LATIN))
    metres = float(found[1]) * _METRES[found[2]]
    if not 0.01 <= metres <= 10.0:
        raise fault("out-of-range", value=value, low="1cm", high="10m")
    return metres


def level_db(value: Any) -> float:
    """Decibels from -28 or "-28 dB"."""
    if isinstance(value, str):
        found = _LEVEL.match(value)
        if not found:
            raise fault("bad-level", value=value)
        value = float(found[1].replace("−", "-"))
    return number(-90, 6)(value)


@dataclass(frozen=True)
class Bounded:
    """A validator for a number; the JSON Schema is made from its bounds."""

    low: float
    high: float
    metres: bool = False
    """whether it is a length in metres, written without its unit"""

    def __call__(self, value: Any) -> float:
        """The number, where it is one within the bounds."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            meant = _in_metres if self.metres else _in_shares if self.high == 1.0 else _in_digits
            raise wrong_type("number", value, meant(value))
        if not self.low <= value <= self.high:
            raise fault("out-of-range", value=value, low=f"{self.low:.10g}", high=f"{self.high:.10g}")
        return float(value)


def number(low: float, high: float) -> Bounded:
    """Return a validator for a number from ``low`` to ``high``."""
    return Bounded(low, high)


def metres(low: float, high: float) -> Bounded:
    """Return a validator for a number of metres from ``low`` to ``high``."""
    return Bounded(low, high, metres=True)


def _in_digits(value: Any) -> str:
    """Return the digits of "14", "14+", "2021 р." or "fourteen"; nothing where another thing was written."""
    said = str(value).strip().lower()
    found = re.fullmatch(r"([0-9]+(?:[.,][0-9]+)?)\s*(?:\+|([^\W\d_]+)\.?)?", said)
    if found and not (found[2] and (found[2] in _METRES or found[2] in _IN_LATIN)):
        return found[1].replace(",", ".")
    lists = [counted.split() for counted in _NUMBERS]
    return next((str(counted.index(said)) for counted in lists if said in counted), "")


def _in_shares(value: Any) -> str:
    """Return the share of "40%" or "40 %" as it is written, 0.4; of anything else its digits."""
    found = re.fullmatch(r"([0-9]{1,3})\s*%", str(value).strip())
    return f"{int(found[1]) / 100:g}" if found else _in_digits(value)


def _in_metres(value: Any) -> str:
    """Return the metres of "200cm" or "-1,5 м" as they are written: 2.0, -1.5."""
    found = re.fullmatch(r"([-−]?)([0-9]+(?:[.,][0-9]+)?)\s*(\w*)\.?", str(value).strip().lower())
    unit = _IN_LATIN.get(found[3], found[3]) if found else ""
    if not found or (unit and unit not in _METRES):
        return ""
    said = round(float(found[2].replace(",", ".")) * _METRES.get(unit, 1.0), 3)
    return f"-{said}" if found[1] and said else f"{said}"


@dataclass(frozen=True)
class Whole:
    """A validator for a whole number."""

    low: int
    high: int

    def __call__(self, value: Any) -> int:
        """The number, where it is one within the bounds."""
        if isinstance(value, str):
            raise wrong_type("whole", value, _in_digits(value))
        if isinstance(value, float) and not value.is_integer():
            raise wrong_type("whole", value)
        return int(Bounded(self.low, self.high)(value))


def whole(low: int, high: int) -> Whole:
    """Return a validator for a whole number from ``low`` to ``high``."""
    return Whole(low, high)


def text(value: Any) -> str:
    """Words that are not empty."""
    if not isinstance(value, str):
        raise wrong_type("text", value)
    if not value.strip():
        raise fault("empty-text")
    return value.strip()


def name(value: Any) -> str:
    """A name that other places refer to: small Latin letters, digits, hyphens."""
    if not isinstance(value, str):
        raise wrong_type("name", value)
    if _NAME.match(value):
        return value
    if re.search(r"[/\\]", value):
        last = PureWindowsPath(value).stem.lower()
        raise fault("path-for-name", value=value[:80], guess=last if _NAME.match(last) else "")
    if re.search("[\u0400-\u04ff]", value):
        tried = (in_latin(value), _hyphened(romanised(value)))
        raise fault("cyrillic-name", value=value, guess=next(filter(_NAME.match, tried), ""))
    file = re.fullmatch(r"([^.]+)\.(?:ya?ml|opus|ogg|wav)", value.lower())
    mended = file[1] if file else "" if "." in value else _hyphened(value)
    raise fault("bad-name", value=value[:80], guess=mended if _NAME.match(mended) else "")


def _hyphened(value: str) -> str:
    return re.sub(r"[^a-z0-9_-]+", "-", value.lower()).strip("-")


def is_name(value: str) -> bool:
    """Whether ``value`` can be a name."""
    return bool(_NAME.match(value))


def flag(value: Any) -> bool:
    """``true`` or ``false`` and nothing else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"yes", "no", "on", "off", "так", "ні", "true", "false"}:
        meant = "true" if value.lower() in {"yes", "on", "так", "true"} else "false"
        raise fault("not-boolean", value=value, guess=meant)
    raise wrong_type("yes-no", value, "false" if value in (0, None) else "true")


def language(value: Any) -> str:
    """A language's code: uk, en, pl, pt-BR."""
    if not isinstance(value, str) or not _LANG.match(value):
        meant = in_latin(str(value)).lower()
        raise fault(
            "bad-language", value=value, guess=meant if is_language(meant) else _COUNTRIES.get(meant, "")
        )
    if value in _COUNTRIES:
        raise fault("country-code", value=value, guess=_COUNTRIES[value])
    return value


def is_language(value: str) -> bool:
    """Whether ``value`` can be a language's code (and so a folder's name)."""
    return bool(_LANG.match(value)) and value not in _COUNTRIES


def web_address(value: Any) -> str:
    """Where a source can be read; shown, never opened."""
    words = text(value)
    try:
        parts = urlsplit(words)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        good = False
    if not good or any(ord(character) <= 32 for character in words):
        raise fault("bad-address", value=words[:80])
    return words


def day(value: Any) -> date:
    """A day as 2026-11-30."""
    if not isinstance(value, str):
        raise wrong_type("date", value)
    try:
        return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else _no_day(value)
    except ValueError:
        return _no_day(value)


def scale(value: Any) -> float:
    """A model's scale from "1:20": metres on the card for a metre of the cell."""
    if not isinstance(value, str):
        raise wrong_type("scale", value)
    found = _SCALE.match(value)
    if not found:
        raise fault("bad-scale", value=value)
    return 1.0 / int(found[1])


@dataclass(frozen=True)
class OneOf:
    """A validator for one of some words."""

    noun: str
    names: tuple[str, ...]

    def __call__(self, value: Any) -> str:
        """The word, where it is one of them."""
        if not isinstance(value, str):
            raise wrong_type("name", value)
        if value not in self.names:
            raise not_one_of(value, self.names, self.noun)
        return value


def one_of(noun: str, *names: str) -> OneOf:
    """Return a validator for one of ``names``; ``noun`` says of what (a noun of the catalogue)."""
    return OneOf(noun, names)


def theme(value: Any) -> str:
    """One of the themes that have words; another would reach the visitor's warning raw."""
    if not isinstance(value, str):
        raise wrong_type("name", value)
    named = value.strip()
    if named not in THEMES:  # what is no name either is answered with the list
        raise fault("unknown-theme", name=named, guess=closest(named, THEMES), names=listed(THEMES))
    return named


def as_list(value: Any) -> Any:
    """Let one thing stand for a list of one."""
    return value if isinstance(value, list) else [value]


def only_list(value: Any) -> Any:
    """Insist on a list."""
    if not isinstance(value, list):
        raise wrong_type("list", value)
    return value


@dataclass(frozen=True)
class OfLength:
    """A validator for a list of so many items."""

    count: int
    noun: str
    example: str = ""
    """one that is right"""
    order: str = ""
    """what each item is; a noun of the catalogue"""

    def __call__(self, value: Any) -> Any:
        """The list, where it has as many."""
        if not isinstance(value, list):
            raise wrong_type(self.noun, value, self.example)
        if len(value) != self.count:
            raise fault(
                "list-length",
                wanted=f"@{self.noun}",
                count=len(value),
                guess=_paired(value, self.count),
                example=self.example,
                order=self.order and f"@{self.order}",
            )
        return value


def of_length(count: int, noun: str, example: str = "", order: str = "") -> BeforeValidator:
    """Insist on a list of ``count`` items; ``noun`` says of what, ``order`` what each is (nouns of the catalogue)."""
    return BeforeValidator(OfLength(count, noun, example, order))


def _paired(items: list[Any], count: int) -> str:
    """Return the list that was meant where decimal commas made it too long; nothing where it is not too long."""
    texts = [str(item) for item in items]
    if len(texts) <= count or not all(re.fullmatch("-?[0-9]+", text) for text in texts):
        return ""
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    # behind a 0 a minus may be lost: -0,5
    if len(items) != 2 * count or any("-" in part or (whole == "0" != part) for whole, part in pairs):
        return "1.5"
    return f"[{', '.join(f'{whole}.{part}' for whole, part in pairs)}]"


def words(value: Any) -> Any:
    """Insist on {uk: …, en: …} with something in it."""
    if isinstance(value, str):
        script = "cyrillic" if re.search("[\u0400-\u04ff]", value) else "latin"
        raise fault("wants-languages", **{script: value if len(value) <= 30 else f"{value[:29]}…"})
    if not isinstance(value, dict):
        raise wrong_type("words", value)
    if not value:
        raise fault("empty-text")
    return value


def _no_day(value: str) -> date:
    raise fault("bad-date", value=value)


def _mended(value: str, form: re.Pattern[str], units: dict[str, str]) -> str:
    """Return ``value`` with its likeliest slip mended, where that makes it right."""
    tried = value.strip().lower().replace(",", ".")
    cyrillic = {"сек": "s", "с": "s", "хв": "min", "мин": "min", **units}
    unit = tried.lstrip("0123456789. ")
    tried = tried.removesuffix(unit) + cyrillic.get(unit.strip(". "), unit) if unit else tried
    return tried.replace(" ", "") if form.match(tried) else ""


Duration = Annotated[float, PlainValidator(duration)]
Length = Annotated[float, PlainValidator(length)]
LevelDb = Annotated[float, PlainValidator(level_db)]
Share = Annotated[float, PlainValidator(number(0.0, 1.0))]
Text = Annotated[str, PlainValidator(text)]
Name = Annotated[str, PlainValidator(name)]
Theme = Annotated[str, PlainValidator(theme)]
Language = Annotated[str, PlainValidator(language)]
Flag = Annotated[bool, PlainValidator(flag)]
Day = Annotated[date, PlainValidator(day)]
WebAddress = Annotated[str, PlainValidator(web_address)]
Scale = Annotated[float, PlainValidator(scale)]
Words = Annotated[
    dict[Annotated[str, PlainValidator(language)], Annotated[str, PlainValidator(text)]],
    BeforeValidator(words),
]
