"""Notes are added beside what stands in the file, whatever way a reviewer wrote it."""

from datetime import date
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.edits import save
from prisonersvoice_ar.authoring.noting.notes import added, done, full_key, keys_of, listed, new_note
from prisonersvoice_ar.authoring.scenery import Writing, read_writing
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.notes import load_notes
from tests.authoring.own_scene import own_content, scene_of

TODAY = date(2026, 11, 28)
FIRST = "{on: line/fd-001, by: a, date: 2026-11-01, text: x}"
NEW = '{on: line/fd-008, by: "a \\"lawyer\\"", date: 2026-11-28, text: "Є?\\nТак: #1"}'


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return own_content(tmp_path)


def writing(content: Content) -> Writing:
    return read_writing(scene_of(content), content)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, None),
        (
            f"format: 1\nnotes:\n- {FIRST}  # mine\n# end\n",
            f"format: 1\nnotes:\n- {FIRST}  # mine\n- {NEW}\n# end\n",
        ),
        (f"format: 1\nnotes:\n  - {FIRST}", f"format: 1\nnotes:\n  - {FIRST}\n  - {NEW}"),
        (
            "format: 1\nnotes:\n  -\n    on: line/fd-001\n    by: a\n    date: 2026-11-01\n    text: |\n      x\n\n",
            f"format: 1\nnotes:\n  -\n    on: line/fd-001\n    by: a\n    date: 2026-11-01\n    text: |\n      x\n  - {NEW}\n\n",
        ),
        (f"format: 1\nnotes: [{FIRST}]\n", f"format: 1\nnotes: [{FIRST}, {NEW}]\n"),
        ("format: 1\nnotes: []  # none\n", f"format: 1\nnotes:\n  - {NEW}  # none\n"),
        ("format: 1\r\nnotes:\r\n", f"format: 1\r\nnotes:\r\n  - {NEW}\r\n"),
        ("format: 1\n", f"format: 1\nnotes:\n  - {NEW}\n"),
    ],
)
def test_a_note_is_added_where_it_belongs(content: Content, before: str | None, after: str | None) -> None:
    path = scene_of(content).with_name("notes.yaml")
    if before is not None:
        path.write_bytes(before.encode())
    save([added(writing(content), content, new_note("line/fd-008", 'a "lawyer"', "Є?\nТак: #1 ", TODAY))])
    if after is not None:
        assert path.read_bytes().decode() == after
    notes = load_notes(path.parent).value
    assert notes is not None
    assert (notes[-1].on, notes[-1].by, notes[-1].date, notes[-1].text) == (
        "line/fd-008",
        'a "lawyer"',
        TODAY,
        "Є?\nТак: #1",
    )


@pytest.mark.parametrize("line", [FIRST, FIRST.replace("text: x", "done: false, text: x")])
def test_a_note_is_done(content: Content, line: str) -> None:
    path = scene_of(content).with_name("notes.yaml")
    path.write_text(f"format: 1\nnotes:\n  - {FIRST}\n  - {line}\n", "utf-8")
    save([done(writing(content), content, 2)])
    assert [one.note.done for one in listed(writing(content), content)] == [False, True]
    with pytest.raises(UsageError, match="no note 3"):
        done(writing(content), content, 3)


def test_a_note_is_listed_with_what_it_is_about(content: Content) -> None:
    path = scene_of(content).with_name("notes.yaml")
    path.write_text(f"format: 1\nnotes:\n  - {FIRST}\n  - {FIRST.replace('fd-001', 'fd-901')}\n", "utf-8")
    first, second = listed(writing(content), content)
    assert first.about is not None
    assert first.about.text.startswith("Перед вами")
    assert first.about.place == "scenes/fifteen-days/scene.yaml:98"
    assert second.about is None


@pytest.mark.parametrize(
    ("named", "key"),
    [
        ("fd-008", "line/fd-008"),
        ("bunk", "beat/bunk"),
        ("hint/find-bunk", "hint/find-bunk"),
        ("title", "title"),
    ],
)
def test_what_a_note_is_about_is_named_shortly(content: Content, named: str, key: str) -> None:
    assert full_key(named, keys_of(writing(content))) == key


def test_what_the_scene_has_not_is_refused(content: Content) -> None:
    with pytest.raises(UsageError, match='called "bnk"') as raised:
        full_key("bnk", keys_of(writing(content)))
    assert "bunk" in raised.value.advice
    with pytest.raises(UsageError, match="needs its words"):
        new_note("title", " ", "x", TODAY)


def test_a_broken_file_is_told_and_left(content: Content) -> None:
    path = scene_of(content).with_name("notes.yaml")
    path.write_text("format: 1\nnotes: {\n", "utf-8")
    with pytest.raises(ContentError, match="unclosed-bracket"):
        listed(writing(content), content)
    with pytest.raises(ContentError, match="left as it is"):
        added(writing(content), content, new_note("title", "a", "b", TODAY))


@pytest.mark.parametrize("there", [None, "format: 1\nnotes:\n"])
@pytest.mark.parametrize("odd", ["\u202e", "\u200b", "\x07"])
def test_what_nobody_sees_leaves_the_notes_readable(content: Content, there: str | None, odd: str) -> None:
    path = scene_of(content).with_name("notes.yaml")
    if there is not None:
        path.write_text(there)
    save([added(writing(content), content, new_note("beat/bunk", f"а{odd}б", f"в{odd}г", TODAY))])
    (one,) = listed(writing(content), content)
    assert (one.note.by, one.note.text) == (f"а{odd}б", f"в{odd}г")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UsageError, match="no text"):
        new_note("beat/bunk", "a", b"\xff".decode("utf-8", "surrogateescape"), TODAY)
