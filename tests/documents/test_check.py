"""`check`: exit code, text and JSON that carry the same facts, each problem once."""

import json
import shutil
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.check import check
from prisonersvoice_ar.documents import Content


def only_scene(content: Content, name: str) -> None:
    """Leave one scene, called ``name``, in the content."""
    text = (content.scenes / "valid" / "small.yaml").read_text(encoding="utf-8")
    shutil.rmtree(content.scenes)
    for stray in content.audio.rglob("x-002.*"):
        stray.unlink()
    folder = content.scenes / name
    folder.mkdir(parents=True)
    (folder / "scene.yaml").write_text(text.replace("id: small", f"id: {name}"), encoding="utf-8")


def test_good_content_is_0(own_content: Content) -> None:
    only_scene(own_content, "small")
    assert check([], own_content) == (0, "no problems")
    assert check([], own_content, lang="uk") == (0, "проблем немає")


def test_an_error_is_1_and_a_warning_is_0(content: Content) -> None:
    bad = content.scenes / "invalid" / "unknown-key.yaml"
    warned = content.scenes / "invalid" / "hint-never.yaml"
    code, text = check([bad, warned], content)
    assert code == 1
    assert text.endswith("\n1 error, 1 warning\nmend these and check again: more may come to light")
    assert check([warned], content)[0] == 0


def test_everything_is_checked_where_nothing_is_named(own_content: Content) -> None:
    only_scene(own_content, "small")
    scene = own_content.scenes / "small" / "scene.yaml"
    scene.write_text(scene.read_text(encoding="utf-8").replace("say:", "sya:"), encoding="utf-8")
    own_content.actions.write_text("format: 1\n", encoding="utf-8")
    own_content.markers.write_text("format: 3\ntargets: {}\n", encoding="utf-8")
    code, text = check([], own_content)
    assert code == 1
    for place in ("markers/markers.yaml:1:9", "actions.yaml:1:1", "scenes/small/scene.yaml:18:5"):
        assert f"--> {place}\n" in text
    assert text.count("error[bad-format]") == 1  # markers.yaml is read for itself and for the scene


def test_json_carries_the_same_facts(content: Content) -> None:
    bad = content.scenes / "invalid" / "many-at-once.yaml"
    code, text = check([bad], content, format="json")
    found = json.loads(text)
    assert code == 1
    assert (found["errors"], found["warnings"], found["summary"]) == (4, 0, "4 errors")
    assert found["problems"][2] == {
        "code": "unknown-key",
        "severity": "error",
        "file": "scenes/invalid/many-at-once.yaml",
        "line": 18,
        "column": 5,
        "end_line": 18,
        "end_column": 8,
        "message": 'a beat has no "sya"',
        "label": 'did you mean "say"?',
        "advice": "a beat may have: id, begin, once, say, cue, ambience, light, set, hint, choice, until, rest, then",
    }


def test_json_in_ukrainian(content: Content) -> None:
    _, text = check([content.scenes / "invalid" / "unknown-key.yaml"], content, format="json", lang="uk")
    assert json.loads(text)["problems"][0]["message"] == "у кроці немає ключа «sya»"


def test_a_scene_may_be_named_or_its_folders_folder(
    own_content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_scene(own_content, "small")
    monkeypatch.chdir(own_content.root)
    assert check([Path("small")], own_content)[0] == 0
    scene = own_content.scenes / "small" / "scene.yaml"
    scene.write_text("format: 1\n", encoding="utf-8")
    for path in (Path("small"), Path("scenes"), Path("scenes/small"), scene):
        code, text = check([path], own_content)
        assert code == 1
        assert "--> scenes/small/scene.yaml:1:1\n" in text


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("markers-overlap", "markers-overlap"),
        ("actions-http", "not-https"),
        ("lens-model", "unknown-value"),
        ("trap-until", "trap"),
    ],
)
def test_a_file_is_checked_as_what_it_holds(name: str, code: str, content: Content) -> None:
    _, text = check([content.scenes / "invalid" / f"{name}.yaml"], content)
    assert text.startswith(f"error[{code}]: ")
    assert text.endswith("\n1 error")


def test_a_folder_of_markers(own_content: Content) -> None:
    assert check([own_content.markers.parent], own_content) == (0, "no problems")


def test_a_name_that_no_system_takes(content: Content) -> None:
    code, text = check([Path("a\0b"), Path("x" * 5000)], content)
    assert code == 1
    assert text.count("error[") == 2


def test_a_scene_that_is_not_there_is_a_problem_and_no_traceback(content: Content) -> None:
    code, text = check([content.scenes / "nowhere"], content)
    assert code == 1
    assert text.startswith("error[file-missing]: scenes/nowhere/scene.yaml is not there")


def test_a_file_that_is_no_yaml(own_content: Content) -> None:
    page = own_content.root / "README.md"
    page.write_text("# A page\n\nformat: prose\n", encoding="utf-8")
    code, text = check([page], own_content)
    assert code == 1
    assert text == (
        "error[not-yaml]: README.md is no scene, as it does not end in .yaml\n"
        " --> README.md:1:1\n"
        "  = name a scene: its folder, or its scene.yaml\n"
        "\n"
        "1 error"
    )


def test_the_mistake_of_the_authors_page_is_what_check_says(tmp_path: Path) -> None:
    """docs/authors.md shows a message; the page is wrong as soon as the scene or the words have moved."""
    root = Path(__file__).resolve().parents[2]
    shutil.copytree(root / "scenes", tmp_path / "scenes")
    scene = tmp_path / "scenes" / "fifteen-days" / "scene.yaml"
    text = scene.read_text(encoding="utf-8")
    page = (root / "docs" / "authors.md").read_text(encoding="utf-8")
    shown = next(block for block in page.split("```") if block.startswith("\nerror["))
    scene.write_text(text.replace("    say:", "    sya:", 1), encoding="utf-8")
    assert shown.strip() in check([scene], Content.at(tmp_path))[1]


def test_it_is_said_where_checks_could_not_be_made(content: Content) -> None:
    flow = content.scenes / "invalid" / "trap-until.yaml"  # found at the end: everything was checked
    shape = content.scenes / "invalid" / "missing-beat-id.yaml"
    hint = "mend these and check again: more may come to light"
    assert hint not in check([flow], content)[1]
    assert check([shape], content)[1].endswith(f"error\n{hint}")
    assert check([shape], content, lang="uk")[1].endswith("може виявитися ще щось")


def test_problems_stand_as_in_the_file_errors_first(content: Content) -> None:
    names = ("hint-never", "all-that-can-be-said")
    _, text = check([content.scenes / "invalid" / f"{name}.yaml" for name in names], content, format="json")
    found = json.loads(text)["problems"]
    kinds = [problem["severity"] for problem in found]
    assert kinds == sorted(kinds)
    lines = [problem["line"] for problem in found if problem["severity"] == "error"]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_nothing_is_printed_behind_the_count(content: Content) -> None:
    for form in ("text", "json"):
        assert not check([content.scenes / "invalid" / "trap-until.yaml"], content, format=form)[1].endswith(
            "\n"
        )


def test_a_scene_whose_name_is_mistyped_is_guessed(own_content: Content) -> None:
    only_scene(own_content, "fifteen-days")
    code, text = check([Path("fifteen-day")], own_content)
    assert code == 1
    assert '  = did you mean "fifteen-days/scene.yaml"?\n' in text


def test_a_draft_is_not_told_that_it_has_no_voices(own_content: Content) -> None:
    only_scene(own_content, "small")
    for language in ("uk", "en"):
        (own_content.audio / language / "x-001.wav").unlink()
    scene = own_content.scenes / "small" / "scene.yaml"
    assert check([scene], own_content)[1].count("warning[no-voices]") == 2
    text = scene.read_text(encoding="utf-8")
    draft = text.replace("id: small\n", "id: small\ndraft: true\n")
    for way in ("draft: true", '"draft": true', "draft : true  # until the review"):
        scene.write_text(draft.replace("draft: true", way), encoding="utf-8")
        assert check([scene], own_content) == (0, "no problems"), way
    scene.write_text(text.replace("id: small\n", "id: small\ndraft: # not yet said\n"), encoding="utf-8")
    assert "no-voices" in check([scene], own_content)[1]
    scene.write_text(draft.replace("then: rest", "then: rset"), encoding="utf-8")
    assert "no-voices" not in check([scene], own_content)[1]  # nor while it has a mistake in it


def test_a_scene_in_a_folder_of_its_own_has_its_own_sounds(own_content: Content, tmp_path: Path) -> None:
    only_scene(own_content, "small")
    theirs = Content.at(tmp_path / "мій проєкт")
    scene = theirs.scenes / "small"
    scene.mkdir(parents=True)
    shutil.copy(own_content.scenes / "small" / "scene.yaml", scene)
    assert check([scene], own_content) == (0, "no problems")  # no sounds of its own: it shares ours
    file = scene / "scene.yaml"
    file.write_text(file.read_text("utf-8").replace("id: small", "id: smaller"), "utf-8")
    assert "error[line-of-other]" in check([scene], own_content)[1]
    shutil.copytree(own_content.audio, theirs.audio)
    shutil.rmtree(theirs.audio / "en")
    code, text = check([scene], own_content)
    assert (code, text.count("warning[no-voices]"), "line-of-other" in text) == (0, 1, False)


def test_what_stands_first_in_another_file_is_told_in_the_authors_language(own_content: Content) -> None:
    only_scene(own_content, "small")
    shared = own_content.scenes / "_shared"
    shared.mkdir()
    (shared / "again.yaml").write_text("format: 1\nbeats:\n  - {id: arrive, then: rest}\n", encoding="utf-8")
    scene = own_content.scenes / "small" / "scene.yaml"
    scene.write_text(scene.read_text(encoding="utf-8") + "\n  - include: again\n", encoding="utf-8")
    assert "уперше в scenes/small/scene.yaml, рядок 16" in check([scene], own_content, lang="uk")[1]
    assert "first in line 16 of scenes/small/scene.yaml" in check([scene], own_content)[1]


def test_lines_that_end_as_they_did_on_old_macs(own_content: Content) -> None:
    """Where care finds a place in the text it counts lines as the parser does."""
    only_scene(own_content, "small")
    scene = own_content.scenes / "small" / "scene.yaml"
    text = scene.read_text(encoding="utf-8").replace("minutes: 1}", "minutes: 25}")
    scene.write_bytes(text.replace("\n", "\r").encode())
    assert "warning[minutes-off]" in check([scene], own_content)[1]
    assert "scene.yaml:9:" in check([scene], own_content)[1]


def test_a_text_in_anothers_letters_is_told_once_and_not_passed_over(own_content: Content) -> None:
    only_scene(own_content, "small")
    scene = own_content.scenes / "small" / "scene.yaml"
    text = scene.read_text(encoding="utf-8")
    for uk, en in (("Freedom", "Свобода"), ("Here is the cell, and here.", "Ось камера, ось вона.")):
        said = text.replace('{uk: "Ось камера.", en: "Here is a cell."}', f'{{uk: "{uk}", en: "{en}"}}')
        scene.write_text(said, encoding="utf-8")
        assert check([scene], own_content)[1].count("warning[other-alphabet]") == 1, uk


def test_letters_that_cannot_be_shown_are_told_once_a_language(own_content: Content) -> None:
    path = own_content.scenes / "invalid" / "care-letters-not-drawn.yaml"
    said = [line for line in check([path], own_content)[1].splitlines() if "[letters-not-drawn]" in line]
    georgian, english = said  # neither Greek nor Crimean Tatar
    assert "letter for ს ი ფ რ თ" in georgian
    assert georgian.endswith('title ("ka"); texts besides: 2')
    assert english.endswith('letter for 🔔: boxes would be shown in line/three-seconds ("en")')


def test_only_a_recording_is_said_to_lie_where_a_sound_is_missing(own_content: Content) -> None:
    only_scene(own_content, "small")
    scene = own_content.scenes / "small" / "scene.yaml"
    text = scene.read_text(encoding="utf-8")
    (scene.parent / "knock").mkdir()
    (scene.parent / "call.m4a").write_bytes(b"")
    for name, kept in (("scene", False), ("knock", False), ("call", True)):
        scene.write_text(text.replace("say:", f"cue: {{sound: {name}}}\n    say:", 1), encoding="utf-8")
        told = check([scene], own_content)[1]
        assert f'no sound is called "{name}"' in told
        assert ("are not played" in told) is kept
