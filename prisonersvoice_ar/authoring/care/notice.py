"""The notice before a scene: whether it names what comes, and how long it takes."""

import json
from functools import cache
from pathlib import Path

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.core.care.lasting import lasting
from prisonersvoice_ar.core.care.lexicon import Lexicon
from prisonersvoice_ar.core.script.model import Line
from prisonersvoice_ar.documents.lower.flow import reachable

_LEXICON = Path(__file__).with_name("lexicon.json")
_SHORTER, _LONGER = 0.6, 1.5
"""of the shortest and the longest visit: what a notice may say besides"""
_SLACK = 30.0
"""seconds that make no difference to anybody"""


@cache
def lexicon() -> Lexicon:
    """Return the words of themes, read once."""
    return Lexicon(json.loads(_LEXICON.read_text(encoding="utf-8")))


def check_themes(case: Case) -> None:
    """What a line's author says it contains must be named; what its words touch is asked about, once a theme."""
    named = frozenset(case.scene.themes)
    warned = set(lexicon().named(case.scene.themes))
    for _, line in case.lines():
        for theme in line.contains or ():
            if theme not in named:
                case.findings.add("theme-unnamed", case.at(line), line=line.id, theme=theme)
        if line.contains is None:
            for theme, words in _touched(line).items():
                if theme not in warned:
                    warned.add(theme)
                    case.findings.add("theme-likely", case.at(line), line=line.id, theme=theme, words=words)


def _touched(line: Line) -> dict[str, str]:
    found: dict[str, str] = {}
    for lang, text in line.text.items():
        for theme, words in lexicon().touched(text, lang).items():
            found.setdefault(theme, words)
    return lexicon().gravest(found)


def check_minutes(case: Case) -> None:
    """Warn where no visit can take as long as the notice says; while beats are cut off, nobody knows how long it takes."""
    if not case.scene.beats.keys() <= reachable(case.scene.beats, case.scene.first):
        return
    visits = [lasting(case.scene, lang) for lang in case.scene.languages]
    shortest = min((visit.shortest for visit in visits), default=0.0)
    longest = max((visit.longest for visit in visits), default=0.0)
    said = case.scene.minutes * 60.0
    if _SHORTER * shortest - _SLACK <= said <= _LONGER * longest + _SLACK:
        return
    case.findings.add(
        "minutes-off",
        case.head("notice", "minutes"),
        minutes=f"{case.scene.minutes:g}",
        shortest=_minutes(shortest),
        longest=_minutes(longest) if _minutes(longest) != _minutes(shortest) else "",
    )


def _minutes(seconds: float) -> str:
    """Whole and half minutes, as a notice says them."""
    return f"{max(0.5, round(seconds / 30.0) / 2):g}"
