"""The story, beat by beat: pictures, texts, waits, cues, and where each leads."""

from base64 import b64encode
from collections.abc import Iterator
from functools import partial

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.storyboard.board import Board, Pictured
from prisonersvoice_ar.authoring.storyboard.cards import reason
from prisonersvoice_ar.authoring.storyboard.markup import Content, Markup, anchor, el, joined
from prisonersvoice_ar.authoring.storyboard.notes import note_list
from prisonersvoice_ar.authoring.storyboard.rows import rows
from prisonersvoice_ar.authoring.storyboard.wording import Wording
from prisonersvoice_ar.authoring.ways import Edge
from prisonersvoice_ar.core.script.model import ACTIONS, Ambience, Beat
from prisonersvoice_ar.core.script.texts import beat_key
from prisonersvoice_ar.core.story.lights import by_day


def beats(board: Board, wording: Wording) -> Markup:
    """The section with every beat."""
    return el(
        "section",
        el("h2", wording.both("beats")),
        *(_beat(board, beat, wording) for beat in board.scene.beats.values()),
        id="beats",
    )


def _beat(board: Board, beat: Beat, wording: Wording) -> Markup:
    reached = beat.id in board.reached
    parts: list[Content] = [
        el(
            "h3",
            el("span", str(board.numbers[beat.id]), class_="number"),
            " ",
            beat.id,
            *_marks(beat, wording),
        ),
        None if reached else el("p", wording.both("beat-unreached"), class_="mark missing"),
        _times(board, beat, wording),
        el("div", _pictures(board, beat, wording), _beside(board, beat, wording), class_="look"),
        rows(board, beat, wording),
    ]
    notes = note_list(board, beat_key(beat.id), wording)
    if notes:
        parts.append(el("section", el("h4", wording.both("beat-notes")), notes))
    return el("article", *parts, id=anchor("beat", beat.id), class_="beat" if reached else "beat unreached")


def _marks(beat: Beat, wording: Wording) -> Iterator[Markup]:
    if beat.once:
        yield el("span", wording.both("sheet-once"), class_="tag")
    if beat.rest is not None:
        yield el("span", wording.both("sheet-rest"), class_="tag")


def _times(board: Board, beat: Beat, wording: Wording) -> Markup:
    begins = board.timing.begins.get(beat.id)
    starts = (
        joined([wording.both("beat-starts"), " ", wording.span(begins, clock=True), ", "]) if begins else None
    )
    lasts = joined([wording.both("beat-lasts"), " ", wording.span(board.timing.lasts[beat.id], clock=False)])
    coming = [el("a", source, href=f"#{anchor('beat', source)}") for source in board.coming(beat.id)]
    before = joined([" · ", wording.both("beat-comes"), " ", joined(coming, by=", ")]) if coming else None
    return el("p", starts, lasts, before, class_="times")


def _beside(board: Board, beat: Beat, wording: Wording) -> Markup:
    """What stands beside the pictures."""
    parts = (_begin(beat, wording), _waits(beat, wording), _cues(beat, wording), _leads(board, beat, wording))
    return el("div", *parts, class_="side")


def _begin(beat: Beat, wording: Wording) -> Markup | None:
    if beat.begin is None:
        return None
    return el("p", wording.each(lambda lang: phrases.beginning(beat, lang)), class_="begins")


def _pictures(board: Board, beat: Beat, wording: Wording) -> Markup | None:
    figures = [_figure(board, pictured, wording) for pictured in board.pictures.get(beat.id, ())]
    return el("div", *figures, class_="pictures") if figures else None


def _figure(board: Board, pictured: Pictured, wording: Wording) -> Markup:
    shot, (width, height) = pictured.shot, pictured.size
    lights = _lights(pictured, wording)
    message = "picture-wait" if shot.line is None else "picture-line"
    facts = {"beat": shot.beat, "line": shot.line or ""}
    data = "data:image/jpeg;base64," + b64encode(pictured.jpeg).decode("ascii")
    image = el(
        "img",
        src=data,
        width=width,
        height=height,
        alt=". ".join((wording.one(message, **facts), *_read(board, pictured))),
        decoding="async",
    )
    return el("figure", image, el("figcaption", wording.both(message, **facts), ". ", lights))


def _read(board: Board, pictured: Pictured) -> Iterator[str]:
    """The words that can be read in a picture: who cannot see it hears them."""
    shot, scene = pictured.shot, board.scene
    beat, lang = scene.beats[shot.beat], shot.state.lang
    said = [line.text for line in beat.say if line.id == shot.line]
    if shot.line is None:
        said += [beat.hint.text] if beat.hint is not None else []
        said += [choice.text for choice in beat.choice]
    book = phrases.phrases(board.lang)
    return (book.text("quoted", name=scene.words(text, lang)) for text in said)


def _lights(pictured: Pictured, wording: Wording) -> Markup:
    def told(lang: str) -> str:
        levels = ", ".join(
            wording.one("light", lang, name=name, level=phrases.share(level, lang))
            for name, level in pictured.shot.levels.items()
        )
        said = wording.one("picture-lights", lang, lights=levels)
        if by_day(pictured.shot.levels):
            said += " " + wording.one("bunk-up", lang)
        return said

    return wording.each(told)


def _waits(beat: Beat, wording: Wording) -> Markup | None:
    if not phrases.waiting(beat, wording.lang):
        return None
    waits = wording.each(lambda lang: " ".join(phrases.waiting(beat, lang)))
    return el("section", el("h4", wording.both("beat-waits")), el("p", waits), class_="waits")


def _cues(beat: Beat, wording: Wording) -> Markup | None:
    found = [wording.each(partial(phrases.say, part)) for part in (*_sounding(beat), *beat.cues)]
    if beat.light is not None:
        found.insert(0, wording.each(partial(phrases.leading_light, beat.light)))
    found += [wording.each(partial(phrases.setting, flag, value)) for flag, value in beat.set.items()]
    if not found:
        return None
    return el("section", el("h4", wording.both("beat-cues")), el("ul", *(el("li", item) for item in found)))


def _sounding(beat: Beat) -> tuple[Ambience, ...]:
    return () if beat.ambience is None else (beat.ambience,)


def _leads(board: Board, beat: Beat, wording: Wording) -> Markup:
    items = [el("li", _way(board, edge, wording)) for edge in board.leaving(beat.id)]
    return el("section", el("h4", wording.both("beat-leads")), el("ul", *items, class_="ways"))


def _way(board: Board, edge: Edge, wording: Wording) -> Markup:
    why = wording.each(lambda lang: reason(edge, lang, board.scene))
    said = joined([": ", why]) if why else None
    return joined(["→ ", _place(board, edge.target, wording), said])


def _place(board: Board, target: str, wording: Wording) -> Markup:
    if target == ACTIONS or target not in board.numbers:
        return wording.each(lambda lang: phrases.end(ACTIONS, lang))
    name = joined([str(board.numbers[target]), " ", target])
    return el("a", name, href=f"#{anchor('beat', target)}")
