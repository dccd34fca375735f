"""What a scene itself asks for: its own mode with the source that goes with it, and the hands it waits for."""

from pathlib import Path

from tests.app.program import ROOT, SMALL, little_video, report, run

SCENE = ROOT / "scenes" / "fifteen-days" / "scene.yaml"
SEE = "see: {mode: diorama, target: card-1, else: [portal, seated], targets: {portal: poster-door}}"


def changed(home: Path, old: str, new: str) -> Path:
    """A copy of the scene that ships, with one line changed."""
    text = SCENE.read_text("utf-8")
    assert text.count(old) == 1
    path = home / "scene.yaml"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_a_scene_that_is_a_portal_is_shown_with_the_poster(tmp_path: Path) -> None:
    scene = changed(tmp_path, SEE, "see: {mode: portal, target: poster-door, else: [seated]}")
    words = ("run", scene, "--headless", "--source", "demo", "--lang", "en", "--frames", 150, "--unthrottled")
    ended = run(tmp_path, *words, *SMALL, "--mute", "--report", tmp_path / "r.json")
    assert ended.code == 0, ended.err
    told = report(tmp_path / "r.json")
    assert told["mode"] == "portal"
    assert told["sound"] == "muted"
    assert told["frames"]["with_target"] > 0.5 * told["frames"]["of_source"]


def test_a_scene_that_is_seated_opens_no_camera(tmp_path: Path) -> None:
    scene = changed(tmp_path, SEE, "see: {mode: seated}")
    words = ("run", scene, "--headless", "--lang", "en", "--frames", 40)
    ended = run(tmp_path, *words, *SMALL, "--mute", "--report", tmp_path / "r.json")
    assert ended.code == 0, ended.err
    told = report(tmp_path / "r.json")
    assert (told["mode"], told["source"]) == ("seated", "none")


def test_a_scene_that_waits_for_a_gesture_has_hands_looked_for(tmp_path: Path) -> None:
    """A machine without MediaPipe says so, which shows that it was asked; a scene without gestures does not."""
    lacking = tmp_path / "lacking" / "mediapipe"
    lacking.mkdir(parents=True)
    (lacking / "__init__.py").write_text("raise ImportError('no wheel for this machine')\n", "utf-8")
    scene = changed(
        tmp_path, "    until: {after: 16s}\n", "    until: {any: [{gesture: point}, {after: 16s}]}\n"
    )
    for chosen, asked in ((scene, True), (SCENE, False)):
        source = ("--source", little_video(tmp_path), "--loop")
        words = ("run", chosen, "--headless", *source, "--lang", "en", "--frames", 90, "--mute")
        ended = run(tmp_path, *words, *SMALL, PYTHONPATH=str(lacking.parent))
        assert ended.code == 0, ended.err
        assert ("MediaPipe" in ended.err) is asked, ended.err
