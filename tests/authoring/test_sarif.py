"""SARIF 2.1.0: the constraints that readers rely on, and the facts of the problems, whole."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from prisonersvoice_ar.authoring.check import check
from prisonersvoice_ar.authoring.sarif import as_sarif, uri_of
from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.catalogue import LANGUAGES, in_general
from prisonersvoice_ar.documents.catalogue.codes import STAGES

ROOT = Path(__file__).resolve().parents[2]
INVALID = ROOT / "tests" / "scenes" / "invalid"
CONTENT = Content.at(ROOT)

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}
NUMBER = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "defaultConfiguration"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "shortDescription": TEXT,
        "help": TEXT,
        "defaultConfiguration": {"properties": {"level": LEVEL}, "additionalProperties": False},
    },
    "additionalProperties": False,
}
REGION = {
    "type": "object",
    "required": ["startLine", "startColumn"],
    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), NUMBER),
    "additionalProperties": False,
}
URI = {"type": "string", "pattern": r"^(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+$|^file:///"}
LOCATION = {
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "required": ["artifactLocation", "region"],
            "properties": {"artifactLocation": {"properties": {"uri": URI}}, "region": REGION},
            "additionalProperties": False,
        }
    },
    "additionalProperties": False,
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
LOG = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"const": "unicodeCodePoints"},
                    "results": {"type": "array", "items": RESULT},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {"type": "array", "uniqueItems": True, "items": RULE}
                                },
                            }
                        },
                    },
                },
            },
        },
    },
    "additionalProperties": False,
}
"""what the OASIS schema asks of the parts that we write; the whole of it was held against this output by hand"""


def run_of(text: str) -> Any:
    log = json.loads(text)
    jsonschema.validate(log, LOG)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    return run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sarif_carries_the_same_facts_as_json(lang: str) -> None:
    paths = [INVALID / f"{name}.yaml" for name in ("many-at-once", "hint-never", "utf16", "tab-indent")]
    code, text = check(paths, CONTENT, format="sarif", lang=lang)
    run = run_of(text)
    facts = json.loads(check(paths, CONTENT, format="json", lang=lang)[1])["problems"]
    assert code == 1
    for result, problem in zip(run["results"], facts, strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert (result["ruleId"], result["level"]) == (problem["code"], problem["severity"])
        assert place["artifactLocation"]["uri"] == problem["file"]
        assert (region["startLine"], region["startColumn"]) == (problem["line"], problem["column"])
        assert (region.get("endLine"), region.get("endColumn")) == (
            problem["end_line"],
            problem["end_column"],
        )
        for part in ("message", "label", "advice"):
            assert result["properties"][part] == problem[part]
            assert problem[part] in result["message"]["text"]


def test_columns_are_characters_also_beyond_the_basic_plane() -> None:
    problem = Problem("unknown-key", "m", Place("scenes/a/scene.yaml", 3, 5, 3, 8), facts=(("key", "😀"),))
    run = run_of(as_sarif([problem]))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 8}
    assert run["results"][0]["properties"]["facts"] == {"key": "😀"}


def test_nothing_found_is_a_log_too() -> None:
    run = run_of(as_sarif([]))
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_it_is_said_where_checks_could_not_be_made() -> None:
    run = run_of(as_sarif([], "uk", incomplete=True))
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "ще раз" in notice["message"]["text"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_words(lang: str) -> None:
    assert all(in_general(lang, code).message for code in STAGES)
    problems = [Problem(code, "m", Place("f")) for code in STAGES]
    assert len(run_of(as_sarif(problems, lang))["tool"]["driver"]["rules"]) == len(STAGES)


def test_levels() -> None:
    problems = [Problem("trap", "m", Place("f"), severity=severity) for severity in Severity]
    assert [result["level"] for result in run_of(as_sarif(problems))["results"]] == [
        "error",
        "warning",
        "note",
    ]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("scenes/glass-box/scene.yaml", "scenes/glass-box/scene.yaml"),
        (
            "мої сцени/а б/scene.yaml",
            "%D0%BC%D0%BE%D1%97%20%D1%81%D1%86%D0%B5%D0%BD%D0%B8/%D0%B0%20%D0%B1/scene.yaml",
        ),
        ("a:b/100%/#1?.yaml", "a%3Ab/100%25/%231%3F.yaml"),
        ("../above/scene.yaml", "../above/scene.yaml"),
    ],
)
def test_a_file_is_a_uri(file: str, uri: str) -> None:
    assert uri_of(file) == uri


def test_a_whole_path_is_a_file_uri(tmp_path: Path) -> None:
    assert uri_of(str(tmp_path / "а б.yaml")) == tmp_path.as_uri() + "/%D0%B0%20%D0%B1.yaml"


def test_a_name_that_is_no_text_is_a_uri_all_the_same() -> None:
    assert uri_of("bad-\udcff.yaml") == "bad-%FF.yaml"
    assert uri_of("worse-\ud800.yaml") == "worse-%3F.yaml"


def test_a_mistake_is_known_again_after_lines_were_put_in_above_it() -> None:
    first, later = (Problem("trap", "m", Place("f", line), facts=(("beat", "wait"),)) for line in (3, 9))
    other = Problem("trap", "m", Place("f", 3), facts=(("beat", "rest"),))
    prints = [
        result["partialFingerprints"]["problem/v1"]
        for result in run_of(as_sarif([first, later, other]))["results"]
    ]
    assert prints[0] == prints[1] != prints[2]
