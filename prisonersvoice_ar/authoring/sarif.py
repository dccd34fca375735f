"""Problems as SARIF 2.1.0, which code hosts and editors show beside the lines (OASIS, errata 01, 2023)."""

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from prisonersvoice_ar import __version__
from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from prisonersvoice_ar.documents.catalogue import forms_of, in_general, said_in

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BREAKS = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029"]
"""what our line numbers count (documents.yaml.decoding), said because other programs count fewer"""


def as_sarif(problems: Sequence[Problem], lang: str = "en", *, incomplete: bool = False) -> str:
    """Return ``problems`` in ``lang`` ("en", "uk") as one SARIF log with one run.

    Columns are characters from 1 and ends are exclusive, as in ``Place``. ``incomplete``: some checks could not be made.
    """
    rules = {problem.code: _rule(problem, lang) for problem in problems}
    index = {code: number for number, code in enumerate(rules)}
    driver = {
        "name": "prisonersvoice check",
        "semanticVersion": __version__,
        "language": lang,
        "rules": list(rules.values()),
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": _BREAKS,
        "defaultEncoding": "utf-8",
        "invocations": [_invocation(lang, incomplete=incomplete)],
        "results": [_result(problem, said_in(lang, problem), index[problem.code]) for problem in problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _invocation(lang: str, *, incomplete: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"executionSuccessful": True}
    if incomplete:
        notice = {"level": "note", "message": {"text": forms_of(lang).incomplete}}
        said["toolExecutionNotifications"] = [notice]
    return said


def _rule(problem: Problem, lang: str) -> dict[str, Any]:
    """What is known of a code whatever the place: what is wrong in general, and the way out."""
    said = in_general(lang, problem.code)
    rule: dict[str, Any] = {
        "id": problem.code,
        "shortDescription": {"text": said.message},
        "defaultConfiguration": {"level": _level(problem.severity)},
    }
    help_text = said.advice or said.label
    if help_text:
        rule["help"] = {"text": help_text}
    return rule


def _result(problem: Problem, said: Problem, index: int) -> dict[str, Any]:
    text = "\n".join(part for part in (said.message, said.label, said.advice) if part)
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _level(problem.severity),
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(problem.place)}],
        "partialFingerprints": {"problem/v1": _fingerprint(problem)},
        "properties": {
            "message": said.message,
            "label": said.label,
            "advice": said.advice,
            **_facts(problem),
        },
    }


def _facts(problem: Problem) -> dict[str, Any]:
    """What the message is about, but for the catalogue's own nouns."""
    facts = {name: value for name, value in problem.facts if not value.startswith("@")}
    return {"facts": facts} if facts else {}


def _level(severity: Severity) -> str:
    return {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(severity, "note")


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line is not None and place.end_column is not None:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": {"uri": uri_of(place.file)}, "region": region}


def uri_of(file: str) -> str:
    """Return a file as problems name it as a URI: relative where it is relative, percent-encoded (RFC 3986)."""
    path = Path(file)
    try:
        return path.as_uri() if path.is_absolute() else quote_from_bytes(os.fsencode(path.as_posix()))
    except UnicodeEncodeError:  # a name that no file has; it was asked for all the same
        return quote_from_bytes(file.encode("utf-8", errors="replace"))


def _fingerprint(problem: Problem) -> str:
    """The same for the same mistake after lines were put in above it."""
    what = (problem.code, Path(problem.place.file).as_posix(), *problem.facts)
    return hashlib.sha256(repr(what).encode("utf-8", errors="replace")).hexdigest()[:32]
