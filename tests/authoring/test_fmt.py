"""What fmt does with scenes as people leave them."""

from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.edits.page import page_of
from prisonersvoice_ar.authoring.formatting.fmt import Formatted, format_scene, laid_out
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.findings import Findings
from tests.authoring.own_scene import ROOT, add_line, own_content, scene_of

NEW = '{text: {uk: "Нова.", en: "New."}}'


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return own_content(tmp_path)


def formatted(content: Content) -> Formatted:
    return format_scene(scene_of(content), content)[0]


def laid(text: str) -> str | None:
    return laid_out(page_of(Path("scene.yaml"), "scene.yaml", text.encode(), Findings()))


def test_what_ships_is_laid_out() -> None:
    """The order that fmt has is the order in which our own scene is written."""
    ours = Content.at(ROOT)
    assert [one.page.file for one in format_scene(scene_of(ours), ours) if one.changed] == []


def test_comments_go_with_what_they_belong_to() -> None:
    assert laid(
        "# The file's.\n\n# about beats\nbeats:   # all\n-   then: b  # way\n    # about id\n    id: a\n"
        "    # commented out: x\n# the next\n- {then: actions, id: b}\n# about the format\nformat: 1\n# end\n"
    ) == (
        "# The file's.\n\n# about the format\nformat: 1\n# about beats\nbeats:   # all\n  # about id\n  - id: a\n"
        "    then: b  # way\n    # commented out: x\n  # the next\n  - {id: b, then: actions}\n# end\n"
    )


def test_texts_are_not_touched() -> None:
    text = (
        'summary:\n      en: |+\n          two  spaces\n\n            deeper\n\n      uk: "a\n   b"\nid: x\n'
    )
    assert laid(text) == 'id: x\nsummary:\n  en: |+\n      two  spaces\n\n        deeper\n\n  uk: "a\nb"\n'


def test_a_mapping_with_a_key_that_nobody_knows_stays_in_its_order() -> None:
    assert (
        laid("beats:\n  - then: a\n    sya: x\n    id: b\n") == "beats:\n  - then: a\n    sya: x\n    id: b\n"
    )


def test_between_braces_with_a_comment_all_stays() -> None:
    text = "see: {target: card-1,  # ours\n  mode: diorama}\n"
    assert laid(text) == text


def test_an_explicit_key_is_left_as_it_is() -> None:
    assert laid("? format\n: 1\n") is None


def test_new_lines_get_the_next_numbers(content: Content) -> None:
    add_line(content, "fd-003", NEW)
    add_line(content, "fd-001", '{id: , text: {uk: "Б.", en: "B."}}')
    before = scene_of(content).read_text("utf-8")
    one = formatted(content)
    assert one.ids == ("fd-035", "fd-036")
    assert one.text == before.replace("{id: ,", "{id: fd-035 ,").replace(NEW, "{id: fd-036, " + NEW[1:])


@pytest.mark.parametrize("where", ["voice", "translation", "other scene", "history"])
def test_an_id_of_a_line_that_was_taken_out_is_not_given_again(content: Content, where: str) -> None:
    files = {
        "voice": content.audio / "uk" / "fd-041.opus",
        "translation": scene_of(content).with_name("translations.yaml"),
        "other scene": content.scenes / "other" / "scene.yaml",
        "history": scene_of(content).with_name(".history") / "0001.json",
    }
    files[where].parent.mkdir(exist_ok=True)
    files[where].write_text("made: {line/fd-041: {en: 000000000000}}", "utf-8")
    add_line(content, "fd-003", NEW)
    assert formatted(content).ids == ("fd-042",)


def test_a_scene_without_ids_begins_with_its_own_letters(content: Content) -> None:
    for name in ("foul-deed", "frost"):
        file = content.scenes / name / "scene.yaml"
        file.parent.mkdir()
        file.write_text(f"id: {name}\nbeats:\n  - say:\n      text: {{uk: x}}\n", "utf-8")
    ids = [
        format_scene(content.scenes / name / "scene.yaml", content)[0].ids for name in ("foul-deed", "frost")
    ]
    assert ids == [("fod-001",), ("fr-001",)], "fd is the letters of another scene"


def test_lines_of_snippets_get_ids_too(content: Content) -> None:
    shared = content.scenes / "_shared" / "lamp.yaml"
    shared.parent.mkdir()
    shared.write_text("beats:\n  - say: {text: {uk: x}}\n    id: glow\nformat: 1\n", "utf-8")
    file = scene_of(content)
    file.write_text(file.read_text("utf-8") + "  - include: lamp\n", "utf-8")
    own, snippet = format_scene(file, content)
    assert not own.changed
    assert snippet.text == "format: 1\nbeats:\n  - id: glow\n    say: {id: la-001, text: {uk: x}}\n"


def test_line_ends_and_mark_stay(content: Content) -> None:
    add_line(content, "fd-003", NEW)
    file = scene_of(content)
    raw = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(raw)
    after = formatted(content).write.after
    assert after == raw.replace(b"- {text", b"- {id: fd-035, text")


def test_what_is_no_yaml_is_refused_with_the_words_of_check(content: Content) -> None:
    add_line(content, "fd-003", '{text: {uk: "Нова.}')
    with pytest.raises(ContentError, match=r"unclosed-quote|quote-inside"):
        formatted(content)
