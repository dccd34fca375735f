"""The ways through the story as a drawing (inline SVG), once for each language of the page."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.graph import Arrow, Box, Drawn, Link, Node, lay_out
from prisonersvoice_ar.authoring.storyboard.bands import Band, Part, bands
from prisonersvoice_ar.authoring.storyboard.board import Board
from prisonersvoice_ar.authoring.storyboard.cards import reason
from prisonersvoice_ar.authoring.storyboard.markup import Markup, anchor, el, joined
from prisonersvoice_ar.authoring.storyboard.wording import Wording, clock_time
from prisonersvoice_ar.authoring.ways import Edge
from prisonersvoice_ar.core.script.model import ACTIONS

MOST_BEATS = 250
"""of more no drawing can be read, and laying it out takes seconds"""
_HEIGHT = 52.0
_SMALL = 15.5
"""pixels from line to line of a label"""
_WIDE, _WIDE_LETTER = 7.8, 9.4
"""pixels of a letter of a label, and of a name; a little more than they take"""
_LABEL_LETTERS = 26
_MOST_LINES = 4
_LONGEST_NAME = 26
_LEAST = 0.93
"""share of its size down to which a drawing shrinks before it is scrolled: its smallest letters, of 13 px, stay over 12"""
_TALL = 1100.0
"""pixels from which a drawing is printed on several pages: on one it could not be read"""


def diagram(board: Board, wording: Wording) -> Markup:
    """The section with the drawing."""
    head = el("h2", wording.both("graph"))
    if len(board.scene.beats) > MOST_BEATS:
        many = el("p", wording.both("graph-too-large", beats=len(board.scene.beats)))
        return el("section", head, many, id="graph")
    drawings = joined(_drawing(board, lang, wording) for lang in wording.languages)
    tall = 'class="ui bands"' in drawings
    return el(
        "section",
        head,
        el("p", wording.both("graph-lead")),
        # a region that scrolls can be reached by the keyboard
        el("div", drawings, class_="drawing", tabindex="0", role="region", aria_label=wording.one("graph")),
        id="graph",
        class_="tall" if tall else None,
    )


def _drawing(board: Board, lang: str, wording: Wording) -> Markup:
    labels = [_label(edge, lang, board) for edge in board.ways]
    ends = any(edge.target == ACTIONS for edge in board.ways)
    end_name = phrases.end(ACTIONS, lang)
    facts = {beat: _facts(board, beat, lang, wording) for beat in board.scene.beats}
    nodes = [
        Node(beat, _box_width(f"{board.numbers[beat]} {beat}", told), _HEIGHT) for beat, told in facts.items()
    ]
    nodes += [Node(ACTIONS, _box_width(end_name), _HEIGHT)] if ends else []
    links = [
        Link(edge.source, edge.target, _label_size(label))
        for edge, label in zip(board.ways, labels, strict=True)
    ]
    drawn = lay_out(nodes, links)
    arrows = [_arrow(edge, arrow, lang) for edge, arrow in zip(board.ways, drawn.arrows, strict=True)]
    words = [_words(label, arrow) for label, arrow in zip(labels, drawn.arrows, strict=True) if label]
    boxes = [
        _boxed(drawn.boxes[beat], _beat(board, beat, drawn.boxes[beat], told)) for beat, told in facts.items()
    ]
    if ends:
        boxes.append(_boxed(drawn.boxes[ACTIONS], _end(drawn.boxes[ACTIONS], end_name)))
    svgs = _svgs(drawn, lang, wording, [*arrows, *words, *boxes])
    return joined([_opening(drawn, board.scene.first, lang), svgs])


def _boxed(box: Box, drawn: Markup) -> Part:
    return Part(drawn, box.y, box.y + box.height, "box")


def _opening(drawn: Drawn, first: str, lang: str) -> Markup:
    """Where a drawing that is wider than its frame is scrolled to as the page opens."""
    box = drawn.boxes[first]
    middle = round((box.x + box.width / 2) * _LEAST, 1)
    return el("span", class_="ui opens", lang=lang, aria_hidden="true", style=f"--first: {middle}px")


def _svgs(drawn: Drawn, lang: str, wording: Wording, parts: Sequence[Part]) -> Markup:
    """The drawing; a tall one in several, for it is printed on several pages."""
    told = {"lang": lang, "role": "group", "aria_label": wording.one("graph", lang)}
    if drawn.height <= _TALL:
        return _svg(
            drawn, Band(0.0, drawn.height, tuple(part.drawn for part in parts)), lang, "ui graph", told
        )
    cut = bands(parts, (drawn.width, drawn.height))
    return el("div", *(_svg(drawn, band, lang, "graph tall", {}) for band in cut), class_="ui bands", **told)


def _svg(drawn: Drawn, band: Band, lang: str, kind: str, told: Mapping[str, str]) -> Markup:
    width, height = round(drawn.width, 1), round(band.bottom - band.top, 1)
    return el(
        "svg",
        el("defs", *_heads(lang)) if band.top == 0.0 else None,
        *band.parts,
        class_=kind,
        viewBox=f"0 {round(band.top, 1)} {width} {height}",
        width=width,
        height=height,
        style=f"--least: {round(drawn.width * _LEAST, 1)}px",
        **told,
    )


def _heads(lang: str) -> Iterator[Markup]:
    for kind in ("", "-dashed"):
        yield el(
            "marker",
            el("path", d="M0,0 L8,4 L0,8 z"),
            id=f"head-{lang}{kind}",
            class_=f"head{kind}",
            markerWidth=8,
            markerHeight=8,
            refX=7,
            refY=4,
            orient="auto",
            markerUnits="userSpaceOnUse",
        )


def _beat(board: Board, beat: str, box: Box, facts: str) -> Markup:
    kinds = ["node"]
    kinds += ["unreached"] if beat not in board.reached else []
    kinds += ["rest"] if board.scene.beats[beat].rest is not None else []
    kinds += ["first"] if beat == board.scene.first else []
    name = f"{board.numbers[beat]} {beat}"
    content = [
        el("title", f"{name}: {facts}"),
        _rect(box, 7),
        _text(textwrap.shorten(name, _LONGEST_NAME, placeholder="…"), box, 22.0, "name"),
        _text(facts, box, 41.0, "facts"),
    ]
    return el("a", *content, href=f"#{anchor('beat', beat)}", class_=" ".join(kinds))


def _facts(board: Board, beat: str, lang: str, wording: Wording) -> str:
    """When it begins, how much it says."""
    here = board.scene.beats[beat]
    begins = board.timing.begins.get(beat)
    facts = [clock_time(begins.shortest)] if begins else [wording.one("sheet-unreached", lang)]
    facts += [wording.one("sheet-lines", lang, count=len(here.say))] if here.say else []
    facts += [wording.one("sheet-once", lang)] if here.once else []
    return " · ".join(facts)


def _end(box: Box, name: str) -> Markup:
    return el("g", _rect(box, _HEIGHT / 2), _text(name, box, 31.0, "name"), class_="node end")


def _rect(box: Box, radius: float) -> Markup:
    return el(
        "rect",
        x=round(box.x, 1),
        y=round(box.y, 1),
        width=round(box.width, 1),
        height=round(box.height, 1),
        rx=radius,
    )


def _text(text: str, box: Box, down: float, kind: str) -> Markup:
    return el("text", text, x=round(box.x + box.width / 2, 1), y=round(box.y + down, 1), class_=kind)


def _label(edge: Edge, lang: str, board: Board) -> list[str]:
    """The lines of an arrow's label."""
    lines = textwrap.wrap(reason(edge, lang, board.scene), _LABEL_LETTERS)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1] + "…"]
    return lines


def _label_size(lines: Sequence[str]) -> tuple[float, float]:
    if not lines:
        return (0.0, 0.0)
    return (max(map(len, lines)) * _WIDE + 10.0, len(lines) * _SMALL + 4.0)


def _box_width(name: str, facts: str = "") -> float:
    wanted = (min(len(name), _LONGEST_NAME) * _WIDE_LETTER, len(facts) * _WIDE)
    return max(100.0, *wanted) + 22.0


def _words(lines: Sequence[str], arrow: Arrow) -> Part:
    """A label with paper behind it, so that the arrow does not cross its words."""
    width, height = _label_size(lines)
    x, y = arrow.label
    under = el(
        "rect",
        x=round(x - width / 2, 1),
        y=round(y - height / 2, 1),
        width=round(width, 1),
        height=round(height, 1),
    )
    top = y - height / 2 + 13.0
    spans = [
        el("tspan", line, x=round(x, 1), y=round(top + _SMALL * index + 1.0, 1))
        for index, line in enumerate(lines)
    ]
    return Part(el("g", under, el("text", *spans), class_="why"), y - height / 2, y + height / 2, "label")


def _arrow(edge: Edge, arrow: Arrow, lang: str) -> Part:
    dashed = edge.kind in ("aside", "return")
    drawn = el(
        "path",
        d=_path(arrow),
        class_=f"arrow {edge.kind}",
        marker_end=f"url(#head-{lang}{'-dashed' if dashed else ''})",
    )
    heights = [y for _, y in arrow.points]
    return Part(drawn, min(heights), max(heights), "arrow")


def _path(arrow: Arrow) -> str:
    (x, y), *others = [(round(x, 1), round(y, 1)) for x, y in arrow.points]
    if arrow.loop:
        (_, end), out = others[0], 26
        return f"M{x},{y} C{x + out},{y - 8} {x + out},{end + 8} {x + 2},{end}"
    steps = [f"M{x},{y}"]
    for to_x, to_y in others:
        middle = round((y + to_y) / 2, 1)
        straight = abs(to_x - x) < 0.5
        steps.append(f"L{to_x},{to_y}" if straight else f"C{x},{middle} {to_x},{middle} {to_x},{to_y}")
        x, y = to_x, to_y
    return " ".join(steps)
