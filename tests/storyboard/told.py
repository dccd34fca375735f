"""A scene in which everything is told that a storyboard shows, and texts that would break a careless page."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from prisonersvoice_ar.authoring.storyboard.board import Beside, Board, Pictured, board
from prisonersvoice_ar.authoring.storyboard.page import page
from prisonersvoice_ar.authoring.storyboard.shots import shots
from prisonersvoice_ar.core.script.cell import CellPlan, SceneObject
from prisonersvoice_ar.core.script.model import (
    ACTIONS,
    RETURN,
    After,
    Ambience,
    AnyOf,
    Beat,
    Branch,
    Choice,
    Condition,
    Hint,
    LightCue,
    Line,
    LookAt,
    Moment,
    Scene,
    SoundCue,
    TargetSeen,
    Voice,
)
from prisonersvoice_ar.core.script.testimony import Consent, Review, Source
from prisonersvoice_ar.core.script.texts import Note, text_hash

TODAY = date(2026, 11, 28)
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(2)>",
    '"\' onmouseover="alert(3)',
    "&lt;b&gt; & &amp; <!-- -->",
    "javascript:alert(4)",
    "]]></svg><svg/onload=alert(5)>",
    "مرحبا \u202eтекст\u202c בעולם",
    "🕯️👩‍👩‍👧 e\u0301",
    "{ $line } {{x}} ${y}",
    "кінець\u2028рядка\x0b\x00",
)
"""markup, quotes, code, another direction, emoji, templates, and what HTML does not allow"""


def line(line_id: str, uk: str, en: str = "", **more: object) -> Line:
    words = {"uk": uk, **({"en": en} if en else {})}
    return Line(line_id, words, **more)  # type: ignore[arg-type]


def scene() -> Scene:
    """A detour, a choice, a beat that nothing leads to, a translation that is missing, a fact without a source."""
    beats = [
        Beat(
            "arrive",
            (Branch("ask"),),
            begin=TargetSeen(),
            ambience=Ambience("hum", "/hum.opus", -28.0),
            light="bulb",
            cues=(
                LightCue("slit", 0.8, 2.0, Moment("a-1", "end")),
                SoundCue("bolt", "/bolt.opus", 1.0, "door", -12.0, Moment("a-2", "start", 0.5)),
            ),
            say=(
                line(
                    "a-1",
                    "Перший рядок. ШІЗО.",
                    "The first line.",
                    cites=("s1",),
                    note="calm",
                    voices={"uk": Voice("/a", 4.0), "en": Voice("/b", 3.0, synthetic=True)},
                    pages={"uk": ("Перший рядок.", "ШІЗО.")},
                ),
                line("a-2", "Другий рядок.", "The second line.", fact=True, contains=("isolation",)),
            ),
            set={"came": True},
        ),
        Beat(
            "ask",
            (Branch("rest"),),
            say=(line("q-1", "Що далі?"),),
            hint=Hint(5.0, {"uk": "Оберіть.", "en": "Choose."}),
            choice=(
                Choice("d", {"uk": "Двері", "en": "The door"}, "rest", aside="door"),
                Choice("l", {"uk": "Лампа", "en": "The lamp"}, "rest", Condition(flag="came")),
            ),
            until=AnyOf((LookAt("door", 1.5), After(20.0))),
        ),
        Beat("door", (Branch(RETURN),), once=True, say=(line("d-1", "Двері.", "The door."),)),
        Beat("lost", (Branch(ACTIONS),), say=(line("x-1", "Ніхто не прийде.", "Nobody comes."),)),
        Beat("rest", (Branch(ACTIONS),), rest=20.0),
    ]
    return Scene(
        id="told",
        title={"uk": "Розказано", "en": "Told"},
        summary={"uk": "Усе.", "en": "All of it."},
        kind="first-person",
        sources={
            "s1": Source(
                "s1", "A report", "A publisher", 2021, "page 3", "https://example.org/report?a=1&b=2"
            ),
            "s2": Source("s2", "Another", "Somebody", url="javascript:alert(1)"),
        },
        themes=("isolation",),
        age=14,
        minutes=2.5,
        place=CellPlan("punishment-cell", (2.0, 3.0, 2.5), objects=(SceneObject("door", (0.0, -1.5, 1.0)),)),
        mode="diorama",
        fallbacks=("seated",),
        targets={"diorama": "card-1"},
        scale=0.05,
        beats={beat.id: beat for beat in beats},
        first="arrive",
        languages=("uk", "en"),
        written_in="uk",
        fallback="en",
        pronounce={"uk": {"ШІЗО": "ши-зо́"}},
        consent=Consent("read aloud", date(2026, 1, 2), ("uk", "en"), "by letter"),
        reviews=(Review("legal", date(2026, 10, 1)),),
    )


def beside() -> Beside:
    made = {
        "line/a-1": {"en": text_hash("Інший рядок.")},
        "line/d-1": {"en": text_hash("Двері.")},
    }
    notes = (
        Note("line/a-2", "psychologist", date(2026, 11, 1), "Softer, please."),
        Note("beat/ask", "legal", date(2026, 11, 2), "Who chooses?", done=True),
        Note("line/gone", "legal", date(2026, 11, 3), "What became of it?"),
    )
    return Beside(made, notes)


def told(lang: str = "uk", shown: Scene | None = None) -> Board:
    """The board of ``shown`` with pictures that are none."""
    here = shown or scene()
    pictured = [Pictured(shot, b"\xff\xd8picture", (640, 360)) for shot in shots(here, "uk")]
    return board(here, lang, "diorama", TODAY, beside=beside(), pictures=pictured)


def hostile_scene(text: str) -> Scene:
    """The scene with ``text`` wherever an author writes words."""
    here = scene()
    words = {"uk": text, "en": text}

    def beat(one: Beat) -> Beat:
        return replace(
            one,
            say=tuple(
                replace(said, text=words, note=text, pages={"uk": (text, text)}, cites=("s1", text))
                for said in one.say
            ),
            hint=None if one.hint is None else Hint(1.0, words),
            choice=tuple(replace(choice, text=words) for choice in one.choice),
        )

    return replace(
        here,
        title=words,
        summary=words,
        themes=(text,),
        sources={"s1": Source("s1", text, text, 2020, text, text)},
        beats={name: beat(one) for name, one in here.beats.items()},
        consent=Consent(text, date(2026, 1, 2), (text,), text),
        reviews=(Review(text, date(2026, 1, 2)),),
        pronounce={"uk": {text: text}},
    )


class Reader(HTMLParser):
    """Reads a page as a browser would: what is open when, every attribute, the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        """(the element it stands in, text)"""
        self.feed(html)
        self.close()
        assert self.open == [], f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}"
        self.tags.append((tag, dict(attrs)))
        if tag not in {"br", "img", "input", "link", "meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [
            value or "" for _, attributes in self.tags for key, value in attributes.items() if key == name
        ]

    @property
    def text(self) -> str:
        return "".join(text for where, text in self.texts if where != "style")


def read(here: Board) -> Reader:
    return Reader(page(here))
