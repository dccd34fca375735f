"""A file near the cap costs time in proportion: counted in steps, not timed."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.documents.findings import FLOOD

CORPUS = Path(__file__).resolve().parent.parent / "scenes"
HEAD = (CORPUS / "valid" / "small.yaml").read_text(encoding="utf-8").split("beats:")[0] + "beats:\n"


def chain(count: int) -> str:
    beats = "".join(f"  - {{id: b{i}, then: b{i + 1}}}\n" for i in range(count))
    return f"{HEAD}{beats}  - {{id: b{count}, then: actions}}\n"


def unknown(count: int) -> str:
    return HEAD + "".join(f"  - {{id: b{i}, rest: 1s, then: zz{i}}}\n" for i in range(count))


def wrong(count: int) -> str:
    return HEAD + "".join(f"  - {{id: b{i}, rst: 1s, then: b{i}}}\n" for i in range(count))


def aliases(count: int) -> str:
    return "a: [" + "*a, " * count + "]\n"


def steps_of(path: Path, content: Content) -> int:
    """Count calls of Python functions while ``path`` is loaded: the same on every machine."""
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        load_scene(path, content)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("make", [chain, unknown, wrong, aliases])
def test_twice_the_file_is_twice_the_work(
    make: Callable[[int], str], content: Content, tmp_path: Path
) -> None:
    path = tmp_path / "large.yaml"
    path.write_text(make(1), encoding="utf-8")
    load_scene(path, content)  # imports and models, which are loaded when first wanted
    counted = []
    for count in (300, 600, 1200):
        path.write_text(make(count), encoding="utf-8")
        counted.append(steps_of(path, content))
    assert counted[2] - counted[1] < 2.5 * (counted[1] - counted[0])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\n" * 2100, "duplicate-key"),
        ("a: [" + "*a, " * 2100 + "]\n", "alias"),
        ("- !a b\n" * 2100, "tag"),
        (wrong(2100), "unknown-key"),
        (HEAD + "  - {id: a, " + "".join(f"b{i}: 1, " for i in range(2100)) + "}\n", "unknown-key"),
        (HEAD + "  - {for: 1,5s}\n" * 2100, "decimal-comma"),
    ],
    ids=["duplicates", "aliases", "tags", "beats", "keys", "commas"],
)
def test_a_flood_is_cut_and_it_is_said_that_there_may_be_more(
    text: str, code: str, content: Content, tmp_path: Path
) -> None:
    path = tmp_path / "flood.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_scene(path, content)
    assert FLOOD <= len(loaded.problems) <= FLOOD + 20
    assert sum(problem.code == code for problem in loaded.problems) >= FLOOD - 20
    assert loaded.incomplete
    assert loaded.value is None


def test_a_flood_of_warnings_costs_no_scene(content: Content, tmp_path: Path) -> None:
    names = "".join(f"\n    u{i}: слово #тут" for i in range(2100))
    path = tmp_path / "warned.yaml"
    text = (CORPUS / "valid" / "small.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("testimony:", f"pronounce:\n  uk:{names}\ntestimony:"), encoding="utf-8")
    loaded = load_scene(path, content)
    assert loaded.value is not None
    assert sum(problem.code == "swallowed" for problem in loaded.problems) == FLOOD


def test_5000_beats_are_read_right(content: Content, tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text(chain(5000), encoding="utf-8")
    loaded = load_scene(path, content)
    assert not loaded.errors
    assert loaded.value is not None
    assert list(loaded.value.beats)[4999:5001] == ["b4999", "b5000"]


def test_100_mb_are_refused_unread(content: Content, tmp_path: Path) -> None:
    path = tmp_path / "vast.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)  # takes no room: a hole
    loaded = load_scene(path, content)
    assert [problem.code for problem in loaded.problems] == ["file-too-large"]
    assert loaded.texts == {}
