"""The scenes that ship, line by line: every caption fits every screen, in every language."""

from pathlib import Path
from typing import Any

import pytest
from panda3d.core import TextNode

from prisonersvoice_ar.app.content import content
from prisonersvoice_ar.core.captions import pages, reading_time
from prisonersvoice_ar.core.layout import caption_type
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents.scenes import load_scene
from prisonersvoice_ar.words import LANGUAGES, Interface

SIZES = [(1024, 768), (1280, 720), (1920, 1080), (1080, 1920), (3840, 2160)]


@pytest.fixture(scope="module", params=["fifteen-days"])
def shipped(request: pytest.FixtureRequest, root: Path) -> Scene:
    scene = load_scene(root / "scenes" / request.param, content()).value
    assert scene is not None
    return scene


@pytest.mark.parametrize("size", SIZES)
def test_every_line_is_shown_whole(easel: Any, shipped: Scene, size: tuple[int, int]) -> None:
    measure = easel.screens._type.measure
    style = caption_type(size, measure)
    lines = [line for beat in shipped.beats.values() for line in beat.say]
    assert len(lines) > 10
    for line in lines:
        for lang in shipped.languages:
            text = line.text[lang]
            split = pages(text, style.fits(measure), reading_time(text))
            assert " ".join(page.text for page in split) == text
            for page in split:
                assert len(page.lines) <= 2
                assert all(measure(part, style.px, True) <= style.width for part in page.lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_theme_has_words(shipped: Scene, lang: str) -> None:
    assert [theme for theme in shipped.themes if not Interface(lang).has(f"theme-{theme}")] == []


@pytest.mark.parametrize("bold", [False, True])
def test_the_type_holds_every_letter_that_is_said(easel: Any, shipped: Scene, root: Path, bold: bool) -> None:
    words = root / "prisonersvoice_ar" / "words"
    said = {c for beat in shipped.beats.values() for line in beat.say for t in line.text.values() for c in t}
    said |= {c for lang in LANGUAGES for c in (words / f"{lang}.ftl").read_text("utf-8")}
    said |= set("ґҐєЄіІїЇ’ʼ«»„“”—–…№₴←→↑↓×·áçéğıöşüñłżźćńÇĞÖŞÜ")
    node = TextNode("letters")
    node.setFont(easel.screens._type._font(24, bold))
    assert not node.hasCharacter("字")
    assert [c for c in said if c.isprintable() and not c.isspace() and not node.hasCharacter(c)] == []
