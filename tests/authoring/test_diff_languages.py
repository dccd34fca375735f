"""In which language a difference is told that the reader's own does not have."""

from pathlib import Path

from prisonersvoice_ar.authoring.comparing.compare import compare
from prisonersvoice_ar.authoring.comparing.texts import compare_texts
from prisonersvoice_ar.authoring.scenery import read_writing
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, load_scene
from tests.authoring.own_scene import own_content, scene_of
from tests.authoring.test_diff import said


def load(content: Content) -> Scene:
    scene = load_scene(scene_of(content), content).value
    assert scene is not None
    return scene


GERMAN = (
    (
        'title: {uk: "П’ятнадцять діб", en',
        'languages: {written: uk, fallback: uk}\ntitle: {de: "T", uk: "П’ятнадцять діб", en',
    ),
    ("      - id: fd-006\n", '      - {id: fd-040, text: {de: "Ja.", uk: "Так."}}\n      - id: fd-006\n'),
    (
        "{id: rules, text: {uk",
        '{id: more, text: {de: "Mehr", uk: "Ще"}, go: rest}\n      - {id: rules, text: {uk',
    ),
)


def test_a_text_that_lacks_the_readers_language_is_shown_in_the_scenes_fallback(
    tmp_path: Path,
) -> None:
    old, new = own_content(tmp_path / "old"), own_content(tmp_path / "new")
    file = scene_of(new)
    text = scene_of(old).read_text("utf-8")
    for was, now in GERMAN:
        assert was in text, was
        text = text.replace(was, now, 1)
    file.write_text(text, "utf-8")
    told = "\n".join(said(compare(load(old), load(new), "en")))
    assert "“Так.”" in told
    assert "“Ще”" in told
    assert "Mehr" not in told
    told = "\n".join(said(compare_texts(read_writing(scene_of(old), old), read_writing(file, new), "en")))
    assert "“Так.”" in told
    assert "Ja." not in told
