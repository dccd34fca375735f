"""The page: everything is on it, nothing reaches beyond it, and no text breaks it."""

import re
from dataclasses import replace

import pytest

from prisonersvoice_ar.authoring.storyboard.board import Beside, board
from prisonersvoice_ar.authoring.storyboard.page import page
from prisonersvoice_ar.core.script.model import Voice
from prisonersvoice_ar.core.script.problem import Place, Problem, Severity
from tests.storyboard.told import HOSTILE, TODAY, Reader, hostile_scene, read, scene, told


@pytest.fixture(scope="module")
def shown() -> Reader:
    return read(told())


def _article(html: str, beat: str) -> str:
    found = re.search(rf'<article id="beat-{beat}".*?</article>', html, re.DOTALL)
    assert found
    return found[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out(text: str) -> None:
    plain, hostile = read(told()), read(told(shown=hostile_scene(text)))
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in plain.tags}
    assert not [name for _, attributes in hostile.tags for name in attributes if name.startswith("on")]
    # a text is there as it was written, but for what HTML cannot hold
    wanted = re.sub(r"[\x00\x0b]", "\ufffd", text)
    assert wanted in hostile.text
    assert sum(tag == "style" for tag, _ in hostile.tags) == 1


@pytest.mark.parametrize("text", ["", *HOSTILE])
def test_nothing_is_fetched_from_anywhere(text: str) -> None:
    here = read(told(shown=hostile_scene(text) if text else None))
    tags = {tag for tag, _ in here.tags}
    assert not tags & {"script", "link", "iframe", "object", "embed", "base", "form", "video", "audio", "use"}
    assert all(value.startswith("data:image/jpeg;base64,") for value in here.values("src"))
    style = "".join(said for where, said in here.texts if where == "style")
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in here.values("content")[0]


def test_whatever_the_keyboard_stops_at_has_a_name(shown: Reader) -> None:
    stops = [attributes for _, attributes in shown.tags if "tabindex" in attributes]
    assert len(stops) == 2
    assert all(attributes.get("aria-label") for attributes in stops)


def test_a_scene_in_none_of_the_pages_languages_is_timed_in_its_own() -> None:
    here = replace(scene(), languages=("uk",), written_in="uk", fallback="uk")
    english, ukrainian = (board(here, lang, "diorama", TODAY) for lang in ("en", "uk"))
    assert english.timing == ukrainian.timing
    assert '<html lang="en">' in page(english)


def test_links_lead_somewhere_on_the_page_or_to_a_plain_web_address(shown: Reader) -> None:
    ids = shown.values("id")
    assert len(ids) == len(set(ids))
    for href in shown.values("href"):
        assert href[1:] in ids if href.startswith("#") else href.startswith("https://"), href
    assert "https://example.org/report?a=1&b=2" in shown.values("href")
    assert not [href for href in shown.values("href") if "javascript" in href]
    outside = [a for tag, a in shown.tags if tag == "a" and not str(a["href"]).startswith("#")]
    assert all("noreferrer" in str(a["rel"]) for a in outside)


def test_all_languages_stand_side_by_side(shown: Reader) -> None:
    for beat in scene().beats.values():
        for line in beat.say:
            for text in line.text.values():
                assert text in shown.text or all(page in shown.text for page in line.pages.get("uk", ()))
    assert "Оберіть." in shown.text
    assert "The lamp" in shown.text


def test_what_is_stale_or_missing_is_marked_where_it_is() -> None:
    html = page(told())
    assert html.count('class="mark stale"') == 1
    assert "older than the text" in html
    asked = _article(html, "ask")
    assert "no translation" in asked
    assert "no translation" not in _article(html, "arrive")


def test_captions_as_the_author_breaks_them() -> None:
    html = page(told())
    assert '<span class="page">Перший рядок.</span><span class="break">' in html
    assert html.count('class="break"') == 1


def test_citations_lead_there_and_back() -> None:
    html = page(told())
    assert '<a href="#source-s1">s1</a>' in _article(html, "arrive")
    source = re.search(r'<li id="source-s1".*?</li>', html, re.DOTALL)
    assert source
    assert '<a href="#line-a-1">a-1</a>' in source[0]
    assert "No line cites it." in html


def test_facts_without_a_source_are_marked() -> None:
    arrive = _article(page(told()), "arrive")
    assert arrive.count('class="mark said"') == 1
    here = scene()
    ask = here.beats["ask"]
    likely = replace(ask, say=(replace(ask.say[0], text={"en": "Two thousand were held there in 2017."}),))
    html = page(told(shown=replace(here, beats={**here.beats, "ask": likely})))
    assert 'class="mark likely"' in _article(html, "ask")


def test_voices_are_told_apart() -> None:
    arrive = _article(page(told()), "arrive")
    assert "computer’s voice 3 s" in arrive
    assert "voice 4 s" in arrive
    assert "no voice, read in" in arrive


def test_notes_stand_beside_what_they_are_about() -> None:
    html = page(told())
    assert "Softer, please." in _article(html, "arrive")
    assert 'class="note done"' in _article(html, "ask")
    assert "What became of it?" in html[html.index('id="loose"') :]


def test_whose_words_and_who_has_looked(shown: Reader) -> None:
    for words in ("own words", "by letter", "read aloud", "legal, 2026-10-01"):
        assert words in shown.text
    assert "ши-зо́" in shown.text
    assert "isolation" in shown.text
    nobody = page(told(shown=replace(scene(), consent=None, reviews=())))
    assert "There is none. Without it" in nobody
    assert "Nobody has reviewed it yet." in nobody


def test_waits_and_cues_in_words_and_in_both_languages(shown: Reader) -> None:
    assert (
        "Waits until the visitor chooses or the visitor looks at “door” for 1.5 s or 20 s have passed."
        in shown.text
    )
    assert (
        "Чекає, поки відвідувач обере або відвідувач подивиться на «door» 1,5 с або мине 20 с." in shown.text
    )
    assert "Light “slit” goes to 80 % in 2 s, when “a-1” ends." in shown.text
    assert "Remembers that “came” is so." in shown.text


def test_a_beat_that_nothing_leads_to_is_marked(shown: Reader) -> None:
    html = page(told())
    assert "No way leads here." in _article(html, "lost")
    assert html.count("No way leads here.") == 1
    lost = [a for tag, a in shown.tags if tag == "a" and a.get("href") == "#beat-lost" and a.get("class")]
    assert all("unreached" in str(a["class"]) for a in lost)
    assert lost


def test_the_drawing_leads_to_every_beat_in_each_language(shown: Reader) -> None:
    for beat in scene().beats:
        nodes = [a for tag, a in shown.tags if tag == "a" and a.get("href") == f"#beat-{beat}"]
        assert sum("node" in str(a.get("class")) for a in nodes) == 2
    assert sum(tag == "svg" for tag, _ in shown.tags) == 2


def test_too_many_beats_are_listed_and_not_drawn() -> None:
    here = scene()
    more = {f"b-{n}": replace(here.beats["lost"], id=f"b-{n}", say=()) for n in range(250)}
    html = page(told(shown=replace(here, beats={**here.beats, **more})))
    assert "<svg" not in html
    assert "are too many for one drawing" in html


def test_one_language_of_the_page_is_shown_and_the_other_can_be() -> None:
    for lang, other in (("uk", "en"), ("en", "uk")):
        here = read(told(lang))
        switches = {str(a["id"]): a for tag, a in here.tags if tag == "input"}
        assert "checked" in switches[f"ui-{lang}"]
        assert "checked" not in switches[f"ui-{other}"]
        said = [(a["lang"], a) for tag, a in here.tags if tag == "span" and a.get("class") == "ui"]
        assert {code for code, _ in said} == {"uk", "en"}
        style = "".join(text for where, text in here.texts if where == "style")
        assert f"#ui-{lang}:checked ~ * .ui[lang={other}] {{ display: none; }}" in style


def test_what_check_says_is_there_in_both_languages() -> None:
    problem = Problem("fact-uncited", "", Place("scenes/told/scene.yaml", 7), facts=(("line", "a-2"),))
    here = told()
    html = page(replace(here, beside=Beside(problems=(replace(problem, severity=Severity.WARNING),))))
    assert "scenes/told/scene.yaml:7" in html
    checked = html[html.index('id="checked"') :]
    assert 'lang="uk"' in checked
    assert "a-2" in checked


def test_pictures_say_what_they_show(shown: Reader) -> None:
    alts = shown.values("alt")
    assert any(alt.startswith("arrive: звучить a-2. «") for alt in alts), (
        "that in which the light has changed"
    )
    waits = next(alt for alt in alts if alt.startswith("ask: чекає. «"))
    assert all(f"«{choice.text['uk']}»" in waits for choice in scene().beats["ask"].choice), (
        "what can be read"
    )
    assert len(alts) == 6


def test_a_draft_a_cell_that_is_not_built_and_a_voice_of_other_words_are_marked() -> None:
    here = scene()
    assert "A draft" not in page(told())
    assert "is not built yet" not in page(told())
    arrive = here.beats["arrive"]
    old = replace(arrive.say[0], voices={"uk": Voice("/a", 4.0, stale=True)})
    changed = replace(
        here,
        draft=True,
        place=replace(here.place, kind="holding-cell"),
        beats={**here.beats, "arrive": replace(arrive, say=(old, *arrive.say[1:]))},
    )
    html = page(told(shown=changed))
    assert "A draft: not for visitors yet." in html
    assert "The cell “holding-cell” is not built yet." in html
    assert "of other words" in _article(html, "arrive")
