"""An author's day, typed: a scene is made, mended, laid out, renamed, noted, translated, compared, and all taken back."""

import errno
import json
import os
import re
from pathlib import Path

import pytest

from prisonersvoice_ar.app.cli import run
from tests.authoring.own_scene import add_line, own_content, scene_of

Capture = pytest.CaptureFixture[str]


def typed(capsys: Capture, *words: str | Path) -> tuple[int, str]:
    """The exit code, and all that was said."""
    code = run([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_an_authors_day(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    content = own_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    scene = content.scenes / "glass-box"
    assert typed(capsys, "new", scene, "--yes")[0] == 0
    file = scene / "scene.yaml"
    first = file.read_bytes()
    assert typed(capsys, "fmt", scene, "--check") == (0, f"{scene}: nothing to do\n")

    text = file.read_text("utf-8")
    file.write_text(
        text.replace("    then: look\n", '      - {text: {uk: "Ще.", en: "More."}}\n    then: look\n', 1),
        "utf-8",
    )
    mended = file.read_bytes()
    code, said = typed(capsys, "fmt", scene, "--check")
    assert (code, "1 new id: gb-004" in said) == (1, True)
    assert file.read_bytes() == mended
    code, said = typed(capsys, "fmt", scene)
    assert (code, "1 new id: gb-004" in said, "undo" in said) == (0, True, True)

    assert typed(capsys, "rename", scene, "look", "watch", "--dry-run")[0] == 0
    assert b"watch" not in file.read_bytes()
    assert typed(capsys, "rename", scene, "look", "watch")[0] == 0
    assert typed(capsys, "notes", scene, "--add", "gb-004", "--text", "Чому?", "--by", "x")[0] == 0
    assert typed(capsys, "notes", scene, "--done", "1")[0] == 0
    assert json.loads(typed(capsys, "notes", scene, "--json")[1])[0]["done"] is True

    assert typed(capsys, "translate", scene, "--export", "--to", "pl", "--out", "po")[0] == 0
    po = Path("po") / "pl.po"
    po.write_text(
        po.read_text("utf-8").replace('msgid "Glass box"\nmsgstr ""', 'msgid "Glass box"\nmsgstr "Pudło"'),
        "utf-8",
    )
    state = json.loads(typed(capsys, "translate", scene, "--to", "pl", "--json")[1])
    assert list(state["languages"]) == ["pl"]  # also one that the scene has not yet
    assert state["languages"]["pl"]["done"] == 0
    assert state["languages"]["pl"]["missing"]
    assert typed(capsys, "translate", scene, "--import", po)[0] == 0
    state = json.loads(typed(capsys, "translate", scene, "--json")[1])
    assert state["languages"]["pl"]["done"] == 1

    (tmp_path / "before").mkdir()
    (tmp_path / "before" / "scene.yaml").write_bytes(first)
    code, said = typed(capsys, "diff", tmp_path / "before", scene)
    assert code == 0
    for sentence in (
        "The scene now speaks pl: 1 of 7 texts.",
        "It has a new name: “watch”",
        "New line gb-004: “More.”",
    ):
        assert sentence in said
    assert (
        typed(capsys, "diff", tmp_path / "before", scene, "--html", tmp_path / "d.html", "--lang", "uk")[0]
        == 0
    )
    assert "Нова репліка gb-004" in (tmp_path / "d.html").read_text("utf-8")

    codes = [typed(capsys, "undo", scene)[0] for _ in range(6)]
    assert codes == [0, 0, 0, 0, 0, 1], "five changes, then none is left"
    assert file.read_bytes() == mended
    assert sorted(path.name for path in scene.iterdir()) == [".history", "scene.yaml"]


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("fmt", "nosuch"), 2, 'there is no scene "nosuch"'),
        (("rename", "SCENE", "fd-001", "fd-002"), 2, '"fd-002" is taken'),
        (("undo", "SCENE"), 1, "no change to take back"),
        (("notes", "SCENE", "--text", "x"), 2, "belong to --add"),
        (("translate", "SCENE", "--export", "--to", "ua"), 2, 'Did you mean "uk"?'),
        (("translate", "SCENE", "--export", "--to", "uk"), 2, "written in"),
        (("translate", "SCENE", "--import", "nosuch.po"), 3, "nosuch.po cannot be read"),
        (("diff", "SCENE", "SCENE", "--git", "HEAD"), 2, "two are named"),
        (("diff", "nonsense:SCENE", "SCENE"), 2, "git"),
        (("diff", "SCENE", "SCENE", "--html", "SCENE/scene.yaml"), 2, "is an author’s file"),
        (("new", "SCENE"), 2, "is there already"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, capsys: Capture, words: tuple[str, ...], code: int, why: str
) -> None:
    content = own_content(tmp_path)
    folder = scene_of(content).parent
    before = scene_of(content).read_bytes()
    found, said = typed(capsys, *(word.replace("SCENE", str(folder)) for word in words))
    assert (found, why in said) == (code, True), said
    assert "Traceback" not in said
    assert scene_of(content).read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["scene.yaml"]


def test_one_scene_that_cannot_be_read_keeps_no_other_waiting(tmp_path: Path, capsys: Capture) -> None:
    content = own_content(tmp_path)
    broken = content.scenes / "broken" / "scene.yaml"
    broken.parent.mkdir()
    broken.write_text("a: [\n", "utf-8")
    code, said = typed(capsys, "fmt", broken, scene_of(content))
    assert (code, "unclosed-bracket" in said, "42 translations noted" in said) == (1, True, True)


def test_what_could_not_be_written_is_not_told_as_done(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = scene_of(own_content(tmp_path)).parent

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert run(["rename", str(scene), "find-bunk", "find-bed", "--lang", "en"]) == 3
    said = capsys.readouterr()
    assert (said.out, "nothing was changed" in said.err) == ("", True)


def test_a_text_of_two_lines_is_told_in_one(tmp_path: Path, capsys: Capture) -> None:
    content = own_content(tmp_path)
    add_line(content, "fd-002", '{id: fd-099, text: {uk: "Раз,\\nдва."}}')
    add = ("--add", "fd-099", "--text", "x", "--by", "y")
    said = typed(capsys, "notes", scene_of(content).parent, *add, "--lang", "en")[1]
    assert "“Раз, два.”" in said


def test_the_same_day_in_ukrainian(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    content = own_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    scene = scene_of(content).parent
    said = []
    for words in (
        ("fmt", scene, "--check"),
        ("fmt", scene),
        ("rename", scene, "find-bunk", "find-bed"),
        ("notes", scene),
        ("notes", scene, "--add", "fd-001", "--text", "Чому?", "--by", "юрист"),
        ("notes", scene, "--done", "1"),
        ("translate", scene),
        ("translate", scene, "--export", "--out", "po"),
        ("translate", scene, "--import", "po/en.po"),
        ("translate", scene, "--accept", "fd-001"),
        ("undo", scene, "--list"),
        ("undo", scene),
    ):
        code, told = typed(capsys, *words, "--lang", "uk")
        assert code == 0, told
        said.append(told)
    for sentence in (
        "усе вже впорядковано",
        "записано 42 переклади як зроблені з теперішніх текстів",
        "крок find-bunk → find-bed",
        "3 місця у 2 файлах",
        "0 приміток, відкритих 0",
        "Записано до line/fd-001",
        "Примітку 1 до line/fd-001 враховано: Чому?",
        "мова оригіналу uk",
        "42 тексти",
        "Записувати нічого",
        "Нічого з цього не застаріло.",
        "rename: крок find-bunk тепер зветься find-bed",
        "Скасовано 0004",
    ):
        assert sentence in "".join(said), sentence
    assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", "".join(said)), "no English sentence"


REFUSED = [
    ("fmt", "BROKEN"),
    ("rename", "SCENE", "fd-001", "fd-002"),
    ("rename", "SCENE", "nosuch", "fd-099"),
    ("rename", "SCENE", "fd-001", "FD 1"),
    ("rename", "SCENE", "fd-001", "fd-099", "--beat"),
    ("rename", "SCENE", "arrive", "actions"),
    ("undo", "SCENE"),
    ("notes", "SCENE", "--text", "x"),
    ("notes", "SCENE", "--done", "1"),
    ("notes", "SCENE", "--add", "nosuch"),
    ("notes", "SCENE", "--add", "fd-001"),
    ("translate", "SCENE", "--export", "--to", "xxxxx"),
    ("translate", "SCENE", "--export", "--to", "uk"),
    ("translate", "SCENE", "--accept", "nosuch"),
    ("translate", "SCENE", "--import", "nosuch.po"),
    ("translate", "SCENE", "--import", "BROKEN"),
    ("diff", "SCENE", "SCENE", "--git", "HEAD"),
    ("diff", "HEAD:", "SCENE"),
    ("new", "SCENE"),
    ("new", "CON"),
]


def test_what_cannot_be_done_is_said_in_ukrainian(tmp_path: Path, capsys: Capture) -> None:
    content = own_content(tmp_path)
    broken = content.scenes / "broken" / "scene.yaml"
    broken.parent.mkdir()
    broken.write_text("a: [\n", "utf-8")
    paths = {"SCENE": scene_of(content).parent, "BROKEN": broken, "CON": content.scenes / "con"}
    for words in REFUSED:
        code, told = typed(capsys, *(paths.get(word, word) for word in words), "--lang", "uk")
        assert code in (1, 2, 3), words
        said = told.replace(str(tmp_path), "").removeprefix("prisonersvoice: ")
        assert re.search("[а-яіїєґ]{3,}", said.splitlines()[0]), told
        assert not re.search(r"\b(is|the|not|no|has)\b", said), told
