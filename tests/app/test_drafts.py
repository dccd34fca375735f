"""A draft is shown to who names it, and to nobody else."""

from pathlib import Path

import pytest

from prisonersvoice_ar.app.content import scene_path
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.documents import Content


def _content(root: Path, **scenes: str) -> Content:
    for name, text in scenes.items():
        (root / "scenes" / name).mkdir(parents=True)
        (root / "scenes" / name / "scene.yaml").write_text(text, encoding="utf-8")
    return Content.at(root)


def test_the_first_that_is_no_draft_is_shown(tmp_path: Path) -> None:
    content = _content(
        tmp_path, a="format: 1\ndraft: true  # soon\n", b="format: 1\ndraft: false\n", c="format: 1\n"
    )
    assert scene_path(RunSettings(), content).name == "b"
    assert scene_path(RunSettings(scenes=("a",)), content).name == "a"
    with pytest.raises(UsageError, match="no scene"):
        scene_path(RunSettings(scenes=("d",)), content)


def test_where_all_are_drafts_the_first_is_better_than_nothing(tmp_path: Path) -> None:
    content = _content(tmp_path, a="draft: true\n", b="# draft: false\ndraft: true\n")
    assert scene_path(RunSettings(), content).name == "a"
