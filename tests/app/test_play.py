"""`prisonersvoice play` as its user runs it."""

import json
import signal
from pathlib import Path

import pytest

from tests.app.program import Run, until


def played(home: Path, *arguments: object, cwd: Path | None = None) -> tuple[int, str, str]:
    ended = Run(home, "play", *arguments, cwd=cwd).end()
    return ended.code, ended.out, ended.err


def test_a_crowd_on_all_cores_and_one_of_it_again(tmp_path: Path) -> None:
    code, out, err = played(tmp_path, "fifteen-days", "--runs", 1200, "--format", "json")
    assert code == 0, err
    facts = json.loads(out)
    assert facts["runs"] == 1200
    assert "1200/1200" in err, "a log has a bar, too"
    code, out, err = played(
        tmp_path, "fifteen-days", "--replay", facts["replays"]["longest-visit"], "--lang", "uk"
    )
    assert code == 0, err
    assert "розповідь закінчено" in out
    path = tmp_path / out.split("Записано: ")[1].splitlines()[0]
    log = json.loads(path.read_text(encoding="utf-8"))
    assert (log["scene"], f"{log['seed']}:{log['run']}") == (
        "fifteen-days",
        facts["replays"]["longest-visit"],
    )


WRONG = (
    (("no-such-scene",), 'no scene "no-such-scene"'),
    (("fifteen-days", "--runs", "-1"), "no number of visits"),
    (("fifteen-days", "--replay", "x"), "SEED:RUN"),
    (("fifteen-days", "--out", "x.json"), "--replay"),
)


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_wrong_words_are_told_at_once(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    code, _, err = played(tmp_path, *arguments)
    assert code == 2
    assert words in err


def test_a_scene_with_errors_is_not_played(tmp_path: Path) -> None:
    (tmp_path / "scene.yaml").write_text("format: 1\nid: x\n", encoding="utf-8")
    code, out, err = played(tmp_path, tmp_path / "scene.yaml", "--runs", 5, "--lang", "uk")
    assert code == 1
    assert "missing-key" in err
    assert "Спершу виправте це" in err
    assert not out


def test_an_interrupt_leaves_nothing(tmp_path: Path) -> None:
    run = Run(tmp_path, "play", "fifteen-days", "--runs", 900_000)
    until(lambda: len(run.processes()) > 2, 60.0, "no workers")
    run.kill_group(signal.SIGINT)
    ended = run.end()
    assert ended.code == 130
    assert "900000/900000" not in ended.err, "it has played on to the end"
