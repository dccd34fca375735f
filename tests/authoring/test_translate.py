"""Texts go to translators and come back beside their neighbours; what is unsure, old or unknown is told."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from prisonersvoice_ar.authoring.edits import History, save
from prisonersvoice_ar.authoring.edits.undoing import undo
from prisonersvoice_ar.authoring.scenery import read_writing
from prisonersvoice_ar.authoring.translating.exporting import export
from prisonersvoice_ar.authoring.translating.importing import Imported, Importing
from prisonersvoice_ar.authoring.translating.reading import PoFile, read_po_file
from prisonersvoice_ar.authoring.translating.records import note_first_seen, read_made, stale_of
from prisonersvoice_ar.authoring.translating.status import accept, status
from prisonersvoice_ar.authoring.translating.texts import Texts, hash_of, read_texts
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.core.script.texts import stale
from prisonersvoice_ar.documents import Content, load_scene
from tests.authoring.own_scene import add_line, own_content, scene_of

TWO, MENDED = "Два метри завширшки.", "Два метри вшир."


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return own_content(tmp_path)


def texts_of(content: Content) -> Texts:
    return read_texts(scene_of(content), content)


def made_of(content: Content) -> dict[str, dict[str, str]]:
    return read_made(scene_of(content).parent, content)


def exported(content: Content, lang: str, translations: dict[str, str] | None = None) -> Path:
    """Export, and translate as a translator's program would."""
    path = content.root / "out" / f"{lang}.po"
    save([export(texts_of(content), lang, made_of(content), path)])
    with path.open("rb") as stream:
        catalog = read_po(stream)
    for message in catalog:
        if message.context in (translations or {}):
            message.string = (translations or {})[message.context]
            message.flags.discard("fuzzy")
    with path.open("wb") as stream:
        write_po(stream, catalog, width=60)
    return path


def imported(content: Content, *paths: Path, to: str | None = None, fuzzy: bool = False) -> list[Imported]:
    importing = Importing(texts_of(content), made_of(content), fuzzy=fuzzy)
    found = [importing.take(read_po_file(path), to) for path in paths]
    History(scene_of(content).parent).record("translate", "x", importing.writes())
    return found


def mend(content: Content, old: str, new: str) -> None:
    file = scene_of(content)
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def note(content: Content) -> int:
    write, count = note_first_seen(read_writing(scene_of(content), content), content)
    save([write])
    return count


def test_a_translator_is_told_what_a_text_is(content: Content) -> None:
    raw = exported(content, "pl").read_text("utf-8")
    entry = raw.split('msgctxt "line/fd-002"')[0].rsplit("\n\n", 1)[1]
    said = " ".join(line.removeprefix("#. ") for line in entry.splitlines())
    for part in (
        "Beat arrive: line 2 of 6, spoken",
        "Direction: ШІЗО як одне слово",
        "Before: “Перед вами камера",
        "After: “Слова самих",
        "Seconds: 4.8 to 14.0",
        "Source s1: Prison Within a Prison",
        "[en] In Russian prisons",
        "#: scenes/fifteen-days/scene.yaml:103",
    ):
        assert part in said, part
    assert '"Language: pl\\n"' in raw


def test_a_new_language_stands_beside_its_neighbours_in_their_style(content: Content) -> None:
    words = {
        "title": "Piętnaście dób",
        "line/fd-001": 'To "cela": \\ #1',
        "choice/crossroads/rules": "Zasady",
    }
    before = scene_of(content).read_text("utf-8")
    (found,) = imported(content, exported(content, "pl", words))
    assert (found.taken, found.empty) == (["title", "line/fd-001", "choice/crossroads/rules"], 39)
    after = scene_of(content).read_text("utf-8")
    expected = before.replace('en: "Fifteen days"}', 'en: "Fifteen days", pl: "Piętnaście dób"}')
    expected = expected.replace('en: "What the rules say"}', 'en: "What the rules say", pl: "Zasady"}')
    line = '          en: "Before you is a punishment cell. It is a model, not any particular cell."\n'
    assert after == expected.replace(line, line + '          pl: "To \\"cela\\": \\\\ #1"\n')
    scene = load_scene(scene_of(content), content).value
    assert scene is not None
    assert scene.languages == ("uk", "en", "pl")
    assert status(texts_of(content), made_of(content))["languages"]["pl"]["done"] == 3
    undo(History(scene_of(content).parent), (content.scenes,))
    assert scene_of(content).read_text("utf-8") == before
    assert not scene_of(content).with_name("translations.yaml").exists()


@pytest.mark.parametrize(
    ("lang", "written"), [("pt-BR", '"pt-BR"'), ("zh-Hans", '"zh-Hans"'), ("no", '"no"'), ("crh", "crh")]
)
def test_any_language_code_is_written_so_that_it_stays_a_text(
    content: Content, lang: str, written: str
) -> None:
    imported(content, exported(content, lang, {"title": "T", "line/fd-001": "L"}))
    text = scene_of(content).read_text("utf-8")
    assert f'en: "Fifteen days", {written}: "T"}}' in text
    assert f'          {written}: "L"\n' in text
    assert status(texts_of(content), made_of(content))["languages"][lang]["done"] == 2


def test_a_region_that_a_program_put_into_the_header_is_no_other_language(content: Content) -> None:
    path = exported(content, "en", {"title": "T"})
    path.write_text(path.read_text("utf-8").replace("Language: en", "Language: en_GB"), "utf-8")
    (found,) = imported(content, path, to="en")
    assert (found.language, found.taken) == ("en", ["title"])
    assert 'en: "T"}' in scene_of(content).read_text("utf-8")


def test_lines_that_have_no_id_yet_are_counted_and_not_given_out_as_one(content: Content) -> None:
    for said in ("Раз.", "Два."):
        add_line(content, "fd-002", f'{{text: {{uk: "{said}"}}}}')
    texts = texts_of(content)
    assert (texts.nameless, "line/None" in texts.by_key, len(texts.by_key)) == (2, False, 42)


def test_a_file_of_another_scene_is_neither_taken_nor_written_over(content: Content) -> None:
    """Every scene has a title: it alone would be taken, and the rest of a translator's work be called obsolete."""
    path = exported(content, "pl", {"title": "T", "line/fd-001": "L"})
    work = path.read_bytes()
    file = scene_of(content)
    other = file.parent.with_name("other") / "scene.yaml"
    other.parent.mkdir()
    other.write_text(
        "id: other\ntitle: {uk: А}\nbeats:\n  - {id: a, say: {id: ot-001, text: {uk: Б}}}\n", "utf-8"
    )
    texts = read_texts(other, content)
    with pytest.raises(ContentError, match="exported from another scene, fifteen-days, so nothing was taken"):
        Importing(texts, {}).take(read_po_file(path))
    with pytest.raises(ContentError, match="another scene, fifteen-days, so it was not written over"):
        export(texts, "pl", {}, path)
    assert path.read_bytes() == work
    mend(content, "id: fifteen-days", "id: fifteen-nights")  # the scene's own name may change
    assert imported(content, path)[0].taken == ["title", "line/fd-001"]


def test_line_ends_of_any_system_are_read(content: Content) -> None:
    path = exported(content, "pl", {"title": "T"})
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r"))
    assert imported(content, path)[0].taken == ["title"]


@pytest.mark.parametrize("words", ["'б'", "|\n            б\n            в", ">-\n            б"])
def test_the_style_of_a_text_is_its_neighbours(content: Content, words: str) -> None:
    mend(content, '"Перед вами камера штрафного ізолятора. Це макет, а не якась конкретна камера."', words)
    mend(content, '"Before you is a punishment cell. It is a model, not any particular cell."', words)
    imported(content, exported(content, "pl", {"line/fd-001": "it's", "title": "T"}))
    expected = {"'": "'it''s'", "|": "|-\n            it's", ">": ">-\n            it's"}[words[0]]
    assert f"          pl: {expected}\n" in scene_of(content).read_text("utf-8")


def test_a_language_without_a_title_gets_one_to_be_translated(content: Content) -> None:
    (found,) = imported(content, exported(content, "pl", {"line/fd-001": "Cela"}))
    assert "translate it too" in found.remarks[0]
    state = status(texts_of(content), made_of(content))["languages"]["pl"]
    assert state["stale"] == ["title"]


def test_a_changed_text_makes_its_translations_stale_until_they_are_mended(content: Content) -> None:
    assert note(content) == 42
    assert note(content) == 0
    mend(content, TWO, MENDED)
    assert status(texts_of(content), made_of(content))["languages"]["en"]["stale"] == ["line/fd-004"]
    path = exported(content, "en")
    assert [entry.key for entry in read_po_file(path).entries if entry.fuzzy] == ["line/fd-004"]
    (found,) = imported(content, path)
    assert (found.fuzzy, found.same) == (["line/fd-004"], 41)
    (found,) = imported(content, exported(content, "en", {"line/fd-004": "Two metres across."}))
    assert found.taken == ["line/fd-004"]
    assert status(texts_of(content), made_of(content))["languages"]["en"]["stale"] == []


def test_a_translation_that_is_right_after_all_is_accepted(content: Content) -> None:
    note(content)
    mend(content, TWO, MENDED)
    texts, made = texts_of(content), made_of(content)
    assert accept(texts, made, ["line/fd-001"], ("en",)) == []
    assert accept(texts, made, ["all"], ("en",)) == ["line/fd-004 en"]
    assert status(texts, made)["languages"]["en"]["stale"] == []
    with pytest.raises(UsageError, match='no text "line/fd-999"'):
        accept(texts, made, ["line/fd-999"], ("en",))


def test_what_comes_back_late_is_taken_and_stale(content: Content) -> None:
    path = exported(content, "pl", {"line/fd-004": "Dwa metry.", "title": "T"})
    mend(content, TWO, MENDED)
    (found,) = imported(content, path)
    assert (found.old, "line/fd-004" in found.taken) == (["line/fd-004"], True)
    assert status(texts_of(content), made_of(content))["languages"]["pl"]["stale"] == ["line/fd-004"]


def test_a_caption_break_alone_makes_nothing_stale_and_is_kept_in_mind(content: Content) -> None:
    note(content)
    mend(content, "Два метри завширшки. Три", "Два метри завширшки. | Три")
    assert status(texts_of(content), made_of(content))["languages"]["en"]["stale"] == []
    (found,) = imported(content, exported(content, "pl", {"line/fd-004": "Dwa metry. Trzy.", "title": "T"}))
    assert found.remarks == ["line/fd-004: its captions break in other places than in uk ( | )"]


@pytest.mark.parametrize("written", ["a | b", "a |\n            b", "a\t|  b", "a|b", "a\n\n            b"])
def test_check_and_translate_know_a_text_by_one_hash(content: Content, written: str) -> None:
    """Of a line, what is said counts, without its marks; of the rest, all of it."""
    mend(
        content,
        '"Перед вами камера штрафного ізолятора. Це макет, а не якась конкретна камера."',
        f"|\n            {written}",
    )
    mend(content, 'title: {uk: "П’ятнадцять діб"', 'title: {uk: "П’ятнадцять | діб"')
    note(content)
    scene = load_scene(scene_of(content), content).value
    assert scene is not None
    assert scene.beats["arrive"].say[0].text["uk"] in ("a b", "a|b", "a\n\nb")
    assert stale(scene, made_of(content)) == []
    texts = texts_of(content)
    assert stale_of(texts, made_of(content), "en") == []
    assert hash_of("title", "а | б") != hash_of("title", "а б")


def test_keys_that_the_scene_has_not_are_listed(content: Content) -> None:
    path = exported(content, "pl", {"title": "T"})
    path.write_text(path.read_text("utf-8").replace("line/fd-001", "line/fd-901"), "utf-8")
    (found,) = imported(content, path)
    assert [name.split(" ")[0] for name in found.unknown] == ["line/fd-901"]


def test_unimported_work_is_never_written_over(content: Content) -> None:
    path = exported(content, "pl", {"title": "T"})
    raw = path.read_bytes()
    with pytest.raises(ContentError, match="1 translations that the scene has not"):
        export(texts_of(content), "pl", {}, path)
    assert path.read_bytes() == raw
    imported(content, path)
    save([export(texts_of(content), "pl", made_of(content), path)])


def test_what_translators_wrote_outlives_the_next_export(content: Content) -> None:
    path = exported(content, "pl", {"title": "T", "line/fd-001": "Cela"})
    imported(content, path)
    text = path.read_text("utf-8")
    text = text.replace("# A fuzzy entry", "# Anna: ask the editor.\n# A fuzzy entry", 1)
    text = text.replace('"Last-Translator: \\n"', '"Last-Translator: Anna\\n"')
    text = text.replace(
        'msgctxt "line/fd-001"',
        '# Anna: a cell, not a ward\n#, no-wrap\n#| msgid "ehedem"\nmsgctxt "line/fd-001"',
    )
    text += '\nmsgctxt "line/gone-1"\nmsgid "Піша."\nmsgstr "Poszła."\n'
    text += '\n# kept for later\n#~ msgctxt "line/old-1"\n#~ msgid "Старе."\n#~ msgstr "Stare."\n'
    text += '\n#~ msgctxt "line/old-2"\n#~ msgid "Старе."\n#~ msgstr "Stara."\n'
    back = "Перед вами камера штрафного ізолятора. Це макет, а не якась конкретна камера."
    text += f'\n#~ msgctxt "line/fd-001"\n#~ msgid "{back}"\n#~ msgstr "Cela, która wróciła."\n'
    path.write_text(text, "utf-8")
    for _ in range(2):
        save([export(texts_of(content), "pl", made_of(content), path)])
    after = path.read_text("utf-8")
    for said in (
        "# Anna: ask the editor.",
        "Last-Translator: Anna",
        "# Anna: a cell, not a ward",
        "#, no-wrap",
        '#~ msgctxt "line/gone-1"\n#~ msgid "Піша."\n#~ msgstr "Poszła."',
        '# kept for later\n#~ msgctxt "line/old-1"\n#~ msgid "Старе."\n#~ msgstr "Stare."',
        '#~ msgstr "Stara."',
        "# A fuzzy entry was made",
    ):
        assert after.count(said) == 1, said
    assert "ehedem" not in after
    assert "która wróciła" not in after, "the scene has that text again, and a newer translation"
    assert [entry.key for entry in read_po_file(path).entries if entry.text] == ["title", "line/fd-001"]


PO = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgctxt "title"\nmsgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"garbage", ":1: this is no line"),
        (PO.replace('"b"', '"b').encode(), ":8: this is no line"),
        (PO.replace("utf-8", "klingon").encode(), "klingon"),
        (PO.encode() + '\nmsgctxt "summary"\nmsgid "é"\n'.encode("latin-1"), ":11: this is not utf-8"),
        (PO.encode() + b'\nmsgctxt "title"\nmsgid "a"\nmsgstr "c"\n', "stands twice, first in line 6"),
        (
            PO.encode() + b'\nmsgctxt ""\n"ti"\n"tle"\nmsgid "a"\nmsgstr "c"\n',
            ':10: msgctxt "title" stands twice',
        ),
        (PO.encode() + b'\nmsgctxt "x"\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "c"\n', "no plurals"),
        (b"\xff\xfe\x00m", "not utf-8"),
    ],
)
def test_a_broken_po_file_is_named_with_its_line(tmp_path: Path, raw: bytes, why: str) -> None:
    (tmp_path / "a.po").write_bytes(raw)
    with pytest.raises(ContentError, match=why):
        read_po_file(tmp_path / "a.po")


@pytest.mark.parametrize(
    ("language", "to", "why"),
    [
        ("", None, "does not say the language"),
        ("uk", None, "written in"),
        ("ua", None, "no language"),
        ("pl", "de", "--to says de"),
        ("pt-BR", "pt-PT", "--to says pt-PT"),
        ("en-GB", None, "says en-GB, and this scene has en"),
    ],
)
def test_the_language_of_the_header_is_checked(
    content: Content, language: str, to: str | None, why: str
) -> None:
    with pytest.raises(ContentError, match=why):
        Importing(texts_of(content), {}).take(PoFile(Path("a.po"), language, ()), to)


def test_control_characters_are_refused(content: Content) -> None:
    path = exported(content, "pl", {"title": "T\x07"})
    with pytest.raises(ContentError, match=r"U\+0007"):
        Importing(texts_of(content), {}).take(read_po_file(path))


@pytest.mark.parametrize("style", ['"', "'", "|"])
@pytest.mark.parametrize("unseen", ["\u202e", "\u200b", "\ufeff", "\xad"])
def test_what_nobody_sees_is_kept_so_that_check_takes_it(content: Content, unseen: str, style: str) -> None:
    """Translators' programs put such in; raw, it would lock the author out of the scene."""
    if style != '"':
        words = {"'": "'б'", "|": "|\n            б"}[style]
        mend(
            content, '"Перед вами камера штрафного ізолятора. Це макет, а не якась конкретна камера."', words
        )
        mend(content, '"Before you is a punishment cell. It is a model, not any particular cell."', words)
    (found,) = imported(content, exported(content, "pl", {"line/fd-001": f"Ce{unseen}la", "title": "T"}))
    assert len(found.remarks) == 1
    assert "line/fd-001" in found.remarks[0]
    assert f"U+{ord(unseen):04X}" in found.remarks[0]
    assert unseen not in scene_of(content).read_text("utf-8")
    scene = load_scene(scene_of(content), content).value
    assert scene is not None
    assert scene.beats["arrive"].say[0].text["pl"] == f"Ce{unseen}la"


def test_a_scene_that_waits_for_a_sound_is_translated_meanwhile(content: Content) -> None:
    mend(content, "sound: corridor-hum, level_db: -28", "sound: not-there-yet")
    assert load_scene(scene_of(content), content).value is None
    imported(content, exported(content, "pl", {"title": "T", "line/fd-001": "Cela"}))
    assert status(texts_of(content), made_of(content))["languages"]["pl"]["done"] == 2


def test_a_scene_without_a_title_has_nothing_to_translate(content: Content) -> None:
    mend(content, "title: {uk", "titel: {uk")
    with pytest.raises(ContentError, match="no title with a language"):
        texts_of(content)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_stay(content: Content, newline: str) -> None:
    file = scene_of(content)
    file.write_bytes(file.read_bytes().replace(b"\n", newline.encode()))
    imported(content, exported(content, "pl", {"title": "T", "line/fd-001": "a\nb"}))
    text = file.read_bytes().decode("utf-8")
    assert f'{newline}          pl: "a\\nb"{newline}' in text
    assert text.replace(newline, "").count("\n") == 0


def test_a_snippets_texts_are_written_into_the_snippet(content: Content) -> None:
    shared = content.scenes / "_shared" / "end.yaml"
    shared.parent.mkdir()
    shared.write_text(
        'format: 1\nbeats:\n  - id: end\n    say: {id: e-1, text: {uk: "Кінець."}}\n    then: actions\n',
        "utf-8",
    )
    mend(content, "    rest: 25s\n    then: actions\n", "    rest: 25s\n    then: end\n  - include: end\n")
    imported(content, exported(content, "en", {"line/e-1": "The end."}))
    assert 'text: {uk: "Кінець.", en: "The end."}' in shared.read_text("utf-8")
