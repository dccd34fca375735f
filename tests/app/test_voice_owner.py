"""A copied scene does not lay its voices over those of the scene that it was copied from."""

import shutil
from pathlib import Path

import pytest

from prisonersvoice_ar.app.cli import run
from tests.app.program import ROOT


def test_a_copy_with_the_same_line_ids_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "scenes", tmp_path / "scenes")
    for folder in ("ambience", "effects"):
        shutil.copytree(ROOT / "audio" / folder, tmp_path / "audio" / folder)
    (tmp_path / "audio" / "uk").mkdir()
    voice = tmp_path / "audio" / "uk" / "bc-001.opus"
    voice.write_bytes((ROOT / "audio" / "uk" / "bc-001.opus").read_bytes())
    copy = tmp_path / "scenes" / "my-court"
    shutil.copytree(tmp_path / "scenes" / "before-court", copy)
    text = (copy / "scene.yaml").read_text(encoding="utf-8")
    (copy / "scene.yaml").write_text(text.replace("id: before-court", "id: my-court"), encoding="utf-8")
    before = voice.read_bytes()
    assert run(["voice", str(copy), "--placeholder", "--lang", "uk"]) == 1
    said = capsys.readouterr().err
    assert "bc-001" in said
    assert "before-court" in said
    assert "Traceback" not in said
    assert voice.read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "audio" / "uk").iterdir()) == ["bc-001.opus"]
