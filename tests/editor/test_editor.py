"""The published schemas in yaml-language-server, the one that editors run: completion, hover and diagnostics."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.server import HOME, Server, find

ROOT = Path(__file__).resolve().parents[2]
SCENE = ROOT / "scenes" / "fifteen-days" / "scene.yaml"
HEAD = SCENE.read_text(encoding="utf-8").partition("beats:")[0]
MODELINE = "# yaml-language-server: $schema=../../docs/scene.schema.json\n"
BEAT = "beats:\n  - id: arrive\n    "


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    command = find()
    if command is None:
        pytest.skip(f"no yaml-language-server: npm install --prefix {HOME} yaml-language-server@2.0.0")
    running = Server(command, ROOT)
    yield running
    running.close()


def scene(beats: str) -> str:
    return MODELINE + HEAD + beats


def test_a_scene_that_ships_has_nothing_underlined(server: Server) -> None:
    for path in sorted((ROOT / "scenes").glob("[!_.]*/scene.yaml")):
        text = path.read_text(encoding="utf-8")
        named = text if "yaml-language-server: $schema=" in text else MODELINE + text
        assert server.diagnostics(path, named) == []


def test_an_author_in_a_folder_with_a_space_is_helped_too(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "мої сцени" / "scenes" / "перша сцена"
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "docs", folder.parents[1] / "docs", ignore=shutil.ignore_patterns("images"))
    assert [
        said["message"] for said in server.diagnostics(folder / "scene.yaml", scene(BEAT + "sya: {}\n"))
    ] == ["Property sya is not allowed."]


def test_a_beat_is_offered_its_keys_and_whole_pieces(server: Server) -> None:
    offered = server.completions(SCENE, scene(BEAT + "¦"))
    for key in (
        "begin",
        "once",
        "say",
        "cue",
        "ambience",
        "light",
        "set",
        "hint",
        "choice",
        "until",
        "rest",
        "then",
    ):
        assert key in offered
    assert "id" not in offered  # it is there already
    item = server.completions(SCENE, scene("beats:\n  - ¦"))
    assert "include" in item
    assert 'uk: "$3"' in item["a beat that tells"]["insertText"]
    assert "{look_at: ${5:door}, for: 1.5s}" in item["a beat that waits"]["insertText"]


@pytest.mark.parametrize(
    ("typed", "offered", "not_offered"),
    [
        ("until: ¦", {"target-seen", "visitor-left"}, {"arrive"}),
        (
            "until:\n      ¦",
            {"look_at", "closer_than", "gesture", "key", "touch", "after", "any", "all"},
            {"say"},
        ),
        ("until:\n      any:\n        - ¦", {"look_at", "target-seen", "after"}, {"say"}),
        ("until:\n      look_at: door\n      ¦", {"for"}, {"closer_than", "any"}),
        ("until: {look_at: door, f¦}", {"for"}, {"after", "any"}),
        ("until: {gesture: ¦}", {"point"}, {"open_palm"}),
        ("cue:\n      - ¦", {"light", "sound", "stop", "with", "after", "wait"}, {"look_at"}),
        (
            "cue:\n      - light: slit\n        ¦",
            {"to", "fade", "with", "after", "follow"},
            {"sound", "level_db", "on"},
        ),
        ("cue:\n      - sound: bolt\n        ¦", {"on", "level_db", "fade", "with"}, {"light", "to"}),
        ("say:\n      - id: x-001\n        ¦", {"text", "cites", "note", "fact", "contains"}, {"id", "go"}),
        ("say:\n      - id: x-001\n        text:\n          ¦", {"uk", "en", "de", "pl"}, {"text"}),
        ("say:\n      - id: x-001\n        contains: [¦]", {"confinement", "torture"}, set()),
        ("light: ¦", {"bulb", "slit", "hatch"}, set()),
        ("then:\n      - ¦", {"when", "go", "aside"}, {"say"}),
        ("then:\n      - when:\n          ¦", {"flag", "looked_at", "visited", "not"}, {"go"}),
    ],
)
def test_what_is_offered(server: Server, typed: str, offered: set[str], not_offered: set[str]) -> None:
    found = server.completions(SCENE, scene(BEAT + typed + "\n")).keys()
    assert offered <= found
    assert not not_offered & found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("un¦til: {after: 3s}", "What it waits for after its lines"),
        ("until: {af¦ter: 3s}", "since the beat began to wait"),
        ("until: {look_at: door, fo¦r: 2s}", "without a break. Left out: 0.8s."),
        ("say: [{i¦d: x-001, text: {en: a}}]", "Stable for ever"),
        ("sa¦y: [{id: x-001, text: {en: a}}]", "A line, or a list of lines"),
        ("cue: [{light: slit, fa¦de: 2s}]", "How long it takes."),
        ("th¦en: actions", "Where to go: a beat's name"),
        ("choice: [{id: a, text: {en: a}, as¦ide: b, go: c}]", "A beat to go through first"),
    ],
)
def test_what_is_told_of_a_key(server: Server, typed: str, said: str) -> None:
    assert said in server.hover(SCENE, scene(BEAT + typed + "\n")).replace("\\", "")


@pytest.mark.parametrize(
    ("typed", "said", "column"),
    [
        ("sya: {}", "Property sya is not allowed.", 4),
        ("until: {lok_at: door}", "a trigger is one of the words", 11),
        ("until: targetseen", "a trigger is one of the words", 11),
        ("until: {look_at: door, for: 5}", "a duration has a number and a unit", 32),
        ("until: {look_at: door, for: 1:30}", "a duration has a number and a unit", 32),
        ("until: {look_at: door, after: 3s}", "Property after is not allowed.", 27),
        ("cue: {light: slit, sound: bolt}", "Property sound is not allowed.", 23),
        ("once: yes", "true or false", 10),
        ("light: moon", "a light is one of: bulb, slit, hatch", 11),
        ("say: {id: a, text: words}", "a text is written in each language", 23),
        ("then: [{when: {lookd_at: door}, go: arrive}]", "Property lookd_at is not allowed.", 19),
    ],
)
def test_a_mistake_is_underlined_where_it_stands_and_once(
    server: Server, typed: str, said: str, column: int
) -> None:
    found = server.diagnostics(SCENE, scene(BEAT + typed + "\n"))
    assert len(found) == 1
    assert found[0]["message"].startswith(said)
    assert found[0]["range"]["start"] == {"line": scene(BEAT).count("\n"), "character": column}


@pytest.mark.parametrize(
    ("schema", "text", "offered"),
    [
        (
            "markers",
            "format: 1\ntargets:\n  card:\n    ¦",
            {"dictionary", "size_mm", "markers", "edge_mm", "sides", "picture"},
        ),
        ("actions", "format: 1\nactions:\n  - ¦", {"id", "title", "url", "phone"}),
        ("notes", "format: 1\nnotes:\n  - ¦", {"on", "by", "date", "text", "done"}),
        ("shared", "format: 1\nbeats:\n  - ¦", {"id", "say", "include"}),
    ],
)
def test_files_beside_scenes_are_helped_too(
    server: Server, schema: str, text: str, offered: set[str]
) -> None:
    line = f"# yaml-language-server: $schema=../../docs/{schema}.schema.json\n"
    assert offered <= server.completions(SCENE.with_name(f"{schema}.yaml"), line + text).keys()
