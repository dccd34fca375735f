"""What stands before the story: whose words, the notice, consent, reviews, and the scene in numbers."""

from collections.abc import Iterator

from prisonersvoice_ar.authoring import phrases
from prisonersvoice_ar.authoring.storyboard.board import Board, is_built, unsourced
from prisonersvoice_ar.authoring.storyboard.markup import Content, Markup, el, joined
from prisonersvoice_ar.authoring.storyboard.notes import note_list
from prisonersvoice_ar.authoring.storyboard.wording import Wording
from prisonersvoice_ar.core.script.model import Mode, Words
from prisonersvoice_ar.core.script.texts import SUMMARY, TITLE, texts_of
from prisonersvoice_ar.core.story.reading import line_seconds


def title(board: Board, wording: Wording) -> Markup:
    """The scene's title in each of its languages."""
    first, *others = board.languages or (wording.lang,)
    main = board.scene.words(board.scene.title, first)
    rest = [
        el("span", board.scene.title[lang], lang=lang, dir="auto")
        for lang in others
        if lang in board.scene.title
    ]
    return joined(
        [
            el("h1", main, lang=first, dir="auto"),
            el("p", joined(rest, by=" · "), class_="titles") if rest else None,
            el("p", wording.both("draft"), class_="mark stale") if board.scene.draft else None,
            note_list(board, TITLE, wording),
        ]
    )


def about(board: Board, wording: Wording) -> Markup:
    """The section on what a reviewer wants to know first."""
    scene = board.scene
    facts = [
        _fact(
            "about-summary", wording, _in_languages(board, scene.summary), note_list(board, SUMMARY, wording)
        ),
        _fact("about-kind", wording, el("p", wording.both(f"kind-{scene.kind}"))),
        _fact("about-notice", wording, *_notice(board, wording)),
        _fact("about-consent", wording, _consent(board, wording)),
        _fact("about-reviews", wording, _reviews(board, wording)),
        _fact("about-seen", wording, _seen(board, wording)),
        _fact("about-place", wording, _place(board, wording)),
        _fact("languages-of", wording, _languages(board, wording)),
        _pronounced(board, wording),
    ]
    return el("section", el("h2", wording.both("about")), el("dl", *facts), id="about")


def _fact(name: str, wording: Wording, *content: Content) -> Markup:
    return el("div", el("dt", wording.both(name)), el("dd", *content))


def _in_languages(board: Board, text: Words) -> Markup:
    return joined(
        el("p", text[lang], lang=lang, dir="auto", class_="words") for lang in board.languages if lang in text
    )


def _notice(board: Board, wording: Wording) -> Iterator[Markup]:
    scene = board.scene
    if scene.themes:
        yield el(
            "p", wording.both("notice-themes", themes=lambda lang: phrases.themes_in(scene.themes, lang))
        )
    yield el(
        "p",
        wording.both(
            "notice-for",
            age=scene.age,
            minutes=int(scene.minutes) if scene.minutes.is_integer() else scene.minutes,
        ),
    )


def _consent(board: Board, wording: Wording) -> Markup:
    consent = board.scene.consent
    if consent is None:
        lacking = board.scene.kind == "first-person"
        message = wording.both("consent-missing" if lacking else "consent-none")
        return el("p", message, class_="mark missing" if lacking else None)
    languages = ", ".join(consent.languages)
    rows: list[tuple[str, str]] = [
        ("consent-scope", consent.scope),
        ("consent-on", consent.on.isoformat()),
        ("consent-languages", languages),
        ("consent-withdraw", consent.withdraw),
    ]
    return el(
        "ul",
        *(el("li", wording.both(name), ": ", el("bdi", value)) for name, value in rows if value),
    )


def _reviews(board: Board, wording: Wording) -> Markup:
    if not board.scene.reviews:
        return el("p", wording.both("reviews-none"), class_="mark missing")
    items = [
        el("li", wording.both("review", role=review.role, date=review.on.isoformat()))
        for review in board.scene.reviews
    ]
    return el("ul", *items)


def _seen(board: Board, wording: Wording) -> Markup:
    modes = board.scene.modes

    def named(mode: Mode, lang: str) -> str:
        return wording.one(f"mode-{mode}", lang)

    return el(
        "p",
        wording.both(
            "seen-modes",
            modes=lambda lang: ", ".join(named(mode, lang) for mode in modes),
            mode=lambda lang: named(board.mode, lang),
        ),
    )


def _place(board: Board, wording: Wording) -> Markup:
    width, depth, height = board.scene.place.size
    size = wording.both(
        "place-size",
        width=lambda lang: phrases.number(width, lang),
        depth=lambda lang: phrases.number(depth, lang),
        height=lambda lang: phrases.number(height, lang),
    )
    objects = ", ".join(thing.id for thing in board.scene.place.objects)
    there = el("p", wording.both("place-objects", objects=objects)) if objects else None
    return joined([el("p", size), there, _stand_in(board, wording)])


def _stand_in(board: Board, wording: Wording) -> Markup | None:
    """A draft may be written before its cell is built: what the pictures show then is another one."""
    kind = board.scene.place.kind
    return (
        None if is_built(board.scene) else el("p", wording.both("stand-in", cell=kind), class_="mark stale")
    )


def _languages(board: Board, wording: Wording) -> Markup:
    written, fallback = board.scene.written_in, board.scene.fallback
    return el(
        "p",
        wording.both(
            "languages-said",
            written=lambda lang: wording.language(written, lang),
            fallback=lambda lang: wording.language(fallback, lang),
        ),
    )


def _pronounced(board: Board, wording: Wording) -> Markup | None:
    items = [
        el("li", el("bdi", f"{word} → {said}", lang=lang))
        for lang, words in board.scene.pronounce.items()
        for word, said in words.items()
    ]
    return _fact("about-pronounce", wording, el("ul", *items)) if items else None


# --- numbers --------------------------------------------------------------------------------------


def numbers(board: Board, wording: Wording) -> Markup:
    """The section with counts, and a table of the languages."""
    scene = board.scene
    lines = [line for beat in scene.beats.values() for line in beat.say]
    counts: list[tuple[str, Content]] = [
        ("numbers-beats", str(len(scene.beats))),
        ("numbers-lines", str(len(lines))),
        ("numbers-choices", str(sum(bool(beat.choice) for beat in scene.beats.values()))),
        ("numbers-unreached", str(len(scene.beats) - len(board.reached))),
        ("numbers-unsourced", str(sum(bool(unsourced(line)) for line in lines))),
        ("numbers-notes", str(sum(not note.done for note in board.beside.notes))),
    ]
    if board.timing.whole is not None:
        counts.insert(0, ("numbers-time", wording.span(board.timing.whole, clock=True)))
    items = [el("div", el("dt", wording.both(name)), el("dd", value)) for name, value in counts]
    return el(
        "section",
        el("h2", wording.both("numbers")),
        el("dl", *items, class_="counts"),
        el(
            "div",
            _by_language(board, wording),
            class_="scrolls",
            tabindex="0",
            role="region",
            aria_label=wording.one("languages-of"),
        ),
        id="numbers",
    )


_ROWS = ("words", "spoken", "recorded", "synthetic", "voiceless", "missing", "stale")


def _by_language(board: Board, wording: Wording) -> Markup:
    """A column for each language: there are few, so that it fits a telephone."""
    named = [el("th", wording.language_name(lang), scope="col") for lang in board.languages]
    head = [el("th", wording.both("numbers-language"), scope="col"), *named]
    columns = [_numbers_of(board, lang, wording) for lang in board.languages]
    rows = [
        el("tr", el("th", wording.both(f"numbers-{name}"), scope="row"), *cells)
        for name, cells in zip(_ROWS, zip(*columns, strict=True), strict=True)
    ]
    return el("table", el("thead", el("tr", *head)), el("tbody", *rows), class_="numbers")


def _numbers_of(board: Board, lang: str, wording: Wording) -> Iterator[Markup]:
    scene = board.scene
    lines = [line for beat in scene.beats.values() for line in beat.say]
    texts = texts_of(scene).values()
    voices = [line.voices.get(lang) for line in lines]
    seconds = sum(line_seconds(scene, line, lang) for line in lines if lang in line.text)
    yield el("td", str(sum(len(line.text.get(lang, "").split()) for line in lines)))
    yield el("td", wording.each(lambda ui: phrases.number(round(seconds / 60, 1), ui)))
    yield el("td", str(sum(voice is not None and not voice.synthetic for voice in voices)))
    yield el("td", str(sum(voice is not None and voice.synthetic for voice in voices)))
    yield el("td", str(sum(voice is None for voice in voices)))
    yield el("td", str(sum(lang not in text for text in texts)))
    yield el("td", str(sum(language == lang for _, language in board.stale)))
