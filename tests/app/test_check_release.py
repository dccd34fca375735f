"""``check --release`` as it is typed."""

import json
from pathlib import Path

from tests.app.program import ROOT, run

SMALL = ROOT / "tests" / "scenes" / "valid" / "small.yaml"


def small(home: Path) -> Path:
    """A scene of two beats that no lawyer has read, on the card that ships."""
    path = home / "мала сцена.yaml"
    path.write_text(SMALL.read_text("utf-8").replace("target: card,", "target: card-1,"), encoding="utf-8")
    return path


def test_what_is_borne_while_writing_stops_a_release(tmp_path: Path) -> None:
    path = small(tmp_path)
    assert run(tmp_path, "check", path).code == 0
    ended = run(tmp_path, "check", "--release", path)
    assert ended.code == 1
    assert "error[review-wanted]: no lawyer has reviewed it" in ended.out
    assert "error[no-voices]" in ended.out
    assert "Traceback" not in ended.text


def test_in_ukrainian_and_as_json(tmp_path: Path) -> None:
    ended = run(tmp_path, "check", "--release", small(tmp_path), "--lang", "uk", "--format", "json")
    assert ended.code == 1
    told = json.loads(ended.out)
    wanted = [problem for problem in told["problems"] if problem["code"] == "review-wanted"]
    assert {problem["severity"] for problem in wanted} == {"error"}
    assert any("немає рецензії психолога" in problem["message"] for problem in wanted)
