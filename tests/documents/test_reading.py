"""Reading much by several processes: the same is said in the same order, and what is lost with one is read here."""

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from prisonersvoice_ar.authoring import crew, reading
from prisonersvoice_ar.authoring.check import check
from prisonersvoice_ar.authoring.reading import read_all
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.yaml.reading import LARGEST

NAMES = (
    "unknown-key",
    "trap-until",
    "care-caption-fast",
    "many-at-once",
    "bom-in-the-middle",
    "include-slip",
)


def some(content: Content) -> list[Path]:
    """More files than a worker reads at once, good ones among them, and one that is not there."""
    bad = [content.scenes / "invalid" / f"{name}.yaml" for name in NAMES]
    good = [content.scenes / "valid" / "small.yaml", content.markers, content.scenes / "no-such-scene"]
    return [*bad, *good, *bad]


def said(paths: list[Path], content: Content, **kept: Any) -> list[tuple[object, ...]]:
    return [
        (
            loaded.problems,
            loaded.incomplete,
            {problem.place.file: loaded.texts.get(problem.place.file) for problem in loaded.problems},
        )
        for loaded in read_all(paths, content, "uk", **kept)
    ]


def test_processes_make_no_difference(content: Content) -> None:
    paths = some(content)
    assert said(paths, content, workers=2) == said(paths, content, workers=0)


@pytest.mark.parametrize("lost", [BrokenProcessPool("one was killed"), OSError("no more processes")])
def test_what_is_lost_with_a_process_is_read_here(
    content: Content, monkeypatch: pytest.MonkeyPatch, lost: Exception
) -> None:
    def dying(work: Any, parts: list[Any], _workers: int, ready: Any, *given: Any) -> Iterator[Any]:
        ready(*given)
        yield work(parts[0])
        raise lost

    paths = some(content)
    wanted = said(paths, content, workers=0)
    monkeypatch.setattr(crew, "together", dying)
    assert said(paths, content, workers=2) == wanted


@pytest.mark.parametrize(
    ("much", "files", "begun"),
    [(10, 5, True), (10_000_000, 5, False), (10, 4, False)],  # four are one worker's part
)
def test_processes_are_begun_where_there_is_much_to_read(
    content: Content, monkeypatch: pytest.MonkeyPatch, much: int, files: int, begun: bool
) -> None:
    asked: list[int] = []

    def counting(_work: Any, _parts: Any, workers: int, _ready: Any, *_given: Any) -> Iterator[Any]:
        asked.append(workers)
        raise OSError("none today")
        yield

    monkeypatch.setattr(reading, "MUCH", much)
    monkeypatch.setattr(crew, "together", counting)
    monkeypatch.setattr(reading.os, "cpu_count", lambda: 16)
    bad = content.scenes / "invalid" / "unknown-key.yaml"
    assert check([bad] * files, content)[0] == 1
    assert asked == ([4] if begun else [])


def test_what_is_too_large_to_be_read_begins_no_process(
    content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def nobody(*_given: Any) -> Iterator[Any]:
        raise AssertionError("a process was begun")

    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (LARGEST + 1))
    monkeypatch.setattr(crew, "together", nobody)
    monkeypatch.setattr(reading.os, "cpu_count", lambda: 16)
    assert check([large] * 5, content)[0] == 1
