"""What a problem looks like: scene-language.md's own example, carets under Cyrillic, tabs, long lines, counts."""

from pathlib import Path

import pytest

from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from prisonersvoice_ar.documents import Content, load_scene, render, summary
from prisonersvoice_ar.documents.catalogue import english_problem


def _glass_box(content: Content, line_41: str) -> Path:
    """A scene whose line 41 is ``line_41``, as in scene-language.md."""
    small = (content.scenes / "valid" / "small.yaml").read_text(encoding="utf-8").splitlines()
    say = next(i for i, line in enumerate(small) if line.startswith("    say:"))
    small[say] = line_41
    small[say:say] = ["    # …"] * (40 - say)
    folder = content.scenes / "glass-box"
    folder.mkdir()
    path = folder / "scene.yaml"
    path.write_text("\n".join(small).replace("id: small", "id: glass-box"), encoding="utf-8")
    return path


def test_a_problem_looks_as_the_scene_language_says(own_content: Content) -> None:
    path = _glass_box(own_content, '    sya: {id: gb-002, text: {uk: "…"}}')
    loaded = load_scene(path.parent, own_content)
    assert render(loaded.problems, "en", loaded.texts.get) == (
        'error[unknown-key]: a beat has no "sya"\n'
        "  --> scenes/glass-box/scene.yaml:41:5\n"
        "   |\n"
        '41 |     sya: {id: gb-002, text: {uk: "…"}}\n'
        '   |     ^^^ did you mean "say"?\n'
        "   = a beat may have: id, begin, once, say, cue, ambience, light, set, hint, choice, until, rest, then\n"
        "\n"
        "1 error\n"
    )


def test_the_same_in_ukrainian(own_content: Content) -> None:
    path = _glass_box(own_content, '    sya: {id: gb-002, text: {uk: "…"}}')
    loaded = load_scene(path.parent, own_content)
    text = render(loaded.problems, "uk", loaded.texts.get)
    assert text.startswith("помилка[unknown-key]: у кроці немає ключа «sya»\n")
    assert "^^^ може, «say»?" in text
    assert text.endswith("\n1 помилка\n")


def _problem(line: int, column: int, end: int) -> Problem:
    return Problem("x", "m", Place("f", line, column, line, end), "here")


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "under"),
    [
        ("uk: Ось камера", 9, 15, "uk: Ось камера", "        ^^^^^^"),
        ("\t\tkey: 1", 3, 6, "→→key: 1", "  ^^^"),
        ("a\u00a0b: 1", 2, 3, "a␣b: 1", " ^"),
        ("e\u0301e\u0301 x", 6, 7, "e\u0301e\u0301 x", "   ^"),  # combining accents take no column
        ("日本 x", 4, 5, "日本 x", "     ^"),  # wide letters take two
        ("short", 6, 7, "short", "     ^"),  # behind the last character
    ],
)
def test_the_caret_stands_under_the_character(
    line: str, column: int, end: int, shown: str, under: str
) -> None:
    text = render([_problem(1, column, end)], "en", lambda _: line)
    assert text.splitlines()[3:5] == [f"1 | {shown}", f"  | {under} here"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "а" * 500 + "ХИБА" + "б" * 500
    _, _, _, shown, under, *_ = render([_problem(1, 501, 505)], "en", lambda _: line).splitlines()
    assert len(shown) < 120
    start = under.index("^")
    assert shown[start : start + 4] == "ХИБА"


def test_a_span_over_lines_is_marked_to_the_end_of_its_first() -> None:
    problem = Problem("x", "m", Place("f", 1, 3, 4, 1))
    assert render([problem], "en", lambda _: "a: [b,\n c]").splitlines()[4] == "  |   ^^^^"


def test_a_file_that_is_gone_costs_the_snippet_only() -> None:
    text = render([_problem(7, 1, 2)], "en", lambda _: None)
    assert text.splitlines()[:2] == ["error[x]: m", " --> f:7:1"]


def test_what_an_author_wrote_stays_on_one_line_and_is_no_noun() -> None:
    problem = english_problem("unknown-beat", Place("f"), {"name": "a\nb\x1b[31m", "guess": "@beat?"})
    assert problem.message == 'there is no beat "a b [31m"'
    assert problem.label == 'did you mean "@beat?"?'


@pytest.mark.parametrize(
    ("errors", "warnings", "lang", "said"),
    [
        (2, 1, "en", "2 errors, 1 warning"),
        (0, 2, "en", "2 warnings"),
        (0, 0, "en", "no problems"),
        (1, 0, "uk", "1 помилка"),
        (2, 5, "uk", "2 помилки, 5 попереджень"),
        (11, 1, "uk", "11 помилок, 1 попередження"),
        (21, 22, "uk", "21 помилка, 22 попередження"),
        (0, 0, "uk", "проблем немає"),
        (1, 0, "xx", "1 error"),
    ],
)
def test_the_summary_counts(errors: int, warnings: int, lang: str, said: str) -> None:
    error = Problem("x", "m", Place("f"))
    warning = Problem("x", "m", Place("f"), severity=Severity.WARNING)
    assert summary([error] * errors + [warning] * warnings, lang) == said


@pytest.mark.parametrize(("lang", "rest"), [("en", "… and 20 more"), ("uk", "… і ще 20")])
def test_a_flood_is_cut_and_counted(lang: str, rest: str) -> None:
    text = render([_problem(line, 1, 2) for line in range(1, 121)], lang, lambda _: "x\n" * 120)
    assert text.count("-->") == 100
    assert f"\n\n{rest}\n\n120 " in text
