"""Two scenes whose lines are called alike: one is told, and it is the one without the voices."""

import shutil
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.care.owning import taken_lines
from prisonersvoice_ar.authoring.check import check
from prisonersvoice_ar.documents import Content, load_scene

ROOT = Path(__file__).resolve().parents[3]
SCENE = (ROOT / "tests" / "scenes" / "valid" / "small.yaml").read_text(encoding="utf-8")
SNIPPET = """\
format: 1
beats:
  - {id: letters, say: {id: le-001, text: {uk: "Лист.", en: "A letter."}, fact: false}, then: return}
"""


def write(content: Content, name: str, *lines: str, include: str = "") -> Path:
    """A scene in a folder called ``name`` that says ``lines``."""
    said = "".join(
        f'      - {{id: {line}, text: {{uk: "Ось камера.", en: "Here is a cell."}}, cites: [s1]}}\n'
        for line in lines
    )
    head = SCENE.partition("beats:\n")[0].replace("id: small", f"id: {name}")
    folder = content.scenes / name
    folder.mkdir(parents=True, exist_ok=True)
    ways = "[{aside: letters, go: rest}]" if include else "rest"
    beats = f"beats:\n  - id: arrive\n    begin: target-seen\n    say:\n{said}    then: {ways}\n"
    end = "  - {id: rest, rest: 20s, then: actions}\n"
    (folder / "scene.yaml").write_text(
        head + beats + end + (f"  - include: {include}\n" if include else ""), "utf-8"
    )
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Content:
    content = Content.at(tmp_path / "вміст")
    content.markers.parent.mkdir(parents=True)
    content.markers.write_bytes((ROOT / "tests" / "scenes" / "valid" / "markers-two.yaml").read_bytes())
    return content


def taken(content: Content, name: str) -> dict[str, str]:
    loaded = load_scene(content.scenes / name, content)
    assert loaded.value is not None, loaded.problems
    return taken_lines(loaded.value, content)


def voiced(content: Content, scene: str, *lines: str) -> None:
    (content.audio / "uk").mkdir(parents=True, exist_ok=True)
    entries = ", ".join(f"{line}: {{scene: {scene}, file_hash: 0123456789ab}}" for line in lines)
    (content.audio / "uk" / "voices.yaml").write_text(f"synthetic: true\nlines: {{{entries}}}\n", "utf-8")


def test_a_copy_of_a_scene_is_told_whose_the_lines_are(content: Content) -> None:
    write(content, "fifteen-days", "fd-001", "fd-002")
    mine = write(content, "a-copy", "fd-001", "fd-002", "ac-001")
    assert taken(content, "fifteen-days") == {}
    assert taken(content, "a-copy") == {"fd-001": "fifteen-days", "fd-002": "fifteen-days"}
    code, text = check([mine], content)
    assert code == 1
    assert "error[line-of-other]: fd-001, fd-002: belongs to fifteen-days" in text
    assert "replace fd- by aco- throughout" in text  # ac- is taken
    for file in mine.iterdir():
        file.write_text(file.read_text("utf-8").replace("fd-", "aco-"), "utf-8")
    assert check([mine], content)[0] == 0
    write(content, "a-copy", "fd-001", "ac-001")
    assert "`prisonersvoice rename a-copy fd-001 NEW`" in check([mine], content)[1]
    assert check([content.scenes], content)[1].count("error[") == 1


def test_who_has_the_voices_has_the_lines(content: Content) -> None:
    write(content, "fifteen-days", "fd-001")
    write(content, "my-days", "fd-001")
    voiced(content, "my-days", "fd-001")
    assert taken(content, "my-days") == {}
    assert taken(content, "fifteen-days") == {"fd-001": "my-days"}


def test_a_scene_that_is_gone_owns_nothing(content: Content) -> None:
    write(content, "my-days", "fd-001")
    voiced(content, "fifteen-days", "fd-001")
    assert taken(content, "my-days") == {}


def test_shared_lines_belong_to_all_who_include_them(content: Content) -> None:
    shared = content.scenes / "_shared" / "letters.yaml"
    shared.parent.mkdir(parents=True)
    shared.write_text(SNIPPET, "utf-8")
    write(content, "one", "on-001", include="letters")
    write(content, "two", "tw-001", include="letters")
    write(content, "three", "le-001")
    assert taken(content, "one") == taken(content, "two") == {}
    assert taken(content, "three") == {"le-001": "_shared/letters.yaml"}


def test_a_beat_that_is_called_like_a_line_is_none(content: Content) -> None:
    write(content, "one", "rest-001", "arrive-1")
    other = write(content, "two", "tw-001") / "scene.yaml"
    other.write_text(other.read_text("utf-8").replace("arrive", "arrive-1"), "utf-8")
    assert taken(content, "one") == {}


def test_of_two_without_voices_the_one_whose_letters_the_lines_have_owns_them(content: Content) -> None:
    """Not the one that comes first by its name, nor the one of whose letters it has only the first."""
    write(content, "all-days", "fd-001")
    write(content, "fifteen-days", "fd-001")
    assert (taken(content, "all-days"), taken(content, "fifteen-days")) == ({"fd-001": "fifteen-days"}, {})
    write(content, "facts", "fd-001")
    assert taken(content, "facts") == {"fd-001": "fifteen-days"}


def test_a_folder_that_was_copied_and_is_called_otherwise_owns_nothing(content: Content) -> None:
    first = write(content, "the-first", "xy-001")
    shutil.copytree(first, content.scenes / "a-copy")
    assert (taken(content, "the-first"), taken(content, "a-copy")) == ({}, {"xy-001": "the-first"})


def test_where_nothing_else_tells_the_first_by_name_owns(content: Content) -> None:
    write(content, "b-scene", "xy-001")
    write(content, "a-scene", "xy-001")
    assert (taken(content, "a-scene"), taken(content, "b-scene")) == ({}, {"xy-001": "a-scene"})


def test_voices_that_were_spoken_for_a_scene_outweigh_what_is_shared(content: Content) -> None:
    shared = content.scenes / "_shared" / "letters.yaml"
    shared.parent.mkdir(parents=True)
    shared.write_text(SNIPPET, "utf-8")
    write(content, "three", "le-001")
    voiced(content, "three", "le-001")
    assert taken(content, "three") == {}
    write(content, "one", "on-001", include="letters")
    assert taken(content, "one") == {"le-001": "three"}
