"""A file of scenes/_shared is checked by itself, whether or not a scene includes it."""

import shutil
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.check import check
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.shared import is_shared, load_shared

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "tests" / "scenes" / "_shared"
CONTENT = Content.at(ROOT / "tests")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("lamp", []),
        ("slip", ["unknown-key"]),
        ("empty", ["empty-list"]),
        ("list", ["not-a-mapping"]),
        ("circle-a", ["include-circle"]),
        ("nowhere", ["file-missing"]),
    ],
)
def test_what_is_wrong_in_it_alone(name: str, codes: list[str]) -> None:
    loaded = load_shared(SHARED / f"{name}.yaml", CONTENT)
    assert [problem.code for problem in loaded.problems] == codes
    assert (loaded.value is None) == bool(codes)


def test_its_beats_are_told() -> None:
    assert load_shared(SHARED / "lamp.yaml", CONTENT).value == ("lamp",)


def test_only_what_lies_there_is_shared() -> None:
    assert is_shared(SHARED / "lamp.yaml")
    assert not is_shared(SHARED.parent / "valid" / "small.yaml")
    assert not is_shared(SHARED / "bell.opus")


def test_one_that_no_scene_includes_is_found_where_nothing_is_named(tmp_path: Path) -> None:
    content = Content.at(tmp_path)
    shutil.copytree(ROOT / "markers", tmp_path / "markers")
    shutil.copy(ROOT / "actions.yaml", tmp_path)
    (content.scenes / "_shared").mkdir(parents=True)
    shutil.copy(SHARED / "slip.yaml", content.scenes / "_shared")
    for paths in ([], [content.scenes / "_shared"], [content.scenes / "_shared" / "slip.yaml"]):
        code, text = check(paths, content)
        assert code == 1
        assert "--> scenes/_shared/slip.yaml:4:5" in text
        assert text.count("error[") == 1
