"""The recording script as one HTML file to print: large type, a wide margin for pencil marks, the actor's language."""

from collections.abc import Iterator, Sequence
from importlib import resources

from prisonersvoice_ar.authoring.phrases import phrases
from prisonersvoice_ar.authoring.script.context import Neighbour
from prisonersvoice_ar.authoring.script.rows import Row, Script
from prisonersvoice_ar.authoring.storyboard.markup import Content, Markup, el, joined, safe, trusted
from prisonersvoice_ar.authoring.voices.pronounce import HardWord, replaced
from prisonersvoice_ar.words import Interface

TAKES = 4
_SEAM = " ¦ "
"""where a caption ends; lighter than the words"""


def page(script: Script) -> str:
    """Give the whole file."""
    return str(_Page(script).whole())


def language_of_page(language: str) -> Interface:
    """Give the words around the lines in the actor's language, in English where we have none in it."""
    return Interface(language, "script")


class _Page:
    def __init__(self, script: Script) -> None:
        self._script, self._scene = script, script.scene
        self._words = language_of_page(script.language)
        self._title = self._scene.words(self._scene.title, script.language)

    def whole(self) -> Markup:
        style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
        text = self._words.text
        head = el(
            "head",
            el("meta", charset="utf-8"),
            el("meta", name="viewport", content="width=device-width, initial-scale=1"),
            el("title", f"{self._title}: {text('title')} ({self._script.language})"),
            el("style", trusted(style)),
        )
        body = el("body", self._head(), *self._beats(), lang=self._words.lang)
        return joined([trusted("<!doctype html>\n"), el("html", head, body, lang=self._words.lang), "\n"])

    def _head(self) -> Markup:
        text, script = self._words.text, self._script
        counts = [
            text("lines", count=len(script.rows)),
            text("words", count=script.words),
            text("minutes", minutes=max(1, round(script.minutes))),
        ]
        part = None
        if script.only != "all":
            what = text(f"only-{script.only}")
            part = el("p", text("of-lines", count=len(script.rows), all=script.all, what=what), class_="part")
        return el(
            "header",
            el("p", text("title"), " · ", self._scene.id, " · ", script.language, class_="kind"),
            el("h1", self._title, lang=script.language),
            el("p", " · ".join(counts), class_="counts"),
            part,
            el("p", text(f"kind-{self._scene.kind}"), class_="whose"),
            el("p", text("themes", themes=self._themes())) if self._scene.themes else None,
            self._how(),
            self._glossary(),
        )

    def _themes(self) -> str:
        words = Interface(self._script.language)
        return ", ".join(words.text(f"theme-{theme}") for theme in self._scene.themes)

    def _how(self) -> Markup:
        text = self._words.text
        line = self._script.rows[0].line.id if self._script.rows else "x-001"
        points = [
            text("how-name", example=f"{line}_take2.wav"),
            *(text(f"how-{name}") for name in ("silence", "level", "time")),
        ]
        if any(len(row.captions) > 1 for row in self._script.rows):
            points.append(text("how-break"))
        return joined([el("h2", text("how")), el("ul", *(el("li", point) for point in points))])

    def _glossary(self) -> Markup | None:
        """Every hard word once, in the order in which they come."""
        known = {word.written: word for row in self._script.rows for word in row.hard}
        if not known:
            return None
        rows = (
            el("tr", el("td", word.written, lang=self._script.language), el("td", word.said, class_="said"))
            for word in known.values()
        )
        text = self._words.text
        return joined(
            [
                el("h2", text("hard-words")),
                el("p", text("stress"), class_="quiet"),
                el("table", *rows, class_="hard"),
            ]
        )

    def _beats(self) -> Iterator[Markup]:
        if not self._script.rows:
            yield el("p", self._words.text("nothing"), class_="counts")
        shown: list[Row] = []
        for index, row in enumerate(self._script.rows):
            shown.append(row)
            following = self._script.rows[index + 1 : index + 2]
            if not following or following[0].beat != row.beat:
                yield self._beat(shown)
                shown = []

    def _beat(self, rows: Sequence[Row]) -> Markup:
        lines = []
        for index, row in enumerate(rows):
            above = rows[index - 1] if index else None
            below = rows[index + 1] if index + 1 < len(rows) else None
            lines.append(self._line(row, above, below))
        return el("section", el("h2", self._words.text("beat", name=rows[0].beat), class_="beat"), *lines)

    def _line(self, row: Row, above: Row | None, below: Row | None) -> Markup:
        before, after = row.context
        return el(
            "article",
            self._about(row),
            None if _is_just(before, above) else self._around("before", before),
            el("p", self._spoken(row), class_="say", lang=self._script.language),
            self._told("direction", row.line.note),
            self._told("pronunciation", joined((_said(word) for word in row.hard), by="; "))
            if row.hard
            else None,
            None if _is_just(after, below) else self._around("after", after),
            self._takes(),
            id=f"line-{row.line.id}",
            class_=f"line {row.state.value}",
        )

    def _seconds(self, value: float) -> str:
        return f"{value:.1f}".replace(".", phrases(self._words.lang).text("decimal"))

    def _about(self, row: Row) -> Markup:
        text = self._words.text
        times = [text("seconds", least=self._seconds(row.least), most=f"{row.most:.0f}")]
        if row.now is not None:
            times.append(text("now", seconds=self._seconds(row.now)))
        return el(
            "div",
            el("b", row.line.id),
            el("span", text(f"state-{row.state.value}"), class_="state"),
            el("span", " · ".join(times), class_="time off" if _is_off(row) else "time"),
            class_="about",
        )

    def _spoken(self, row: Row) -> Markup:
        seam = el("span", _SEAM, class_="seam")
        said = {word.written: word.said for word in row.hard}
        return joined((_underlined(part, said) for part in row.captions), by=seam)

    def _told(self, message: str, what: Content) -> Markup | None:
        return (
            el("p", el("span", self._words.text(message), class_="label"), " ", what, class_=message)
            if what
            else None
        )

    def _around(self, message: str, neighbours: Sequence[Neighbour]) -> Markup:
        items = (el("li", *self._neighbour(message, one)) for one in neighbours)
        return el(
            "div", el("span", self._words.text(message), class_="label"), el("ul", *items), class_="around"
        )

    def _neighbour(self, message: str, one: Neighbour) -> Iterator[Content]:
        text = self._words.text
        if one.line is None:
            yield text("story-begins" if message == "before" else "story-ends")
            return
        yield self._scene.words(one.line.text, self._script.language)
        notes = [one.line.id, text("in-beat", name=one.beat)]
        if one.choice is not None:
            notes.append(text("chosen", text=self._scene.words(one.choice.text, self._script.language)))
        yield el("small", f" ({', '.join(notes)})")

    def _takes(self) -> Markup:
        text = self._words.text
        boxes = [el("span", text("take", number=number), class_="box") for number in range(1, TAKES + 1)]
        rest = [el("span", text("pick"), class_="box"), el("span", text("remarks"), class_="remarks")]
        return el("div", *boxes, *rest, class_="takes")


def _is_off(row: Row) -> bool:
    """Whether the voice that is there is too quick or too slow for its captions."""
    return row.now is not None and not row.least <= row.now <= row.most


def _is_just(neighbours: Sequence[Neighbour], shown: Row | None) -> bool:
    """Whether nothing else can stand there than the row that is shown there anyhow."""
    return shown is not None and len(neighbours) == 1 and neighbours[0].line == shown.line


def _said(word: HardWord) -> Markup:
    return joined([word.written, " — ", el("span", word.said, class_="said")])


def _underlined(text: str, said: dict[str, str]) -> Markup:
    """Mark the hard words of ``text``."""
    parts: list[Markup] = []
    rest = text
    for written in _in_order(text, said):
        before, _, rest = rest.partition(written)
        parts += [safe(before), el("u", written)]
    return joined([*parts, rest])


def _in_order(text: str, said: dict[str, str]) -> list[str]:
    found: list[str] = []

    def note(written: str, _: str) -> str:
        found.append(written)
        return written

    replaced(text, said, note)
    return found
