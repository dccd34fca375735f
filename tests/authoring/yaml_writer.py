"""Scenes as no tidy person would write them: any order, any depth, comments anywhere, texts in every form."""

import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

TEXTS = st.sampled_from(
    [
        "Ось камера.",
        "no",
        "a: b",
        "# not a comment",
        "two\nlines",
        "it's “quoted”",
        " spaced ",
        "x" * 70,
        "а\n\n  б\n",
    ]
)
NAMES = st.sampled_from(["arrive", "lamp", "rest", "no", "beat-2"])
WORDS = st.dictionaries(st.sampled_from(["uk", "en", "pl"]), TEXTS, min_size=1)
LINES = st.fixed_dictionaries(
    {"text": WORDS}, optional={"cites": st.lists(NAMES), "note": TEXTS, "id": st.just("x-007")}
)
CUES = st.fixed_dictionaries(
    {"light": NAMES}, optional={"fade": st.just("2s"), "with": st.just("x-007 + 1s"), "to": st.just(0.5)}
)
BEATS = st.fixed_dictionaries(
    {"id": NAMES},
    optional={
        "then": st.one_of(
            NAMES, st.lists(st.fixed_dictionaries({"go": NAMES, "when": st.just({"flag": "x"})}), min_size=1)
        ),
        "say": st.one_of(LINES, st.lists(LINES, min_size=1, max_size=2)),
        "cue": st.lists(CUES, max_size=2),
        "until": st.just({"any": [{"look_at": "bunk", "for": "2s"}, {"after": "5s"}]}),
        "once": st.booleans(),
        "hint": st.fixed_dictionaries({"text": WORDS, "after": st.just("6s")}),
    },
)
SCENES = st.fixed_dictionaries(
    {"beats": st.lists(BEATS, min_size=1, max_size=2)},
    optional={
        "format": st.just(1),
        "id": NAMES,
        "title": WORDS,
        "notice": st.fixed_dictionaries(
            {}, optional={"minutes": st.just(4), "themes": st.lists(NAMES), "age": st.none()}
        ),
    },
)


@st.composite
def messy_scenes(draw: DrawFn) -> tuple[str, Any]:
    """A scene's text, and its data; comments are "# above KEY n", "# beside n" and "# below n"."""
    data = draw(SCENES)
    writer = _Writer(draw)
    writer.block(data, 0)
    text = "".join(writer.lines)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return text.replace("\n", newline), data


class _Writer:
    def __init__(self, draw: DrawFn) -> None:
        self.draw, self.lines, self.count = draw, [""], 0

    def put(self, text: str) -> None:
        self.lines.append(text)

    def number(self) -> int:
        self.count += 1
        return self.count

    def often(self, odds: int) -> bool:
        return self.draw(st.integers(1, odds)) == 1

    def block(self, data: Any, indent: int, *, dashed: bool = False) -> None:
        """Write a mapping or a list; ``dashed``: a dash stands before it on the line already."""
        pairs = list(data.items()) if isinstance(data, dict) else [(None, item) for item in data]
        if isinstance(data, dict):
            pairs = self.draw(st.permutations(pairs))
        for index, (key, value) in enumerate(pairs):
            if index or not dashed:
                self.above(key, indent)
                self.put(" " * indent)
            self.put(f"{key}:" if key else "-")
            self.value(value, indent, is_item=key is None)

    def above(self, key: str | None, indent: int) -> None:
        if self.often(9):
            self.put("\n")
        if self.often(5):
            self.put(f"{' ' * indent}# above {'-' if key is None else key} {self.number()}\n")

    def value(self, value: Any, indent: int, *, is_item: bool) -> None:
        if isinstance(value, dict | list) and value and not self.often(4):
            self.nested(value, indent, is_item=is_item)
            return
        if isinstance(value, str) and self.often(3) and self.block_text(value, indent):
            return
        later = self.often(12)
        self.put("\n" + " " * (indent + self.draw(st.integers(1, 3))) if later else " ")
        self.put(self.flow(value, indent + 1))
        self.beside(indent)

    def nested(self, value: Any, indent: int, *, is_item: bool) -> None:
        deeper = indent + self.draw(st.integers(1, 4))
        if is_item and isinstance(value, dict) and not self.often(3):
            self.put(" " * (deeper - indent - 1 + (deeper == indent + 1)))
            self.block(value, deeper + (deeper == indent + 1), dashed=True)
            return
        self.beside(indent)
        flat = isinstance(value, list) and not is_item and self.often(2)
        self.block(value, indent if flat else deeper)

    def beside(self, indent: int) -> None:
        self.put(f"   # beside {self.number()}\n" if self.often(5) else "\n")
        if self.often(12):
            self.put(f"{' ' * (indent + 1)}# below {self.number()}\n")

    def block_text(self, text: str, indent: int) -> bool:
        if text.strip(" \n") != text.rstrip("\n") or "#" in text:
            return False
        lines = text.split("\n")
        chomp = "-" if not text.endswith("\n") else ""
        pad = " " * (indent + self.draw(st.integers(1, 4)))
        self.put(
            f" |{chomp}\n"
            + "".join(f"{pad}{line}\n" if line else "\n" for line in (lines if chomp else lines[:-1]))
        )
        return True

    def flow(self, value: Any, indent: int) -> str:
        space = "\n" + " " * (indent + 1) if self.often(6) else ""
        if isinstance(value, dict) and value:
            pairs = self.draw(st.permutations(list(value.items())))
            return "{" + f", {space}".join(f"{key}: {self.flow(inner, indent)}" for key, inner in pairs) + "}"
        if isinstance(value, list) and value:
            return "[" + f",{space}".join(self.flow(inner, indent) for inner in value) + "]"
        if value is None:
            return "null"
        if isinstance(value, str) and "'" not in value and "\n" not in value and self.often(2):
            return f"'{value}'"
        return json.dumps(value, ensure_ascii=False)
