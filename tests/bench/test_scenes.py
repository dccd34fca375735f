"""The scenes that figures are measured on: right, whole, and the same for the same seed."""

from pathlib import Path

import pytest

from bench.__main__ import authoring
from bench.authoring.scenes import write_long_scene, write_scene
from prisonersvoice_ar.documents import Content, load_scene

CONTENT = Content.at(Path(__file__).resolve().parents[2])


@pytest.mark.parametrize(
    ("beats", "lines", "seed"), [(1, 1, 1), (2, 1, 2), (30, 3, 1), (30, 3, 9), (47, 2, 5)]
)
def test_a_scene_is_valid_and_has_as_many_beats_as_asked(
    beats: int, lines: int, seed: int, tmp_path: Path
) -> None:
    path = write_scene(tmp_path / "made", beats, lines, seed)
    loaded = load_scene(path, CONTENT)
    assert {problem.code for problem in loaded.problems} <= {"no-voices"}
    assert loaded.value is not None
    assert len(loaded.value.beats) == beats
    assert sum(len(beat.say) for beat in loaded.value.beats.values()) == beats * lines


def test_the_same_seed_makes_the_same_scene_and_another_another(tmp_path: Path) -> None:
    first, again, other = (
        write_scene(tmp_path / str(i) / "made", 30, 3, seed) for i, seed in enumerate((1, 1, 2))
    )
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()


def test_a_long_scene_has_as_many_rows_as_asked(tmp_path: Path) -> None:
    rows = len(write_long_scene(tmp_path / "long", 2000).read_text("utf-8").splitlines())
    assert 2000 <= rows <= 2030


def test_each_figure_of_the_workshop_is_found_by_its_module() -> None:
    assert "check" in authoring()
    assert "scenes" not in authoring()
