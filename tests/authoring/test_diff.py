"""What changed is said as a reader would say it: not lines of YAML, and with what follows from it."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.comparing.compare import Chapter, compare
from prisonersvoice_ar.authoring.comparing.rendering import as_html, as_text
from prisonersvoice_ar.authoring.comparing.saying import marked
from prisonersvoice_ar.authoring.comparing.texts import compare_texts
from prisonersvoice_ar.authoring.scenery import read_writing
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.documents import Content, load_scene
from tests.authoring.own_scene import ROOT, own_content, scene_of


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Content, Content]:
    """The same content twice, with real voices for two lines."""
    both = []
    for name in ("old", "new"):
        content = own_content(tmp_path_factory.mktemp(name))
        for lang in ("uk", "en"):
            for line in ("fd-001", "fd-002", "fd-033"):
                shutil.copy(ROOT / "audio" / lang / f"{line}.opus", content.audio / lang)
        both.append(content)
    return both[0], both[1]


def load(content: Content) -> Scene:
    loaded = load_scene(scene_of(content), content)
    assert loaded.value is not None, loaded.errors
    return loaded.value


@cache
def loaded_once(content: Content) -> Scene:
    return load(content)


def changes(two: tuple[Content, Content], *edits: tuple[str, str], lang: str = "en") -> list[Chapter]:
    """What is told where each pattern of ``edits`` is put otherwise in the newer version."""
    old, new = two
    text = scene_of(old).read_text("utf-8")
    for pattern, put in edits:
        text, count = re.subn(pattern, put, text, flags=re.DOTALL)
        assert count, pattern
    scene_of(new).write_text(text, "utf-8")
    return compare(loaded_once(old), load(new), lang)


def said(chapters: list[Chapter], lang: str = "en") -> list[str]:
    """Each line, the chapter's heading before it."""
    return [
        f"{chapter.heading}: {line.strip()}"
        for chapter in chapters
        for line in as_text("", [chapter], lang).splitlines()[3:]
    ]


BUNK = "Beat “bunk”: "
HATCH = "Beat “hatch”: "
CHANGES = [
    (
        ("мусить бути підняте", "має бути складене"),
        [
            BUNK + "Line fd-008 (uk) now says: “Удень ліжко [має] бути [складене] й притулене до стіни.”",
            BUNK + "was: “Удень ліжко [мусить] бути [підняте] й притулене до стіни.”",
            "What follows from it: The English of fd-008 was made from the older text.",
        ],
    ),
    (
        (r"fd-011 \+ 0.5s", "fd-011 + 1s"),
        [HATCH + "The sound “bolt” now comes 0.5 s later (1 s after “fd-011” ends)."],
    ),
    (
        (r"fd-011 \+ 0.5s", "fd-011"),
        [HATCH + "The sound “bolt” now comes 0.5 s sooner (when “fd-011” ends)."],
    ),
    (
        (r"after: fd-011 \+ 0.5s", "with: fd-011"),
        [HATCH + "The sound “bolt” now comes when “fd-011” begins; until now 0.5 s after “fd-011” ends."],
    ),
    (
        ("bolt, on: door", "bolt, level_db: -6"),
        [
            HATCH + "The sound “bolt” now has −6 dB; until now −12 dB.",
            HATCH + "The sound “bolt” now comes from everywhere; until now from “door”.",
        ],
    ),
    (
        ("to: 0.8, with: fd-007, fade: 3s", "to: 0.5, with: fd-007, fade: 1s"),
        [
            BUNK + "The light “slit” now goes to 50 %; until now to 80 %.",
            BUNK + "The light “slit” now takes 1 s; until now 3 s.",
        ],
    ),
    (
        (r"cites: \[s6, s8\]", "cites: [s6, s7]"),
        ["Beat “letters”: Line fd-023 now cites s7.", "Beat “letters”: Line fd-023 no longer cites s8."],
    ),
    (
        (r"        cites: \[s2\]\n        note: \"Slowly, as if pacing it out.\"\n", ""),
        [
            "Beat “arrive”: Line fd-004 no longer cites s2.",
            "Beat “arrive”: The direction for fd-004 is gone: “Slowly, as if pacing it out.”",
            "What follows from it: Line fd-004 cites no source any more.",
        ],
    ),
    (
        ('year: 2024\n      where: "19', 'year: 2023\n      where: "19'),
        [
            "The scene: Source s6 is another: ““Letters to a Free Crimea” initiative launches in Ukraine; Media Center Ukraine, quoting the Mission of the President of Ukraine in Crimea; [2023]; 19 February 2024: "
        ],
    ),
    (("age: 14", "age: 16"), ["The scene: The notice says 16 years and older; until now 14."]),
    (
        (r"\[confinement, isolation\]", "[confinement, illness]"),
        ["The scene: The notice now names “illness”.", "The scene: The notice no longer names “isolation”."],
    ),
    (
        ("reviews: \\[\\]", "reviews: [{role: lawyer, on: 2026-10-01}]"),
        ["The scene: Reviewed by lawyer on 2026-10-01."],
    ),
    (("rest: 25s", "rest: 40s"), ["Beat “rest”: It rests for 40 s; until now for 25 s."]),
    (
        ("    once: true\n    cue:\n      - {light: bulb", "    cue:\n      - {light: bulb"),
        ["Beat “lamp”: It is told each time now, not only once."],
    ),
    (
        ("    set: {saw_hatch: true}\n", "    set: {saw_hatch: false}\n"),
        [HATCH + "Remembers that “saw_hatch” is not so."],
    ),
    (
        ("after: 15s}", "after: 20s}"),
        [
            "Beat “find-bunk”: Waits until the visitor looks at “bunk” for 1.5 s, the camera is nearer than 40 cm, the visitor goes on (a key, a click, a touch) or [20] s have passed."
        ],
    ),
    (
        ("A letter to a prison has", "Each letter to a prison has"),
        ["Beat “letters”: Line fd-021 (en) now says: “[Each] letter to a prison has to pass a censor.”"],
    ),
    (
        ("id: rules, text: ", "id: rules, when: {flag: saw_hatch}, text: "),
        [
            "Beat “crossroads”: The choice “rules” now leads if “saw_hatch” is so: to “rules”; until now to “rules”."
        ],
    ),
    (
        (r"corridor-hum, level_db: -28", "corridor-hum, level_db: -20"),
        ["Beat “arrive”: Under everything: “corridor-hum”, [−20] dB."],
    ),
    (
        ("Два метри завширшки. Три", "Два метри завширшки. | Три"),
        ["Beat “arrive”: The captions of fd-004 (uk) break in other places."],
    ),
    (
        ("mode: diorama, target: card-1, else: \\[portal, seated\\]", "mode: seated, else: [portal]"),
        [
            "The scene: It is seen as seated; until now as diorama.",
            "The scene: Where that cannot be, it is seen as portal; until now as portal, seated.",
        ],
    ),
    (
        (r"size_m: \[2.0, 3.0", "size_m: [2.5, 3.0"),
        ["The scene: The cell measures 2.5 × 3 × 2.5 m; until now 2 × 3 × 2.5 m."],
    ),
    (
        ("Перед вами камера", "Перед вами тісна камера"),
        ["What follows from it: The voice of fd-001 (uk) still says the old words: record it again."],
    ),
]


@pytest.mark.parametrize(("edit", "expected"), CHANGES, ids=[change[0][0][:24] for change in CHANGES])
def test_a_change_is_said(two: tuple[Content, Content], edit: tuple[str, str], expected: list[str]) -> None:
    told = said(changes(two, edit))
    for sentence in expected:
        assert any(line.startswith(sentence) for line in told), told
    if not all(sentence.startswith("What follows") for sentence in expected):
        rest = [
            line
            for line in told
            if not line.startswith(("What follows", *expected)) and ": was: " not in line
        ]
        assert rest == [], "nothing else is told"


def test_the_same_is_nothing(two: tuple[Content, Content]) -> None:
    assert changes(two, ("fade: 1s", "fade: 1s")) == []
    assert as_text("a", [], "uk").endswith("не змінилося.")
    assert changes(two, ("beats:\n", "beats:   # another comment\n")) == []


def test_a_new_name_is_no_other_beat(two: tuple[Content, Content]) -> None:
    told = said(changes(two, (r"\bfind-bunk\b", "seek-bunk"), (r"\bfrom-outside\b", "outside")))
    assert told == [
        "Beat “seek-bunk”: It has a new name: “seek-bunk”; until now “find-bunk”.",
        "Beat “outside”: It has a new name: “outside”; until now “from-outside”.",
    ]


def test_a_line_with_a_new_id_is_no_other_line(two: tuple[Content, Content]) -> None:
    told = said(changes(two, (r"\bfd-018\b", "fd-118")))
    assert told == ["Beat “lamp”: Line fd-018 is called fd-118 now; it says the same."]


def test_a_source_with_a_new_name_is_no_other_source(two: tuple[Content, Content]) -> None:
    told = said(changes(two, (r"\bs1\b", "krymsos")))
    assert told == ["The scene: Source s1 is called krymsos now; it is the same."]


def test_a_language_that_is_new_is_told_once(two: tuple[Content, Content]) -> None:
    told = said(
        changes(
            two,
            ('en: "Fifteen days"', 'en: "Fifteen days", de: "T"'),
            ('uk: "Лампа', 'de: "Die Lampe."\n          uk: "Лампа'),
        )
    )
    assert told == ["The scene: The scene now speaks de: 2 of 42 texts."]


MOVED = '      - {id: fd-009, text: {uk: "Тож.", en: "So for the whole day there is nowhere to lie down."}}\n'


def test_lines_come_go_and_move(two: tuple[Content, Content]) -> None:
    told = said(
        changes(
            two,
            ("(      - id: fd-012\n.*?)(      - id: fd-013\n.*?)(?=      - id: fd-014)", r"\2\1"),
            (
                "(      - id: fd-006\n.*?)(?=    then: find-bunk)",
                '      - {id: fd-040, text: {uk: "Так.", en: "Yes."}}\n',
            ),
            ("(      - id: fd-009\n.*?)(?=    then: find-hatch)", ""),
            (
                "(    say:\n)(?=      - id: fd-012|      - id: fd-013)",
                r"\1" + MOVED,
            ),
        )
    )
    assert "Beat “arrive”: New line fd-040: “Yes.”" in told
    assert any(line.startswith("Beat “arrive”: Line fd-006 is gone: “That is a standard.") for line in told)
    assert "Beat “terms”: Line fd-009 is said here now; until now in “bunk”." in told
    assert any(re.match(r"Beat “terms”: Line fd-01[23] is said after fd-0", line) for line in told)
    assert "What follows from it: Line fd-040 has no voice in uk yet." in told


def test_beats_come_and_go(two: tuple[Content, Content]) -> None:
    cut = (
        "      - {when: {flag: saw_hatch}, go: from-outside}\n(.*?)  - id: from-outside.*?(?=  - id: rest\n)",
        r"\1",
    )
    told = said(changes(two, cut))
    assert "Beat “from-outside”: Gone: 1 line" in told
    assert "What follows from it: The voice of fd-033 is not needed any more." in told
    assert any(line.startswith("Beat “people”: It leads to “rest”.") for line in told)
    old, new = two
    assert "Beat “from-outside”: New: 1 line" in said(compare(load(new), load(old)))


def test_all_of_it_is_said_in_ukrainian_too(two: tuple[Content, Content]) -> None:
    edits = [change[0] for change in CHANGES[:2] + CHANGES[4:9]]
    told = said(changes(two, *edits, lang="uk"), "uk")
    assert "Крок «hatch»: Звук «bolt» тепер на 0,5 с пізніше (через 1 с після кінця «fd-011»)." in told
    assert not [line for line in told if re.search(r"\b(the|now|Line|until)\b", line.split("«")[0])]


def test_where_one_has_errors_its_words_are_compared(two: tuple[Content, Content]) -> None:
    old, new = two
    text = scene_of(old).read_text("utf-8")
    text = text.replace("sound: corridor-hum", "sound: none-such").replace(
        "мусить бути підняте", "має бути | підняте"
    )
    text = re.sub(
        "      - id: fd-006\n.*?(?=    then)",
        "      - {id: fd-040, text: {en: Yes}}\n",
        text,
        flags=re.DOTALL,
    )
    scene_of(new).write_text(text.replace("Що може лист", "Що може листівка"), "utf-8")
    told = said(compare_texts(read_writing(scene_of(old), old), read_writing(scene_of(new), new), "en"))
    assert [line.split("`): ", 1)[1] for line in told] == [
        "New line fd-040: “Yes”",
        "Line fd-008 (uk) now says: “Удень ліжко [має] бути підняте й притулене до стіни.”",
        "was: “Удень ліжко [мусить] бути підняте й притулене до стіни.”",
        "The choice “crossroads/letters” (uk) now says: “Що може [листівка]”",
        "was: “Що може [лист]”",
        "Line fd-006 is gone: “That is a standard. We do not say that real cells keep to it.”",
    ]


def test_lines_that_had_no_id_before_fmt_are_known_by_their_words(tmp_path: Path) -> None:
    content = Content.at(tmp_path)
    told = []
    scene = "id: a\ntitle: {en: A}\nbeats:\n  - id: b\n    say:\n"
    older = scene + "      - text: {en: One}\n      - text: {en: Two}\n"
    newer = scene + "      - {id: a-001, text: {en: One}}\n      - text: {en: Three}\n"
    for name, text in (("old", older), ("new", newer)):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    versions = [read_writing(tmp_path / f"{name}.yaml", content) for name in ("old", "new")]
    for old, new in (versions, reversed(versions)):
        told.append([line.split("`): ", 1)[1] for line in said(compare_texts(old, new, "en"))])
    assert told == [
        ["New line, without an id yet: “Three”", "Gone is a line without an id: “Two”"],
        ["New line, without an id yet: “Two”", "Gone is a line without an id: “Three”"],
    ]


def test_a_shared_file_is_no_scene_with_errors(tmp_path: Path) -> None:
    path = tmp_path / "_shared" / "a.yaml"
    path.parent.mkdir()
    path.write_text("format: 1\nbeats:\n  - {id: b, say: {id: a-001, text: {en: One}}}\n", "utf-8")
    same = read_writing(path, Content.at(tmp_path))
    (chapter,) = compare_texts(same, same, "en")
    assert "part of scenes" in chapter.heading
    assert [one.sentence for one in chapter.changes] == ["No word has changed."]


def test_words_are_marked_whole() -> None:
    was, now = marked("Він не був там.", "Він ніколи не бував там.")
    assert now == (("Він ", False), ("ніколи", True), (" не ", False), ("бував", True), (" там.", False))
    assert "".join(text for text, _ in was) == "Він не був там."


def test_the_page_shows_words_as_words(two: tuple[Content, Content]) -> None:
    chapters = changes(two, ("A letter to a prison has", "<b>Each</b> & any letter has"))
    page = as_html("<t>", chapters, "en")
    assert "<b>" not in page
    assert "&lt;t&gt;" in page
    assert "<ins>&lt;b&gt;Each&lt;/b&gt; &amp; any</ins> letter has" in page
    assert "<del>A</del> letter <del>to a prison</del> has" in page
