"""Scenes made from a seed: valid, every beat reachable, words in Ukrainian and English, each beat of a kind that authors write.

    write_scene(folder, beats=30, lines_per_beat=3, seed=1)   # folder/scene.yaml; its id is the folder's name
    write_scenes(root, count=200, rows=60, seed=1)            # root/scene-000 … of about 60 rows of YAML each

``python -m bench.authoring.scenes FOLDER --beats 30`` writes one for trying by hand.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

HEAD = """\
# yaml-language-server: $schema=../../docs/scene.schema.json
format: 1
id: {id}
title: {{uk: "Сцена {id}", en: "The scene {id}"}}
summary: {{uk: "Камера, двері й світло: сцена для вимірювань.", en: "A cell, a door and light: a scene for measuring."}}

testimony:
  kind: composite
  sources:
    s1: {{title: "CPT/Inf (2015) 44", publisher: "Council of Europe, CPT", year: 2015, where: "page 1"}}
    s2: {{title: "Nelson Mandela Rules", publisher: "United Nations General Assembly", year: 2015, where: "rules 43 and 44"}}
  reviews: [{{role: legal, on: 2026-10-01}}, {{role: psychologist, on: 2026-10-03}}]
notice: {{themes: [confinement, isolation], age: 14, minutes: {minutes}}}

place:
  cell: punishment-cell
  size_m: [2.0, 3.0, 2.5]
  light: {{kind: bulb, kelvin: 2700, always_on: true}}
  objects: [{{id: door, at_m: [0.0, -1.5, 1.0]}}, {{id: hatch, at_m: [0.0, -1.5, 1.2]}}, {{id: bunk, at_m: [-0.65, 0.4, 0.45]}}, {{id: lamp, at_m: [0.0, 0.0, 2.35]}}]
see: {{mode: diorama, target: card-1, else: [seated]}}

beats:
"""

SENTENCES = (
    ("Це двері. Вони відчиняються лише ззовні.", "This is the door. It opens only from outside."),
    ("Стіна тут сіра й холодна.", "The wall here is grey and cold."),
    ("Лампа горить над самими дверима.", "The lamp burns right above the door."),
    ("За дверима довгий коридор.", "Behind the door is a long corridor."),
    ("Удень ліжко підняте до стіни.", "By day the bunk is folded up against the wall."),
    ("Кроки чути ще здалеку.", "Steps are heard from far away."),
    ("Віконце у дверях зачинене.", "The hatch in the door is shut."),
    ("Для однієї людини потрібно шість квадратних метрів.", "One person needs six square metres."),
    ("Від стіни до стіни два метри.", "From wall to wall it is two metres."),
    ("Тут майже нема на що дивитися.", "There is almost nothing to look at here."),
    ("Правила забороняють темну камеру.", "The rules forbid a dark cell."),
    ("Годину на день можна ходити надворі.", "For an hour a day one may walk outside."),
)
"""short enough for one caption each"""
HINTS = (
    ("Погляньте на двері або зачекайте.", "Look at the door, or wait."),
    ("Роздивіться: лампа, двері, стіна.", "Look around: the lamp, the door, the wall."),
)
OBJECTS = ("door", "hatch", "bunk", "lamp")
SECONDS_A_LINE = 4


def write_scene(folder: Path, beats: int = 30, lines_per_beat: int = 3, seed: int = 1) -> Path:
    """Write folder/scene.yaml and return its path; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "scene.yaml"
    path.write_text(scene_text(folder.name, beats, lines_per_beat, seed), encoding="utf-8", newline="\n")
    return path


def write_scenes(root: Path, count: int, rows: int, seed: int = 1, lines_per_beat: int = 2) -> int:
    """Write ``count`` scenes of about ``rows`` rows of YAML each into folders of ``root``; return all their rows."""
    return sum(
        len(
            write_long_scene(root / f"scene-{index:03d}", rows, seed + index, lines_per_beat)
            .read_bytes()
            .splitlines()
        )
        for index in range(count)
    )


def write_long_scene(folder: Path, rows: int, seed: int = 1, lines_per_beat: int = 2) -> Path:
    """Write a scene with as many beats as make at least ``rows`` rows of YAML."""
    beats = 2
    while True:
        text = scene_text(folder.name, beats, lines_per_beat, seed)
        lacking = rows - text.count("\n")
        if lacking <= 0:
            return write_scene(folder, beats, lines_per_beat, seed)
        beats += max(1, lacking // 20)


def scene_text(name: str, beats: int, lines_per_beat: int, seed: int) -> str:
    """Return the YAML of a scene of exactly ``beats`` beats, the last of which is its quiet end."""
    if beats < 1:
        raise ValueError("a scene has at least one beat")
    minutes = min(30.0, max(0.5, round(beats * lines_per_beat * SECONDS_A_LINE / 60 * 2) / 2))
    return HEAD.format(id=name, minutes=minutes) + "".join(_Writer(beats, lines_per_beat, seed).beats())


class _Writer:
    """Writes one beat after another; the ways on lead ahead only, so every scene ends."""

    def __init__(self, beats: int, lines_per_beat: int, seed: int) -> None:
        self.count, self.lines_per_beat = beats, lines_per_beat
        self.random = random.Random(seed)
        self.line = 0
        self.left: list[tuple[str, str]] = []
        self.ways: dict[int, int] = {}
        """beats of one arm of a choice: where both arms meet again"""

    def beats(self) -> Iterator[str]:
        for index in range(self.count - 1):
            left = self.count - 1 - index
            free = index not in self.ways
            if free and left >= 4 and self.random.random() < 0.12:
                yield self._choice(index)
            elif free and left >= 2 and self.random.random() < 0.3:
                yield self._look(index)
            else:
                yield self._story(index)
        yield self._rest(self.count - 1)

    def _story(self, index: int) -> str:
        first = self.line + 1
        begin = "    begin: target-seen\n" if index == 0 else ""
        ambience = "    ambience: {sound: corridor-hum, level_db: -30}\n" if index % 8 == 0 else ""
        cue = (
            f"    cue:\n      - {{light: slit, to: {self.random.choice((0.1, 0.4, 0.8))}, with: {_id(first)}, fade: 2s}}\n"
            f"      - {{sound: bolt, on: door, after: {_id(first)} + 0.5s}}\n"
            if self.random.random() < 0.5
            else ""
        )
        flag = f"    set: {{saw_{index}: true}}\n" if self.random.random() < 0.2 else ""
        ahead = self.ways.get(index, index + 1)
        return f"  - id: {self._name(index)}\n{begin}{ambience}{cue}{self._say()}{flag}    then: {self._name(ahead)}\n\n"

    def _look(self, index: int) -> str:
        seen = self.random.choice(OBJECTS)
        return (
            f"  - id: {self._name(index)}\n{self._say()}{self._hint(5)}    until:\n"
            f"      any: [{{look_at: {seen}, for: 1.5s}}, {{closer_than: 40cm}}, {{press: continue}}, {{after: {self.random.randint(12, 25)}s}}]\n"
            f"    then:\n      - {{when: {{looked_at: {seen}}}, go: {self._name(index + 1)}}}\n      - {{go: {self._name(index + 2)}}}\n\n"
        )

    def _choice(self, index: int) -> str:
        self.ways[index + 1] = self.ways[index + 2] = index + 3
        return (
            f"  - id: {self._name(index)}\n{self._say()}    choice:\n"
            f'      - {{id: to-door, text: {{uk: "До дверей", en: "To the door"}}, go: {self._name(index + 1)}}}\n'
            f'      - {{id: to-lamp, text: {{uk: "До лампи", en: "To the lamp"}}, go: {self._name(index + 2)}}}\n'
            f"    until: {{after: {self.random.randint(12, 20)}s}}\n    then: {self._name(index + 1)}\n\n"
        )

    def _rest(self, index: int) -> str:
        return (
            f"  - id: {self._name(index)}\n    ambience: {{sound: cell-night, level_db: -36}}\n{self._say()}"
            "    rest: 25s\n    then: actions\n"
        )

    def _name(self, index: int) -> str:
        return "rest" if index == self.count - 1 else f"beat-{index:03d}"

    def _say(self) -> str:
        return "    say:\n" + "".join(self._line() for _ in range(self.lines_per_beat))

    def _line(self) -> str:
        self.line += 1
        if not self.left:
            self.left = self.random.sample(SENTENCES, len(SENTENCES))
        uk, en = self.left.pop()
        note = '        note: "Calm and close."\n' if self.random.random() < 0.2 else ""
        cites = "[s1, s2]" if self.line == 1 else f"[s{self.random.choice((1, 2))}]"
        return (
            f'      - id: {_id(self.line)}\n        text:\n          uk: "{uk}"\n          en: "{en}"\n'
            f"        cites: {cites}\n{note}"
        )

    def _hint(self, after: int) -> str:
        uk, en = self.random.choice(HINTS)
        return f'    hint: {{after: {after}s, text: {{uk: "{uk}", en: "{en}"}}}}\n'


def _id(line: int) -> str:
    return f"g-{line:03d}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.authoring.scenes", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--beats", type=int, default=30)
    parser.add_argument("--lines", type=int, default=3, help="spoken lines a beat")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(write_scene(asked.folder, asked.beats, asked.lines, asked.seed))


if __name__ == "__main__":
    main()
