"""The page in a headless Chromium without a network: it loads nothing, complains of nothing, and can be used."""

import os
import struct
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from prisonersvoice_ar.authoring.script.page import page as script_page
from prisonersvoice_ar.authoring.script.rows import script_of
from prisonersvoice_ar.authoring.storyboard.board import Pictured, board
from prisonersvoice_ar.authoring.storyboard.page import page
from prisonersvoice_ar.authoring.storyboard.shots import shots
from prisonersvoice_ar.stage.picture import jpeg
from tests.storyboard.browser import Browser, chromium
from tests.storyboard.told import HOSTILE, TODAY, beside, hostile_scene, scene

PROGRAM = chromium()
pytestmark = pytest.mark.skipif(
    PROGRAM is None or os.name != "posix",
    reason="there is no Chromium here: apt-get install chromium, or put Chrome on the path",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with pictures that are pictures, in a folder with a Cyrillic name."""
    here = scene()
    picture = jpeg(np.full((90, 160, 3), (30, 90, 160), np.uint8))
    pictured = [Pictured(shot, picture, (160, 90)) for shot in shots(here, "uk")]
    file = tmp_path_factory.mktemp("сторінка") / "storyboard.html"
    text = page(board(here, "uk", "diorama", TODAY, beside=beside(), pictures=pictured))
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PROGRAM is not None
    opened = Browser(PROGRAM, tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


@pytest.fixture
def shown(browser: Browser, made: Path) -> Browser:
    browser.requests.clear()
    browser.complaints.clear()
    browser.resize(1280, 900)
    browser.open("about:blank")
    browser.open(made.as_uri())
    return browser


def _visible(browser: Browser, selector: str) -> list[Any]:
    script = f"""[...document.querySelectorAll({selector!r})].filter(e => e.getClientRects().length).map(e => e.getAttribute('lang'))"""
    return list(browser.value(script))


def test_it_is_whole_in_itself(shown: Browser, made: Path) -> None:
    asked = [url for url in shown.requests if not url.startswith(("data:image/jpeg", "about:"))]
    assert asked == [made.as_uri()]
    assert shown.complaints == []
    assert shown.value("[...document.images].every(i => i.complete && i.naturalWidth === 160)")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_run_nothing(browser: Browser, tmp_path: Path, text: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(board(hostile_scene(text), "en", "diorama", TODAY)), encoding="utf-8")
    browser.requests.clear()
    browser.complaints.clear()
    browser.open(file.as_uri())
    assert browser.requests == [file.as_uri()]
    assert browser.complaints == []
    assert browser.value("document.scripts.length") == 0
    assert browser.value("document.querySelectorAll('article').length") == 5


def test_the_drawing_leads_to_the_beat(shown: Browser) -> None:
    x, y = shown.value(
        """(() => {
          const node = [...document.querySelectorAll('svg a[href="#beat-door"]')].find(a => a.getClientRects().length);
          node.scrollIntoView({block: 'center', behavior: 'instant'});
          const at = node.getBoundingClientRect();
          return [at.x + at.width / 2, at.y + at.height / 2];
        })()"""
    )
    shown.click(x, y)
    assert shown.value("location.hash") == "#beat-door"
    assert shown.value("document.querySelector(':target').id") == "beat-door"


def test_a_citation_leads_to_its_source_and_back(shown: Browser) -> None:
    shown.value("document.querySelector('#beat-arrive .cites a').click()")
    assert shown.value("document.querySelector(':target').id") == "source-s1"
    shown.value("document.querySelector(':target .cited a').click()")
    assert shown.value("document.querySelector(':target').id") == "line-a-1"


def test_the_pages_language_is_changed_by_the_keyboard_and_without_a_script(shown: Browser) -> None:
    assert set(_visible(shown, ".ui")) == {"uk"}
    shown.key("Tab")
    assert shown.value("document.activeElement.id") == "ui-uk"
    shown.key("ArrowRight")
    assert set(_visible(shown, ".ui")) == {"en"}
    # the scene's own texts stay, in every language
    assert set(_visible(shown, ".words")) >= {"uk", "en"}
    shown.key("Tab")
    assert shown.value("document.activeElement.className") == "skip"


def test_everything_that_leads_somewhere_has_a_name(shown: Browser) -> None:
    tree = shown.call("Accessibility.getFullAXTree")["nodes"]
    roles = ("link", "radio", "image", "heading", "region")
    named = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node.get("ignored") and node["role"]["value"] in roles
    ]
    assert named
    assert [role for role, name in named if not name.strip()] == []
    levels = shown.value("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_it_fits_wide_and_narrow_by_day_and_by_night(shown: Browser, width: int, dark: bool) -> None:
    shown.resize(width, 900, dark=dark)
    assert shown.value("document.documentElement.scrollWidth") <= width
    data = shown.picture()
    assert struct.unpack(">II", data[16:24]) == (width, 900)
    back, ink = shown.value(
        """['backgroundColor', 'color'].map(k => getComputedStyle(document.body)[k].match(/\\d+/g).map(Number))"""
    )
    assert (sum(back) < sum(ink)) is dark


def test_it_prints(shown: Browser) -> None:
    assert shown.value("document.querySelectorAll('path.arrow.choice').length") > 0
    shown.call("Emulation.setEmulatedMedia", media="print")
    hidden = "[...document.querySelectorAll('svg')].find(e => e.getClientRects().length).querySelectorAll('.arrow')"
    assert shown.value(f"[...{hidden}].every(e => e.getClientRects().length)"), (
        "choices have arrows on paper too"
    )
    assert shown.value("document.querySelector('header .choice').getClientRects().length") == 0
    address = "getComputedStyle(document.querySelector('.where a'), '::after').content"
    assert shown.value(address) != "none", "nothing can be clicked on paper: the address is written out"
    shown.call("Emulation.setEmulatedMedia", media="")
    data = shown.pdf()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 3


_SMALLEST = """Math.min(...[...document.querySelectorAll('body *')].filter(
  e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim())
).map(e => {
  const svg = e.closest('svg'), size = parseFloat(getComputedStyle(e).fontSize);
  return svg ? size * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : size;
}))"""


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_no_letter_is_smaller_than_twelve_pixels(shown: Browser, width: int) -> None:
    shown.resize(width, 900)
    assert shown.value(_SMALLEST) >= 12.0


def test_a_drawing_wider_than_a_telephone_opens_at_its_first_box(browser: Browser, tmp_path: Path) -> None:
    here = scene()
    ask = here.beats["ask"]
    doors = [replace(here.beats["lost"], id=f"door-{index}") for index in range(5)]
    many = tuple(replace(ask.choice[0], id=door.id, go=door.id, aside=None) for door in doors)
    beats = {**here.beats, "ask": replace(ask, choice=many)} | {door.id: door for door in doors}
    file = tmp_path / "page.html"
    file.write_text(page(board(replace(here, beats=beats), "en", "diorama", TODAY)), encoding="utf-8")
    browser.resize(320, 900)
    browser.open(file.as_uri())
    left, right, width, whole = browser.value(
        """(() => {
          const frame = document.querySelector('.drawing');
          const first = [...frame.querySelectorAll('.first rect')].find(e => e.getClientRects().length);
          const at = first.getBoundingClientRect(), out = frame.getBoundingClientRect();
          return [at.left - out.left, out.right - at.right, frame.clientWidth, frame.scrollWidth];
        })()"""
    )
    assert whole > width, "it is too wide to be seen at once"
    assert left == pytest.approx(right, abs=3.0), "the box is in the middle"
    moved = browser.value(
        """new Promise(done => setTimeout(() => {
          const frame = document.querySelector('.drawing');
          frame.scrollLeft = 3;
          requestAnimationFrame(() => done(frame.scrollLeft));
        }, 250))"""
    )
    assert moved == 3, "and one may scroll from there"


def test_the_numbers_fit_a_telephone(shown: Browser) -> None:
    shown.resize(390, 900)
    assert shown.value("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.scrolls'))")


def test_a_recording_script_fits_a_telephone(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "script.html"
    file.write_text(script_page(script_of(scene(), "uk")), encoding="utf-8")
    browser.resize(390, 900)
    browser.open(file.as_uri())
    assert browser.value("document.querySelectorAll('.takes .box').length") > 4
    assert browser.value("document.documentElement.scrollWidth") <= 390
