"""A film that cannot be ended leaves nothing behind."""

import errno
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from prisonersvoice_ar.app.film import Film
from prisonersvoice_ar.core.errors import MachineError

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
