"""The storyboard as one HTML page that is whole in itself: no script, no font, no picture from elsewhere."""

from importlib import resources

from prisonersvoice_ar.authoring.storyboard.board import Board
from prisonersvoice_ar.authoring.storyboard.diagram import diagram
from prisonersvoice_ar.authoring.storyboard.head import about, numbers, title
from prisonersvoice_ar.authoring.storyboard.markup import Markup, el, joined, trusted
from prisonersvoice_ar.authoring.storyboard.story import beats
from prisonersvoice_ar.authoring.storyboard.tail import checked, loose_notes, sources
from prisonersvoice_ar.authoring.storyboard.wording import Wording

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""what a browser is told to allow: a second wall behind the escaping, and a promise that nothing is fetched"""


def page(board: Board) -> str:
    """The whole page, to be written as UTF-8."""
    wording = Wording(board.lang)
    sections = {
        "about": about(board, wording),
        "numbers": numbers(board, wording),
        "graph": diagram(board, wording),
        "beats": beats(board, wording),
        "sources": sources(board, wording),
        "loose-notes": loose_notes(board, wording),
        "checked": checked(board, wording),
    }
    there = {name: section for name, section in sections.items() if section is not None}
    body = el(
        "body",
        *_switches(wording),
        el("a", wording.both("page-skip"), href="#beats", class_="skip"),
        el("header", title(board, wording), _choice(wording), _contents(there, wording)),
        el("main", *there.values()),
        el("footer", el("p", wording.both("page-made", date=board.today.isoformat()))),
    )
    return "<!doctype html>\n" + el("html", _head(board, wording), body, lang=board.lang) + "\n"


def _head(board: Board, wording: Wording) -> Markup:
    name = board.scene.words(board.scene.title, board.lang)
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", wording.one("page-title", title=name)),
        el("style", trusted(_style(wording))),
    )


def _style(wording: Wording) -> str:
    """The style sheet, and a rule for each language that hides the others."""
    sheet = resources.files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    hiding = [
        f"#ui-{shown}:checked ~ * .ui[lang={other}] {{ display: none; }}"
        for shown in wording.languages
        for other in wording.languages
        if other != shown
    ]
    focus = [
        f"#ui-{lang}:focus-visible ~ header label[for=ui-{lang}] {{ outline: 3px solid var(--rust); }}\n"
        f"#ui-{lang}:checked ~ header label[for=ui-{lang}] {{ background: var(--ink); color: var(--paper); }}"
        for lang in wording.languages
    ]
    return "\n".join([sheet, *hiding, *focus])


def _switches(wording: Wording) -> list[Markup]:
    """Radio buttons before everything, so that plain CSS can show one language: it works without any script."""
    return [
        el(
            "input",
            type="radio",
            name="ui",
            id=f"ui-{lang}",
            class_="switch",
            checked=lang == wording.lang,
            autocomplete="off",
            aria_label=f"{wording.one('page-switch', lang)} {wording.language(lang, lang)}",
        )
        for lang in wording.languages
    ]


def _choice(wording: Wording) -> Markup:
    labels = [
        el("label", wording.language(lang, lang), for_=f"ui-{lang}", lang=lang) for lang in wording.languages
    ]
    return el("p", wording.both("page-switch"), " ", *labels, class_="choice")


def _contents(there: dict[str, Markup], wording: Wording) -> Markup:
    targets = {"loose-notes": "loose"}
    items = [el("li", el("a", wording.both(name), href=f"#{targets.get(name, name)}")) for name in there]
    return el("nav", el("ul", joined(items)), aria_label=wording.one("contents"))
