"""A new scene's text: arrive → look → rest → actions, with words of help for its author."""

from pathlib import Path
from typing import Any

from prisonersvoice_ar.authoring.creating.answers import Answers
from prisonersvoice_ar.authoring.creating.wording import NOTES, STUBS, in_words
from prisonersvoice_ar.authoring.edits.page import page_of
from prisonersvoice_ar.authoring.edits.quoting import as_name, quoted
from prisonersvoice_ar.authoring.formatting.fmt import format_page
from prisonersvoice_ar.authoring.formatting.ids import Numbering
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.findings import Findings

SCHEMA = "../../docs/scene.schema.json"
"""where a scene of the project finds it"""
_TEMPLATE = """\
# yaml-language-server: $schema={schema}
# {n[head]}
# {n[help]}
format: 1
id: {id}
title: {title}
summary: {summary}

# {n[testimony]}
testimony:
  kind: {kind}
{testimony}  reviews: []

# {n[notice]}
notice:
  themes: {themes}
  age: {age}
  minutes: {minutes}

# {n[place]}
place:
  cell: {cell}
  size_m: {size}
  objects:
    - {{id: door, at_m: [0.0, {door}, 1.0]}}

# {n[see]}
see: {see}

beats:
  # {n[first]}
  - id: {beat}
{begin}    # {n[ids]}
    say:
      - text: {line}
{fact}    then: look

  # {n[look]}
  - id: look
    hint: {{after: 6s, text: {hint}}}
    until: {{any: [{{look_at: door, for: 1.5s}}, {{press: continue}}, {{after: 15s}}]}}
    then: rest

  # {n[rest]}
  - id: rest
    say:
      - text: {end}
    rest: 25s
    then: actions  # {n[actions]}
"""


def new_text(
    name: str, answers: Answers, folder: Path, content: Content, lang: str, *, schema: str = SCHEMA
) -> str:
    """The text of scenes/NAME/scene.yaml, with ids for its lines.

    ``lang`` of its comments: uk or en; ``schema``: where an editor finds it, from the scene's folder.
    """
    languages = answers["languages"]
    notes = {key: said.format(id=name) for key, said in NOTES.get(lang, NOTES["en"]).items()}
    text = _TEMPLATE.format(
        n=notes,
        schema=schema,
        id=as_name(name),
        title=_words(answers["title"]),
        summary=_words(answers["summary"]),
        kind=answers["kind"],
        testimony=_testimony(answers),
        themes=_names(answers["themes"]),
        age=answers["age"],
        minutes=answers["minutes"],
        cell=answers["cell"],
        size=str(answers["size_m"]),
        door=-round(float(answers["size_m"][1]) / 2, 3),
        see=_see(answers),
        beat=as_name(answers["beat"]),
        begin="    begin: target-seen\n" if answers.get("target") else "",
        line=_words(answers["line"]),
        fact=f"      - text: {_stub('fact', languages)}\n        cites: [s1]\n"
        if "source" in answers
        else "",
        hint=_stub("hint", languages),
        end=_stub("end", languages),
    )
    page = page_of(folder / "scene.yaml", "scene.yaml", text.encode(), Findings(), lang)
    return format_page(page, Numbering(content, folder)).text


def _words(words: dict[str, str]) -> str:
    """``{uk: "…", en: "…"}``."""
    return "{" + ", ".join(f"{as_name(code)}: {quoted(text)}" for code, text in words.items()) + "}"


def _stub(key: str, languages: list[str]) -> str:
    return _words({code: in_words(STUBS, code, key) for code in languages})


def _names(names: Any) -> str:
    return "[" + ", ".join(as_name(name) for name in (names if isinstance(names, list) else [names])) + "]"


def _testimony(answers: Answers) -> str:
    consent, source = answers.get("consent"), answers.get("source")
    parts = []
    if source is not None:
        parts.append("  sources:\n    s1:\n" + _pairs(source, "      "))
    if consent is not None:
        parts.append("  consent:\n" + _pairs(consent, "    "))
    return "".join(parts)


def _pairs(pairs: dict[str, Any], indent: str) -> str:
    return "".join(f"{indent}{key}: {_value(value)}\n" for key, value in pairs.items())


def _value(value: Any) -> str:
    if isinstance(value, list):
        return _names(value)
    return quoted(value) if isinstance(value, str) else str(value)


def _see(answers: Answers) -> str:
    target = f", target: {answers['target']}" if answers.get("target") else ""
    other = "" if answers["mode"] == "seated" else ", else: [seated]"
    return f"{{mode: {answers['mode']}{target}{other}}}"
