"""A name is changed everywhere it is used, and nowhere else."""

from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.edits import History
from prisonersvoice_ar.authoring.edits.undoing import undo
from prisonersvoice_ar.authoring.renaming.rename import plan
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.documents import Content, load_scene
from tests.authoring.own_scene import own_content, scene_of

SHARED = """format: 1
sources: {zm: {title: a, publisher: b}}
beats:
  - id: told
    begin: {any: [{line_ended: sh-001}, {touch: door}]}
    cue: [{light: slit, id: glow, after: sh-001+0.5s}, {sound: bolt, on: "door", with: told}, {light: slit, at: glow}]
    say: {id: 'sh-001', text: {uk: x}, cites: zm}  # sh-001 is said here
    then: [{when: {visited: told, not: true}, go: told}, {go: rest}]
"""
OTHER = "id: other\nplace: {objects: [{id: door, at_m: [0, 0, 0]}]}\nbeats:\n  - include: told\n  - id: rest\n    then: {aside: told, go: actions}\n"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    content = own_content(tmp_path)
    file = scene_of(content)
    file.write_text(file.read_text("utf-8") + "  - include: told\n", "utf-8")
    for name, text in (("_shared/told.yaml", SHARED), ("other/scene.yaml", OTHER)):
        path = content.scenes / name
        path.parent.mkdir()
        path.write_text(text, "utf-8")
    file.with_name("translations.yaml").write_text(
        "format: 1\nmade:\n  line/fd-001: {en: 000000000000}\n  hint/find-bunk: {en: 000000000000}\n", "utf-8"
    )
    file.with_name("notes.yaml").write_text(
        'format: 1\nnotes:\n  - {on: line/fd-001, by: a, date: 2026-11-28, text: "line/fd-001?"}\n'
        "  - {on: beat/find-bunk, by: a, date: 2026-11-28, text: x}\n",
        "utf-8",
    )
    return content


def texts(content: Content) -> dict[str, str]:
    return {
        path.relative_to(content.root).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in content.root.rglob("*.*")
        if path.suffix in (".yaml", ".opus") and "markers" not in path.parts
    }


def renamed(
    content: Content, old: str, new: str, kind: str | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Rename; what was in the files that changed, and what is."""
    before = texts(content)
    plan(scene_of(content), old, new, kind, content).carry_out()  # type: ignore[arg-type]
    after = texts(content)
    undo(History(scene_of(content).parent), (content.scenes, content.audio))
    assert texts(content) == before, "undo takes all of it back"
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return (
        {name: before[name] for name in sorted(changed & before.keys())},
        {name: after[name] for name in sorted(changed & after.keys())},
    )


def test_a_line_takes_its_voices_translations_and_notes_along(content: Content) -> None:
    before, after = renamed(content, "fd-001", "fd-099")
    moved = {name.replace("fd-001", "fd-099") if name.endswith("opus") else name for name in before}
    assert set(after) == moved
    assert len(after) == 7
    for name, text in before.items():
        new = after[name.replace("fd-001.opus", "fd-099.opus")]
        if name.endswith("voices.yaml"):
            assert new == text.replace("fd-001:\n", "fd-099:\n"), "gain_db has names of its own"
        elif name.endswith("notes.yaml"):
            assert new == text.replace("on: line/fd-001", "on: line/fd-099"), "what a reviewer wrote stays"
        elif name.endswith(".opus"):
            assert new == text
        else:
            first, rest = text.split("format: 1", 1)
            assert new == first + "format: 1" + rest.replace("fd-001", "fd-099"), "but for comments"


def test_a_beat_of_a_snippet_is_renamed_in_every_scene_that_includes_it(content: Content) -> None:
    _, after = renamed(content, "told", "retold", "beat")
    assert set(after) == {"scenes/_shared/told.yaml", "scenes/other/scene.yaml"}
    assert after["scenes/other/scene.yaml"] == OTHER.replace("aside: told", "aside: retold")
    expected = SHARED.replace("id: told", "id: retold").replace("with: told", "with: retold")
    expected = expected.replace("visited: told", "visited: retold").replace("go: told", "go: retold")
    assert after["scenes/_shared/told.yaml"] == expected


def test_an_object_that_a_snippet_names_is_renamed_in_its_other_scenes(content: Content) -> None:
    _, after = renamed(content, "door", "gate", "object")
    assert len(after) == 3
    assert "{id: gate, at_m: [0.0, -1.5, 1.0]}" in after["scenes/fifteen-days/scene.yaml"]
    assert after["scenes/other/scene.yaml"] == OTHER.replace("door", "gate")
    assert after["scenes/_shared/told.yaml"] == SHARED.replace("door", "gate")


def test_a_line_of_a_snippet_keeps_its_quotes(content: Content) -> None:
    _, after = renamed(content, "sh-001", "sh-9")
    expected = SHARED.replace("sh-001}", "sh-9}").replace("sh-001+", "sh-9+").replace("'sh-001'", "'sh-9'")
    assert after == {"scenes/_shared/told.yaml": expected}


@pytest.mark.parametrize(
    ("old", "new", "kind", "places"),
    [
        ("s1", "sizo", "source", 11),
        ("zm", "zmina", "source", 2),
        ("saw_hatch", "saw-it", "flag", 2),
        ("bunk", "bed", "object", 2),
        ("find-bunk", "find-bed", None, 4),
    ],
)
def test_the_scene_is_the_same_but_for_the_name(
    content: Content, old: str, new: str, kind: str | None, places: int
) -> None:
    renaming = plan(scene_of(content), old, new, kind, content)  # type: ignore[arg-type]
    assert len(renaming.places) == places
    codes = [problem.code for problem in load_scene(scene_of(content), content).problems]
    renaming.carry_out()
    assert [problem.code for problem in load_scene(scene_of(content), content).problems] == codes


@pytest.mark.parametrize(
    ("old", "new", "kind", "why"),
    [
        ("fd-001", "fd-002", None, "a line is called so"),
        ("fd-001", "sh-001", None, "a line is called so"),
        ("fd-001", "arrive", None, "a beat is called so"),
        ("sh-001", "glow", None, "a cue is called so"),
        ("arrive", "rest", None, "a beat is called so"),
        ("bunk", "lamp", "object", "an object is called so"),
        ("bunk", "bed", None, "is a beat and an object"),
        ("arrive", "actions", None, "a name of the language"),
        ("arrive", "Прибуття", None, "is no name"),
        ("ariva", "b", None, "has no beat"),
    ],
)
def test_names_that_do_not_serve_are_refused(
    content: Content, old: str, new: str, kind: str | None, why: str
) -> None:
    with pytest.raises(UsageError, match=why):
        plan(scene_of(content), old, new, kind, content)  # type: ignore[arg-type]


def test_a_recording_of_another_line_is_never_overwritten(content: Content) -> None:
    (content.audio / "en" / "fd-077.opus").write_bytes(b"somebody")
    with pytest.raises(UsageError, match=r"audio/en/fd-077\.opus"):
        plan(scene_of(content), "fd-001", "fd-077", None, content)


def test_a_name_in_escapes_is_left_to_its_author(content: Content) -> None:
    file = scene_of(content)
    file.write_text(file.read_text("utf-8").replace("- id: fd-005", '- id: "fd\\u002d005"'), "utf-8")
    with pytest.raises(ContentError, match="make the change by hand"):
        plan(file, "fd-005", "fd-905", None, content)


def test_comments_that_name_it_are_told_and_stay(content: Content) -> None:
    remarks = plan(scene_of(content), "sh-001", "sh-002", None, content).remarks
    assert remarks == ["scenes/_shared/told.yaml:7: # sh-001 is said here"]
