"""A beat's texts, all languages side by side: lines, the hint, the choices, each with what belongs to it."""

from collections.abc import Iterator

from prisonersvoice_ar.authoring.phrases import themes_in
from prisonersvoice_ar.authoring.storyboard.board import Board, unsourced
from prisonersvoice_ar.authoring.storyboard.markup import Content, Markup, anchor, el, joined
from prisonersvoice_ar.authoring.storyboard.notes import note_list
from prisonersvoice_ar.authoring.storyboard.wording import Wording, seconds_in
from prisonersvoice_ar.authoring.ways import Edge
from prisonersvoice_ar.core.script.model import Beat, Choice, Line, Words
from prisonersvoice_ar.core.script.texts import choice_key, hint_key, line_key
from prisonersvoice_ar.core.story.reading import reading_seconds


def rows(board: Board, beat: Beat, wording: Wording) -> Markup | None:
    """The table of ``beat``'s texts; None where it has none."""
    found = [*_lines(board, beat, wording), *_others(board, beat, wording)]
    if not found:
        return None
    heads = [el("th", wording.language_name(lang), scope="col") for lang in board.languages]
    head = el("tr", el("th", el("span", "id", class_="hidden"), scope="col"), *heads)
    return el("table", el("thead", head), el("tbody", *found), class_="texts")


def _lines(board: Board, beat: Beat, wording: Wording) -> Iterator[Markup]:
    for line in beat.say:
        key = line_key(line.id)
        cells = [_cell(board, (key, line.text), lang, wording, line) for lang in board.languages]
        kind = joined([wording.both("row-line"), " ", el("b", line.id)])
        yield _row(kind, cells, anchor("line", line.id))
        below = [*_sources(board, line), *_beneath(line, wording), note_list(board, key, wording)]
        yield from _under(board, [part for part in below if part])


def _others(board: Board, beat: Beat, wording: Wording) -> Iterator[Markup]:
    if beat.hint is not None:
        kind = wording.both("row-hint", seconds=seconds_in(beat.hint.after))
        yield from _other(board, beat.hint.text, hint_key(beat.id), kind, wording)
    for choice in beat.choice:
        kind = joined([wording.both("row-choice"), " → ", _goal(board, beat, choice)])
        yield from _other(board, choice.text, choice_key(beat.id, choice.id), kind, wording)


def _goal(board: Board, beat: Beat, choice: Choice) -> Content:
    edge: Edge | None = next((edge for edge in board.leaving(beat.id) if edge.way is choice), None)
    return choice.go if edge is None else edge.target


def _other(board: Board, text: Words, key: str, kind: Markup, wording: Wording) -> Iterator[Markup]:
    cells = [_cell(board, (key, text), lang, wording) for lang in board.languages]
    yield _row(kind, cells, None)
    notes = note_list(board, key, wording)
    yield from _under(board, [notes] if notes else [])


def _row(kind: Markup, cells: list[Markup], row_id: str | None) -> Markup:
    return el("tr", el("th", kind, scope="row"), *cells, id=row_id)


def _under(board: Board, parts: list[Markup]) -> Iterator[Markup]:
    if parts:
        width = len(board.languages)
        yield el("tr", el("td"), el("td", *parts, colspan=width), class_="under")


def _cell(
    board: Board, keyed: tuple[str, Words], lang: str, wording: Wording, line: Line | None = None
) -> Markup:
    """One text, given with its key, in one language; or that it is missing."""
    key, text = keyed
    if lang not in text:
        shown = board.scene.words(text, lang)
        other = next((code for code, words in text.items() if words == shown), "")
        missing = wording.both(
            "row-same" if other else "row-missing", language=lambda ui: wording.language(other, ui)
        )
        return el("td", el("p", missing, class_="mark missing"), data_language=lang)
    parts: list[Content] = [_words(text[lang], line.pages.get(lang, ()) if line else (), lang, wording)]
    if (key, lang) in board.stale:
        parts.append(el("p", wording.both("row-stale"), class_="mark stale"))
    if line is not None:
        parts.append(_voice(line, lang, wording))
        parts += _pronounced(board, text[lang], lang, wording)
    stale = "stale" if (key, lang) in board.stale else None
    return el("td", *parts, data_language=lang, class_=stale)


def _words(text: str, pages: tuple[str, ...], lang: str, wording: Wording) -> Markup:
    """A text in its own direction; where the author breaks captions, each on a line of its own."""
    if len(pages) < 2:
        return el("p", text, lang=lang, dir="auto", class_="words")
    bar = el("span", el("span", wording.both("row-break"), class_="hidden"), class_="break")
    shown = [el("span", page, class_="page") for page in pages]
    return el("p", joined(shown, by=bar), lang=lang, dir="auto", class_="words")


def _voice(line: Line, lang: str, wording: Wording) -> Markup:
    voice = line.voices.get(lang)
    if voice is None:
        seconds = seconds_in(reading_seconds(line.text[lang]))
        return el("p", wording.both("row-voiceless", seconds=seconds), class_="voice none")
    kind = "synthetic" if voice.synthetic else "voice"
    said = wording.both(f"row-{kind}", seconds=seconds_in(voice.seconds))
    old = el("span", wording.both("row-voice-stale"), class_="mark stale") if voice.stale else None
    return el("p", said, " " if old else None, old, class_=f"voice {kind}")


def _pronounced(board: Board, text: str, lang: str, wording: Wording) -> Iterator[Markup]:
    hard = board.scene.pronounce.get(lang, {})
    found = [joined([written, " → ", el("b", said)]) for written, said in hard.items() if written in text]
    if found:
        words = el("bdi", joined(found, by="; "), lang=lang)
        yield el("p", wording.both("row-pronounce"), ": ", words, class_="say")


def _sources(board: Board, line: Line) -> Iterator[Markup]:
    if line.cites:
        links = [
            el("a", name, href=f"#{anchor('source', name)}") if name in board.scene.sources else name
            for name in line.cites
        ]
        yield el("p", "[", joined(links, by=", "), "]", class_="cites")


def _beneath(line: Line, wording: Wording) -> Iterator[Markup]:
    lacking = unsourced(line)
    if lacking:
        message = "row-fact-unsourced" if lacking == "said" else "row-fact-likely"
        yield el("p", wording.both(message), class_=f"mark {lacking}")
    if line.note:
        yield el(
            "p", wording.both("row-note"), ": ", el("bdi", line.note, class_="direction"), class_="voice-note"
        )
    named = line.contains or ()
    if named:
        yield el("p", wording.both("row-themes", themes=lambda lang: themes_in(named, lang)), class_="themes")
