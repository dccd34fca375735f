"""The recording script: what stands around a line, the page, and the sheet."""

import re
import zipfile
from pathlib import Path

import pytest

from prisonersvoice_ar.app.cli import run
from prisonersvoice_ar.authoring.script.context import contexts
from prisonersvoice_ar.authoring.script.files import Written, write_script
from prisonersvoice_ar.authoring.script.page import page
from prisonersvoice_ar.authoring.script.rows import script_of, seconds_allowed
from prisonersvoice_ar.core.captions import reading_time
from prisonersvoice_ar.core.script.model import After, Beat, Branch, Choice, Condition, Line, Scene
from tests.authoring.voice_makers import beat, make_scene, reload, speech, write_wav

LOOKED = Condition(looked_at="lamp")


def story(*beats: Beat) -> Scene:
    """A scene of nothing but beats."""
    return Scene(
        "trial", {"en": "T"}, {}, "composite", {}, (), 14, 1, None, "seated", (), {}, 0.05,  # type: ignore[arg-type]
        {one.id: one for one in beats}, beats[0].id, ("en",),
    )  # fmt: skip


def says(name: str, *then: Branch, **more: object) -> Beat:
    lines = () if more.pop("silent", False) else (Line(f"{name}-1", {"en": f"{name} one."}),)
    return Beat(name, then, say=lines, **more)  # type: ignore[arg-type]


def around(scene: Scene, line: str) -> tuple[set[str], set[str]]:
    before, after = contexts(scene)[line]
    return {one.beat for one in before}, {one.beat for one in after}


def test_all_that_can_come_before_and_after_through_silent_beats_and_asides() -> None:
    scene = story(
        says("start", Branch("wait")),
        says("wait", Branch("left", LOOKED), Branch("right", aside="detour"), silent=True),
        says("left", Branch("end")),
        says("detour", Branch("return")),
        says("right", Branch("end")),
        says("end", Branch("actions")),
    )
    assert around(scene, "start-1") == ({""}, {"left", "detour"})
    assert around(scene, "left-1") == ({"start"}, {"end"})
    assert around(scene, "detour-1") == ({"start"}, {"right"})
    assert around(scene, "right-1") == ({"detour"}, {"end"})
    assert around(scene, "end-1") == ({"left", "right"}, {""})


def test_a_beat_that_is_said_once_may_be_passed_in_silence_where_it_can_come_again() -> None:
    hub = says("hub", Branch("once", LOOKED), Branch("end"))
    assert around(
        story(hub, says("once", Branch("hub"), once=True), says("end", Branch("actions"))), "hub-1"
    ) == (
        {
            "",
            "once",
            "hub",
        },  # who has looked once is sent through it for ever: its line is heard the first time
        {"once", "hub", "end"},
    )
    new = Branch("once", Condition(visited="once", negate=True))
    guarded = says("hub", new, Branch("end"))
    scene = story(guarded, says("once", Branch("hub"), once=True), says("end", Branch("actions")))
    assert around(scene, "hub-1") == ({"", "once"}, {"once", "end"})
    straight = story(hub, says("once", Branch("end"), once=True), says("end", Branch("actions")))
    assert around(straight, "hub-1") == ({""}, {"once", "end"})


def test_what_no_visit_hears_in_a_row_is_no_neighbour() -> None:
    def offered(name: str) -> Choice:
        return Choice(name, {"en": name}, name, Condition(visited=name, negate=True))

    scene = story(
        says("hub", Branch("end"), choice=(offered("left"), offered("right"))),
        says("left", Branch("secret", Condition(flag="key")), Branch("ask"), once=True),
        says("right", Branch("ask"), once=True, set={"key": True}),
        says("ask", Branch("end"), choice=(offered("left"), offered("right")), silent=True, until=After(9.0)),
        says("secret", Branch("end")),
        says("end", Branch("actions")),
    )
    assert around(scene, "left-1") == ({"hub", "right"}, {"right", "secret", "end"})
    assert around(scene, "right-1") == ({"hub", "left"}, {"left", "end"}), "never itself, nor the secret"
    assert around(scene, "secret-1")[0] == {"left"}


def test_a_story_too_large_to_be_walked_through_is_told_by_its_drawing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = story(
        says("a", Branch("b", Condition(flag="no")), Branch("c")), says("b", Branch("c")), says("c")
    )
    assert around(scene, "c-1")[0] == {"a"}
    monkeypatch.setattr("prisonersvoice_ar.authoring.script.adjoining.walked", lambda scene: None)
    assert around(scene, "c-1")[0] == {"a", "b"}


def test_a_choice_is_told_where_it_is_the_only_way(tmp_path: Path) -> None:
    choice = Choice("a", {"en": "What a letter can do"}, "a")
    hub = says("hub", Branch("b"), choice=(choice,))
    scene = story(hub, says("a", Branch("b")), says("b", Branch("actions")))
    (before,) = contexts(scene)["a-1"][0]
    assert before.choice == choice
    assert all(one.choice is None for one in contexts(scene)["b-1"][0])
    (sheet,) = write_script(script_of(scene, "en"), tmp_path, ("xlsx",)).made
    with zipfile.ZipFile(sheet) as archive:
        assert "(hub-1, in “hub”, the visitor has chosen “What a letter can do”)" in archive.read(
            "xl/sharedStrings.xml"
        ).decode("utf-8")


def test_the_seconds_that_a_line_may_take() -> None:
    line = Line("a", {"en": "One two three four five."}, pages={"uk": ("Раз.", "Два.")})
    assert seconds_allowed(line, "en") == (reading_time(line.text["en"]), 7.0)
    broken = Line("a", {"uk": "Раз. Два."}, pages={"uk": ("Раз.", "Два.")})
    assert seconds_allowed(broken, "uk") == (2.0, 14.0)


RISKY = {
    "tv-001": ("=1+1 камера. | Це <b>макет</b>.", "=cmd|'/c calc'!A1"),
    "tv-002": ("У ШІЗО не дають побачень.", "+49 30 ShIZO & more"),
    "tv-003": ("- Це ліжко.", "@SUM(A1)"),
    "tv-004": ("https://example.org/", "0123"),
}


def test_the_page_stands_alone_is_in_the_actors_language_and_takes_no_tag_from_a_text(tmp_path: Path) -> None:
    scene, _ = make_scene(tmp_path, RISKY)
    html = page(script_of(scene, "uk"))
    assert '<html lang="uk">' in html
    assert "Сценарій запису" in html
    assert "&lt;b&gt;макет" in html
    assert "<b>макет" not in html
    assert '<span class="seam"> ¦ </span>' in html
    assert "У <u>ШІЗО</u> не" in html
    assert '<span class="said">ши-зо́</span>' in html
    assert not re.search(r"(?:src|href)=|url\(|@import", html)
    english = page(script_of(scene, "en"))
    assert "Recording script" in english
    assert "shee-ZOH" in english


def sheet_xml(path: Path) -> tuple[str, str, str]:
    with zipfile.ZipFile(path) as archive:
        names = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")
        return tuple(archive.read(name).decode("utf-8") for name in names)  # type: ignore[return-value]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_no_text_becomes_a_formula_a_link_or_a_number(language: str, tmp_path: Path) -> None:
    scene, _ = make_scene(tmp_path, RISKY)
    (path,) = write_script(script_of(scene, language), tmp_path, ("xlsx",)).made
    cells, strings, styles = sheet_xml(path)
    assert "<f>" not in cells
    assert "<hyperlink" not in cells
    for row, (line, text) in enumerate(RISKY.items(), 2):
        assert re.search(rf'<c r="C{row}" s="\d+" t="s">', cells), line
        clean = text[language == "en"].split(" | ")[0]
        assert clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in strings
    quoted = {
        index
        for index, style in enumerate(re.findall(r"<xf [^>]*>", styles.split("<cellXfs")[1]))
        if "quotePrefix" in style
    }
    style = re.search(r'<c r="C4" s="(\d+)"', cells)
    assert style is not None
    assert int(style[1]) in quoted  # typed over in place, or saved as CSV, it stays a text
    assert 'state="frozen"' in cells


def test_a_sheet_that_somebody_filled_in_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scene, _ = make_scene(tmp_path, RISKY)
    (path,) = write_script(script_of(scene, "uk"), tmp_path, ("xlsx",)).made
    first = path.read_bytes()
    assert write_script(script_of(scene, "uk"), tmp_path, ("xlsx",)) == Written((path,), ())
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"2020-01-01T", b"2026-11-28T")
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    saved = path.read_bytes()
    assert run(["script", scene.folder, "--lang", "uk", "--format", "xlsx", "--out", str(tmp_path)]) == 0
    kept = tmp_path / "trial-uk-filled-1.xlsx"
    assert (kept.read_bytes(), path.read_bytes()) == (saved, first)
    assert f"{kept}: попередня таблиця" in capsys.readouterr().out


def test_only_what_is_wanted(tmp_path: Path) -> None:
    scene, content = make_scene(tmp_path, RISKY)
    write_wav(content.audio / "uk" / "tv-001.wav", speech(1.0))
    scene = reload(content)
    rows = script_of(scene, "uk", "missing").rows
    assert [row.line.id for row in rows] == ["tv-002", "tv-003", "tv-004"]
    assert script_of(scene, "uk", "changed").rows == ()
    assert "Записувати нічого" in page(script_of(scene, "uk", "changed"))
    # what came before it is told where it does not stand there
    assert "(tv-001, у «one»)" in page(script_of(scene, "uk", "missing"))


def test_the_command_says_where_the_files_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = beat("one", {"tv-001": ("Раз.", "One.")}, "then: two") + beat("two", {"tv-002": ("Два.", "Two.")})
    _, content = make_scene(tmp_path / "зміст 1", beats=two)
    scene, out = str(content.scenes / "trial"), tmp_path / "мій сценарій"
    assert run(["script", scene, "--out", str(out), "--lang", "uk", "--words", "en"]) == 0
    said = capsys.readouterr().out
    assert "uk: 2 lines (the scene has 2), 2 words, about 1 min" in said
    assert {path.name for path in out.iterdir()} == {"trial-uk.html", "trial-uk.xlsx"}
    assert str(out / "trial-uk.html") in said
    assert run(["script", scene, "--out", str(out), "--words", "uk"]) == 0
    assert "en: 2 репліки (у сцені 2), 2 слова, близько 1 хв" in capsys.readouterr().out
    assert run(["script", scene, "--format", "pdf"]) == 2
    assert run(["script", scene, "--lang", "pl"]) == 2
    assert run(["script", str(tmp_path / "nowhere")]) == 2
    assert run(["script", scene, "--out", str(out / "trial-uk.html")]) == 2
