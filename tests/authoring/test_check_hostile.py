"""Whatever lies where a scene should, `check` ends with 0 or 1, in every form and language, and changes nothing."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.authoring.check import Format, check
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.catalogue import LANGUAGES
from prisonersvoice_ar.documents.yaml.reading import LARGEST

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "scenes"
SMALL = (CORPUS / "valid" / "small.yaml").read_text(encoding="utf-8")
CONTENT = Content.at(ROOT)
NAMES = ("scene.yaml", "markers.yaml", "actions.yaml", "notes.yaml", "translations.yaml")


def checked(path: Path, content: Content = CONTENT) -> list[str]:
    """The codes of what is found, after all forms and languages have said the same."""
    found: set[tuple[str, ...]] = set()
    for lang in LANGUAGES:
        for form in get_args(Format):
            code, text = check([path], content, format=form, lang=lang)
            assert code in (0, 1)
            if form == "json":
                problems = json.loads(text)["problems"]
                assert code == any(problem["severity"] == "error" for problem in problems)
                found.add(tuple(problem["code"] for problem in problems))
            elif form == "sarif":
                found.add(tuple(result["ruleId"] for result in json.loads(text)["runs"][0]["results"]))
    assert len(found) == 1
    return list(found.pop())


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (SMALL.encode("cp1251", errors="replace"), "not-utf8"),
        (SMALL.encode("koi8-u", errors="replace"), "not-utf8"),
        (SMALL.encode("utf-16"), "not-utf16"),
        (SMALL.encode("utf-16-le"), "not-utf16"),
        (SMALL.encode("utf-16-be"), "not-utf16"),
        (SMALL.encode("utf-32"), "not-utf16"),
        (SMALL.encode("utf-8")[:-5] + b"\xd0", "not-utf8"),
        (b"\xef\xbb\xbf", "file-empty"),
        (b"", "file-empty"),
        (b"\0" * 100, "not-utf16"),
        (SMALL.replace("mode", "mo\0de").encode(), "control-character"),
        (SMALL.replace("mode", "mo\x1bde").encode(), "control-character"),
        (b"\xed\xa0\x80: a", "not-utf8"),
        (b"PK\x03\x04" + bytes(range(256)), "word-processor"),
        (bytes(range(32)) * 9, "control-character"),
        (b"#" * (LARGEST + 1), "file-too-large"),
    ],
)
def test_bytes_that_are_no_scene(raw: bytes, code: str, tmp_path: Path) -> None:
    for name in NAMES:
        path = tmp_path / name
        path.write_bytes(raw)
        found = checked(path)
        assert len(found) == 1
        assert found[0] in {code, "not-utf8"}


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "with-bom.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    plain = tmp_path / "plain.yaml"
    plain.write_bytes(SMALL.encode())
    assert checked(path) == checked(plain)


CONFUSABLES = {
    "a": "а",
    "e": "е",
    "i": "і",
    "o": "о",
    "c": "с",
    ":": "：",
    "-": "‐",
    " ": "\u00a0",
    '"': "“",
    "'": "’",
}
SEEDS = [path.read_bytes() for path in sorted(CORPUS.glob("valid/*.yaml"))]
relaxed = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def damaged(raw: bytes, change: str, at: int, to: int) -> bytes:
    """``raw`` after one slip of a hand, of an editor or of a disk; ``at`` and ``to`` are taken round."""
    lines = raw.split(b"\n")
    first, second = at % len(lines), to % len(lines)
    if change == "flip":
        place = at % len(raw)
        return raw[:place] + bytes([raw[place] ^ (1 << to % 8)]) + raw[place + 1 :]
    if change == "swap":
        lines[first], lines[second] = lines[second], lines[first]
    elif change == "delete":
        del lines[min(first, second) : max(first, second)]
    elif change == "double":
        lines[first:first] = lines[min(first, second) : max(first, second)]
    elif change == "indent":
        lines[first] = b" " * (to % 9) + lines[first].lstrip()
    elif change == "nest":
        lines[first] += b" " + b"[{a: " * (to % 40)
    elif change == "cut":
        return raw[: at % len(raw)]
    else:
        letter = sorted(CONFUSABLES)[to % len(CONFUSABLES)]
        return raw.replace(letter.encode(), CONFUSABLES[letter].encode(), 1 + at % 5)
    return b"\n".join(lines)


CHANGES = ("flip", "swap", "delete", "double", "indent", "nest", "cut", "confuse")
SLIPS = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 9999), st.integers(0, 9999)), min_size=1, max_size=4
)


@relaxed
@given(seed=st.sampled_from(SEEDS), slips=SLIPS, name=st.sampled_from(NAMES))
def test_a_damaged_scene(seed: bytes, slips: list[tuple[str, int, int]], name: str, tmp_path: Path) -> None:
    for slip in slips:
        seed = damaged(seed, *slip) or b"a"
    path = tmp_path / name
    path.write_bytes(seed)
    checked(path)


@relaxed
@given(raw=st.binary(max_size=400), name=st.sampled_from(NAMES))
@example(raw=b"format: 1\nbeats: [{include: ..}]", name="scene.yaml")
@example(raw=b"beats: [{include: a/b}, {include: [x]}, {include: }]", name="scene.yaml")
@example(raw=b"{beats: [{say: {id: a, text: {uk: ' | '}}}]}", name="scene.yaml")
@example(raw=b"made: {line/a: {uk: 012345678901}}", name="translations.yaml")
def test_any_bytes(raw: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    checked(path)


def test_a_folder_called_scene_yaml(tmp_path: Path) -> None:
    (tmp_path / "made" / "scene.yaml").mkdir(parents=True)
    assert checked(tmp_path / "made") == ["file-is-folder"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_that_lead_nowhere_or_round(tmp_path: Path) -> None:
    for name, target, code in (
        ("lost", "nowhere", "file-missing"),
        ("round", "scene.yaml", "file-unreadable"),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "scene.yaml").symlink_to(target)
        assert checked(tmp_path / name) == [code]
    (tmp_path / "lost" / "self").symlink_to(tmp_path / "lost")
    assert checked(tmp_path / "lost" / "self" / "self") == ["file-missing"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "scenes" / "small"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "scene.yaml")
    assert checked(folder) == ["file-unreadable"]
    (folder / "scene.yaml").unlink()
    (folder / "scene.yaml").write_text(
        SMALL.replace("    say:", "    cue: {sound: bell}\n    say:", 1), "utf-8"
    )
    for name in ("notes.yaml", "translations.yaml", "bell.opus", "picture.png"):
        os.mkfifo(folder / name)
    assert "bad-sound" in checked(folder)


def test_what_goes_and_changes_while_it_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the first scene is opened, its file is cut in two and the second scene's folder is removed."""
    content = Content.at(tmp_path)
    for name in ("first", "second"):
        (content.scenes / name).mkdir(parents=True)
        (content.scenes / name / "scene.yaml").write_text(SMALL, encoding="utf-8")
    shutil.copytree(ROOT / "markers", tmp_path / "markers")
    shutil.copy(ROOT / "actions.yaml", tmp_path)
    opened = Path.open

    def opened_and_cut(path: Path, *arguments: Any, **more: Any) -> Any:
        stream = opened(path, *arguments, **more)
        if path == content.scenes / "first" / "scene.yaml":
            os.truncate(path, len(SMALL) // 2)
            shutil.rmtree(content.scenes / "second", ignore_errors=True)
        return stream

    monkeypatch.setattr(Path, "open", opened_and_cut)
    code, text = check([], content)
    assert code == 1
    assert "--> scenes/first/scene.yaml" in text
    assert "error[file-missing]: scenes/second/scene.yaml is not there" in text


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "scene.yaml").write_text(SMALL, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "file-unreadable" in checked(tmp_path / "made")


@pytest.mark.parametrize(
    "name", ["моя сцена", "з пробілом ", "a\nb", "a\x1b[31mb", "100%", "«лапки»", "e\u0301", "👁"]
)
@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not take")
def test_names_of_all_kinds(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "scene.yaml").write_text(SMALL.replace("say:", "sya:"), encoding="utf-8")
    assert "unknown-key" in checked(folder)
    _, text = check([folder], CONTENT)
    assert "\x1b" not in text
    heads = [line for line in text.splitlines() if line.startswith(("error[", "warning[", "note["))]
    assert sum("-->" in line for line in text.splitlines()) == len(heads)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there all names are text")
def test_a_name_that_is_no_text_reaches_a_terminal_all_the_same(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff"))
    folder.mkdir()
    (folder / "scene.yaml").write_text(SMALL.replace("say:", "sya:"), encoding="utf-8")
    assert "unknown-key" in checked(folder)
    command = [sys.executable, ROOT / "main.py", "check", folder]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"error[unknown-key]" in done.stdout


def test_checking_changes_nothing(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scenes" / "fifteen-days", tmp_path / "scenes" / "fifteen-days")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    checked(tmp_path / "scenes" / "fifteen-days", Content.at(tmp_path))
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
