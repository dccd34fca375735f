"""From a code and its facts to words."""

import re
from collections.abc import Mapping
from dataclasses import replace

from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from prisonersvoice_ar.documents.catalogue import english
from prisonersvoice_ar.documents.catalogue.codes import NOTES, STAGES, WARNINGS
from prisonersvoice_ar.documents.catalogue.forms import Filled, Forms, Templates

LANGUAGES = ("en", "uk")
_POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")
_FACT = re.compile(r"\{(\w+)\}")
_MEASURED = frozenset(
    ["seconds", "expected", "needed", "minutes", "shortest", "longest", "second", "wait", "gain"]
)
_BORROWED = frozenset(("why", "mend"))
_IN_DECIBELS = frozenset(("voices-loudness", "voice-peak"))
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def forms_of(lang: str) -> Forms:
    """Return the catalogue of ``lang``; English where there is none. Another language is loaded when asked for."""
    if lang == "uk":
        from prisonersvoice_ar.documents.catalogue import ukrainian

        return ukrainian.FORMS
    return english.FORMS


def english_problem(code: str, place: Place, facts: Mapping[str, str]) -> Problem:
    """Return the problem ``code`` said in English, with its facts for other languages. KeyError: no such code."""
    said = _say(english.FORMS, code, facts)
    severity = Severity.WARNING if code in WARNINGS else Severity.NOTE if code in NOTES else Severity.ERROR
    return Problem(code, said.message, place, said.label, said.advice, severity, tuple(sorted(facts.items())))


def said_in(lang: str, problem: Problem) -> Problem:
    """Return ``problem`` in ``lang``; as it is where the catalogue lacks the language or the code."""
    if lang not in LANGUAGES or problem.code not in STAGES:
        return problem
    said = _say(forms_of(lang), problem.code, dict(problem.facts))
    return replace(problem, message=said.message, label=said.label, advice=said.advice)


def in_general(lang: str, code: str) -> Filled:
    """Return what ``code`` says whatever the place, "…" for what is known only there. KeyError: no such code."""
    said = forms_of(lang).said[code]
    return Filled(_widest(said.message), _widest(said.label), _widest(said.advice))


def stage_of(code: str) -> int:
    """Return at which stage of reading ``code`` is found; causes have the lower one."""
    return STAGES.get(code, len(STAGES))


def summary(lang: str, errors: int, warnings: int, notes: int = 0) -> str:
    """Return "2 errors, 1 warning"."""
    forms = forms_of(lang)
    counts = {"error": errors, "warning": warnings, "note": notes}
    parts = [forms.counted(what, count) for what, count in counts.items() if count]
    return ", ".join(parts) or forms.nothing


def _say(forms: Forms, code: str, facts: Mapping[str, str]) -> Filled:
    templates = forms.said[code]
    named = {name: _noun(forms, value) for name, value in facts.items()}
    for name in _BORROWED & named.keys():
        named[name] = forms.borrowed(named[name])
    for name in (_MEASURED | ({"value"} if code in _IN_DECIBELS else set())) & named.keys():
        named[name] = _POINT.sub(forms.decimal, named[name])
    return Filled(
        _fill(templates.message, named) or _fill_anyhow(templates.message, named),
        _fill(templates.label, named),
        _fill(templates.advice, named),
    )


def _noun(forms: Forms, value: str) -> str:
    """Return a noun of the catalogue for "@beat"; what an author wrote as it is, on one line."""
    if value.startswith("@") and value[1:] in forms.nouns:
        return forms.nouns[value[1:]]
    return _CONTROL.sub(" ", value if len(value) <= 400 else f"{value[:399]}…")


def _fill(templates: Templates, facts: Mapping[str, str]) -> str:
    """Return the first of ``templates`` whose facts are all there, filled; nothing where none is."""
    for template in (templates,) if isinstance(templates, str) else templates:
        if all(name in facts for name in _FACT.findall(template)):
            return _FACT.sub(lambda found: facts[found[1]], template)
    return ""


def _widest(templates: Templates) -> str:
    """Return that one of ``templates`` which takes the least for granted."""
    every = (templates,) if isinstance(templates, str) else templates
    return _FACT.sub("…", min(every, key=lambda template: len(_FACT.findall(template))))


def _fill_anyhow(templates: Templates, facts: Mapping[str, str]) -> str:
    """Return the first of ``templates`` with "…" for what is not known: a message is never empty."""
    first = templates if isinstance(templates, str) else templates[0]
    return _FACT.sub(lambda found: facts.get(found[1], "…"), first)
