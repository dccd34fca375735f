"""A film that cannot be ended leaves nothing behind."""

import errno
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.app.film import Film
from prisonersvoice_ar.core.errors import MachineError
from tests.app.program import SMALL, report, run

pytest.importorskip("av")


def filmed(path: Path) -> Film:
    film = Film(path, (64, 48), 30)
    for level in range(5):
        film.picture(np.full((48, 64, 3), 40 * level, np.uint8))
        film.sound(np.zeros((1600, 2), np.float32))
    return film


@pytest.mark.parametrize("ending", [".mp4", ".mkv", ".mov"])
def test_a_film_can_be_played(ending: str, tmp_path: Path) -> None:
    import av

    path = tmp_path / f"film{ending}"
    filmed(path).close()
    with av.open(str(path)) as film:
        assert sum(1 for _ in film.decode(video=0)) == 5
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "No space left on device"), ValueError("odd")])
def test_a_disk_that_fills_at_the_end_leaves_nothing(
    problem: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = filmed(tmp_path / "film.mp4")

    def full(_packets: Any) -> None:
        raise problem

    monkeypatch.setattr(film, "_mux", full)
    with pytest.raises(MachineError if isinstance(problem, OSError) else ValueError):
        film.close()
    assert list(tmp_path.iterdir()) == []


def test_without_a_display_any_run_makes_its_film_and_says_where(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", "--lang", "en", "--frames", 45, *SMALL, cwd=tmp_path)
    assert ended.code == 0, ended.err
    for name in ("demo.mp4", "demo.png", "report.json"):
        assert (tmp_path / "out" / name).stat().st_size > 0
        assert str(Path("out") / name) in ended.err
    assert report(tmp_path / "out" / "report.json")["ended_by"] == "frames"
    assert "before the visit did" not in ended.err


def test_a_source_that_ends_before_the_visit_is_no_silent_end(tmp_path: Path) -> None:
    film = cv2.VideoWriter(str(tmp_path / "short.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (160, 120))
    for number in range(24):
        film.write(np.full((120, 160, 3), number * 8, np.uint8))
    film.release()
    ended = run(
        tmp_path, "run", "--source", tmp_path / "short.avi", "--lang", "en", *SMALL,
        "--record", tmp_path / "film.mp4", "--report", tmp_path / "r.json",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    said = [line for line in ended.err.splitlines() if "before the visit did" in line]
    assert len(said) == 1
    assert "short.avi" in said[0]
    assert "notice" in said[0]
    assert "--loop" in said[0]
    assert report(tmp_path / "r.json")["ended_by"] == "source"
