"""Where a scene that is named is looked for, and where its voices go."""

from dataclasses import replace
from pathlib import Path

import pytest

from prisonersvoice_ar.app.content import content, scene_path
from prisonersvoice_ar.app.settings import RunSettings
from prisonersvoice_ar.app.written import placed_scene, stray_note
from prisonersvoice_ar.core.errors import UsageError
from prisonersvoice_ar.documents import load_scene


def test_a_mistyped_name_is_guessed() -> None:
    with pytest.raises(UsageError, match="there is no scene") as run:
        scene_path(RunSettings(scenes=("fifteen-day",)), content())
    with pytest.raises(UsageError, match="there is no scene") as written:
        placed_scene("fifteen-day")
    for caught in (run, written):
        assert caught.value.advice.startswith('Did you mean "fifteen-days"? Scenes here: ')


def test_a_scene_outside_is_told_where_its_voices_go(tmp_path: Path) -> None:
    ours = content()
    scene = load_scene(ours.scenes / "fifteen-days", ours).value
    assert scene is not None
    assert stray_note(scene, ours) == ""
    said = stray_note(replace(scene, folder=str(tmp_path / "my-days")), ours)
    assert str(ours.audio) in said
    assert "MY/scenes/NAME" in said


def test_a_scene_among_others_of_its_own_has_their_audio_and_our_markers(tmp_path: Path) -> None:
    folder = tmp_path / "scenes" / "mine"
    folder.mkdir(parents=True)
    _, where = placed_scene(str(folder))
    assert where.audio == tmp_path / "audio"
    assert (tmp_path / "audio").exists() is False
    (tmp_path / "audio").mkdir()
    _, where = placed_scene(str(folder))
    assert (where.audio, where.markers) == (tmp_path / "audio", content().markers)
