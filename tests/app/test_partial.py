"""A shared file is a part of scenes: what shows a whole scene says so in one sentence, and which scenes have it."""

import shutil
from pathlib import Path

import pytest

from prisonersvoice_ar.app.cli import run

Capture = pytest.CaptureFixture[str]
COMMANDS = [
    ("play", "--runs", "0"),
    ("storyboard", "--no-pictures"),
    ("script",),
    ("preview", "--headless", "--shot", "x.png"),
    ("run", "--headless"),
    ("voice", "--missing"),
]


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("зміст 1") / "scenes"
    shutil.copytree(root / "scenes", folder)
    (folder / "lonely").mkdir()
    (folder / "lonely" / "scene.yaml").write_bytes(b"\xff\x00")
    (folder / "_shared" / "nobodys.yaml").write_text("format: 1\nbeats: []\n", "utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=[words[0] for words in COMMANDS])
def test_it_is_refused_with_the_scenes_that_include_it(
    command: tuple[str, ...], scenes: Path, capsys: Capture
) -> None:
    named = scenes / "_shared" / "letters.yaml"
    assert run([command[0], str(named), *command[1:]]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"prisonersvoice: {named} is a shared file, a part of scenes and none itself",
        "  Name a scene that includes it: before-court, sixteen-places.",
    ]


def test_one_that_no_scene_includes(scenes: Path, capsys: Capture) -> None:
    assert run(["play", str(scenes / "_shared" / "nobodys.yaml")]) == 2
    assert "No scene beside it includes it yet." in capsys.readouterr().err
