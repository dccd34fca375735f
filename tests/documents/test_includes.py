"""Scenes made of several files: what is shared is found, places name the right file, nothing is followed for ever."""

from pathlib import Path

from prisonersvoice_ar.documents import Content, load_scene

CORPUS = Path(__file__).resolve().parent.parent / "scenes"


def _with_includes(folder: Path, includes: str) -> Path:
    small = (CORPUS / "valid" / "small.yaml").read_text(encoding="utf-8")
    folder.mkdir(parents=True)
    scene = folder / "scene.yaml"
    scene.write_text(small.rstrip() + f"\n{includes}", encoding="utf-8")
    return scene


def test_a_scene_is_told_from_all_its_files(content: Content) -> None:
    scene = load_scene(content.scenes / "valid" / "include.yaml", content).value
    assert scene is not None
    assert list(scene.beats) == ["arrive", "lamp", "rest"]
    assert [Path(file).name for file in scene.files] == ["include.yaml", "lamp.yaml"]
    lamp = scene.beats["lamp"]
    assert lamp.place is not None
    assert lamp.place.file.endswith("_shared/lamp.yaml")
    assert lamp.say[0].place is not None
    assert lamp.say[0].place.line == 7
    assert scene.sources["s9"].title == "Rules"


def test_what_lies_beside_a_scene_of_ones_own_is_shared_too(own_content: Content, tmp_path: Path) -> None:
    beside = tmp_path / "мої сцени" / "_shared"
    beside.mkdir(parents=True)
    text = (CORPUS / "_shared" / "lamp.yaml").read_text(encoding="utf-8").replace("id: lamp", "id: own-lamp")
    (beside / "own-lamp.yaml").write_text(text, encoding="utf-8")
    scene = _with_includes(beside.parent / "small", "  - include: own-lamp\n")
    loaded = load_scene(scene, own_content)
    assert loaded.value is not None
    assert str(beside / "own-lamp.yaml") in loaded.value.files


def test_includes_that_beget_includes_come_to_an_end(own_content: Content) -> None:
    shared = own_content.scenes / "_shared"
    for number in range(120):
        text = f"format: 1\nbeats:\n  - {{include: chain-{number + 1}}}\n"
        (shared / f"chain-{number}.yaml").write_text(text, encoding="utf-8")
    scene = _with_includes(own_content.scenes / "small", "  - include: chain-0\n")
    codes = [problem.code for problem in load_scene(scene, own_content).errors]
    assert codes == ["too-many-includes"]
