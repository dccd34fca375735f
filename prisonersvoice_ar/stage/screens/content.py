"""From a View to what a screen says, in words: menus, the actions' board, the story's screen. No engine."""

import math
from urllib.parse import urlsplit

from prisonersvoice_ar.core.actions import Action, Campaign, CreditGroup
from prisonersvoice_ar.core.layout import Block, Board, CardText, Face, Menu, StoryScreen, Style
from prisonersvoice_ar.core.script.model import Words
from prisonersvoice_ar.core.visit.view import Button, Overlay, Phase, View
from prisonersvoice_ar.words import Interface

_CORNER = frozenset({"skip", "pause", "leave"})
"""always in the same place, at the top right"""

_TITLE = Style.TITLE


def said(text: Words, lang: str) -> str:
    """``text`` in ``lang``, or in English, or in any language."""
    return text.get(lang) or text.get("en") or next(iter(text.values()), "")


def faces(view: View, words: Interface) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """The buttons' faces: (at the corner, in the body); an overlay has none at the corner."""
    corner: list[Face] = []
    body: list[Face] = []
    for button in view.buttons:
        here = view.overlay is None and view.phase is not Phase.FAREWELL and button.id in _CORNER
        (corner if here else body).append(_face(button, words))
    return tuple(corner), tuple(body)


def _face(button: Button, words: Interface) -> Face:
    label = button.label if button.literal else words.text(button.label)
    key = f"key-{button.key}"
    shown = "" if not button.key else words.text(key) if words.has(key) else button.key.upper()
    return Face(button.id, label, shown, button.primary)


def menu(view: View, campaign: Campaign, words: Interface, *, seen: bool, message: str) -> Menu:
    """The menu of a phase or of what lies over it."""
    corner, body = faces(view, words)
    notes = (Block(message, Style.SMALL, bullet=True, space=1.5),) if message else ()
    match view.overlay or view.phase:
        case Phase.ATTRACT:
            return Menu((*_title_page(view, words), *notes), body, corner)
        case Phase.LANGUAGE:
            return _languages(body, corner, notes)
        case Phase.NOTICE:
            return Menu((*_notice(view, words), *notes), body, corner)
        case Phase.HOWTO:
            return Menu((*_howto(view, words, seen=seen), *notes), body, corner, drawing=True)
        case Overlay.PAUSED:
            return _plain(words.text("paused-title"), words.text("paused-text"), body, notes)
        case Overlay.LEAVING:
            return _plain(words.text("leaving-title"), words.text("leaving-text"), body, notes)
        case Overlay.OPEN_LINK:
            return _open_link(view, campaign, words, body)
        case Overlay.NOT_OPENED:
            return _plain(words.text("unopened-title"), _unopened(view, campaign, words), body, notes)
        case Overlay.CREDITS:
            return Menu(_credits(view, campaign, words), body, measure_share=1.7)
        case _:
            return _farewell(view, campaign, words, body)


def board(view: View, campaign: Campaign, words: Interface) -> Board:
    """The actions, each with its code."""
    corner, body = faces(view, words)
    buttons = {face.id: face for face in body}
    cards = tuple(
        _card(action, view, words, buttons.pop(f"open:{action.id}", None)) for action in campaign.actions
    )
    support = campaign.support
    footing = (Block(said(support.text, view.lang), Style.SMALL),) if support is not None else ()
    return Board(
        (
            Block(words.text("actions-title"), _TITLE),
            Block(words.text("actions-lead"), Style.BODY, quiet=True),
        ),
        cards,
        footing,
        tuple(buttons.values()),
        corner,
    )


def story(view: View, words: Interface, *, lost: bool, message: str) -> StoryScreen:
    """The story's screen; the rest is one too, without marks."""
    corner, body = faces(view, words)
    if view.phase is Phase.REST:
        return StoryScreen(corner, body, message=message)
    marks = [words.text(f"mark-{view.scene.kind}")]
    if _synthetic(view):
        marks.append(words.text("mark-synthetic"))
    return StoryScreen(
        corner,
        body,
        tuple(marks),
        view.hint,
        message,
        words.text(f"lost-{view.mode}") if lost else "",
    )


def _synthetic(view: View) -> bool:
    """Whether a machine reads in this language: said all through the story, so that the mark does not come and go."""
    lines = (line for beat in view.scene.beats.values() for line in beat.say)
    return any(view.lang in line.voices and line.voices[view.lang].synthetic for line in lines)


def rest_blocks(words: Interface) -> tuple[Block, ...]:
    """What stands in the quiet."""
    return (Block(words.text("rest-title"), _TITLE), Block(words.text("rest-text"), Style.LEAD, quiet=True))


def _title_page(view: View, words: Interface) -> tuple[Block, ...]:
    return (
        Block("#PrisonersVoice", Style.BODY, quiet=True),
        Block(view.scene.words(view.scene.title, view.lang), _TITLE),
        Block(view.scene.words(view.scene.summary, view.lang), Style.LEAD),
        Block(words.text("attract-invite"), Style.BODY, quiet=True),
    )


def _languages(body: tuple[Face, ...], corner: tuple[Face, ...], notes: tuple[Block, ...]) -> Menu:
    codes = [face.id.partition(":")[2] for face in body if face.id.startswith("lang:")]
    asked = dict.fromkeys(Interface(code).text("language-title") for code in codes)
    blocks = (Block("#PrisonersVoice", _TITLE), *(Block(text, Style.LEAD, quiet=True) for text in asked))
    return Menu((*blocks, *notes), body, corner, align=0.5, button_scale=1.45)


def _notice(view: View, words: Interface) -> tuple[Block, ...]:
    scene = view.scene
    themes = ", ".join(_theme(theme, words) for theme in scene.themes)
    lines = [
        words.text(f"mark-{scene.kind}") + ".",
        words.text("notice-themes", themes=themes) if themes else "",
        words.text("notice-length", minutes=max(1, math.ceil(scene.minutes)))
        + " "
        + words.text("notice-age", age=scene.age),
        words.text("notice-senses"),
        words.text("notice-free"),
        words.text("notice-private"),
    ]
    return (
        Block(words.text("notice-title"), _TITLE),
        Block(
            f"{scene.words(scene.title, view.lang)}. {scene.words(scene.summary, view.lang)}",
            Style.BODY,
            quiet=True,
        ),
        *(Block(line, Style.BODY, bullet=True, space=0.9) for line in lines if line),
    )


def _theme(theme: str, words: Interface) -> str:
    return words.text(f"theme-{theme}") if words.has(f"theme-{theme}") else theme.replace("-", " ")


def _howto(view: View, words: Interface, *, seen: bool) -> tuple[Block, ...]:
    mode = view.mode
    found = (Block(words.text("howto-seen", mode=mode), Style.BODY, bullet=True, space=1.5),)
    return (
        Block(words.text(f"howto-title-{mode}"), _TITLE),
        Block(words.text(f"howto-text-{mode}"), Style.LEAD),
        *(found if seen and mode != "seated" else ()),
    )


def _plain(title: str, text: str, body: tuple[Face, ...], notes: tuple[Block, ...]) -> Menu:
    return Menu((Block(title, _TITLE), Block(text, Style.LEAD, quiet=True), *notes), body, align=0.5)


def _open_link(view: View, campaign: Campaign, words: Interface, body: tuple[Face, ...]) -> Menu:
    action = campaign.action(view.link)
    host = action.host if action is not None else ""
    title = (Block(said(action.title, view.lang), Style.BODY, quiet=True),) if action is not None else ()
    blocks = (
        *title,
        Block(words.text("open-title"), _TITLE),
        Block(words.text("open-text", host=host), Style.LEAD),
        Block(words.text("open-note"), Style.BODY, quiet=True),
    )
    return Menu(blocks, body, align=0.5)


def _unopened(view: View, campaign: Campaign, words: Interface) -> str:
    """Where else the page is: its code, where it has one; its address, where that is the host alone."""
    action = campaign.action(view.link)
    parts = [words.text("unopened-code")] if action in campaign.actions else []
    if action is not None and urlsplit(action.url).path in ("", "/"):
        parts.append(words.text("unopened-address", host=action.host))
    return " ".join(parts)


def _credits(view: View, campaign: Campaign, words: Interface) -> tuple[Block, ...]:
    sources = [
        ". ".join(
            part for part in (f"{source.publisher}, {source.year or ''}".rstrip(", "), source.title) if part
        )
        for source in view.scene.sources.values()
    ]
    return (
        Block(words.text("credits-title"), _TITLE),
        *(block for group in campaign.credits for block in _credit(group, view.lang)),
        Block(words.text("credits-sources"), Style.HOST),
        *(Block(source, Style.SMALL, quiet=True, space=0.25, longest=160) for source in sources),
    )


def _credit(group: CreditGroup, lang: str) -> tuple[Block, Block]:
    names = " · ".join(said(name, lang) for name in group.names)
    return (
        Block(said(group.role, lang), Style.HOST),
        Block(names, Style.SMALL, quiet=True, space=0.2, longest=160),
    )


def _farewell(view: View, campaign: Campaign, words: Interface, body: tuple[Face, ...]) -> Menu:
    support = campaign.support
    line = (Block(said(support.text, view.lang), Style.BODY, quiet=True, space=2.0),) if support else ()
    blocks = (
        Block(words.text("farewell-title"), _TITLE),
        Block(words.text("farewell-text"), Style.LEAD),
        *line,
    )
    return Menu(blocks, body, align=0.5)


def _card(action: Action, view: View, words: Interface, button: Face | None) -> CardText:
    checked = action.last_checked
    note = words.text("action-checked", date=checked.isoformat()) if checked is not None else ""
    if button is not None:
        button = Face(button.id, words.text("button-open"), button.key)
    return CardText(said(action.title, view.lang), said(action.text, view.lang), action.host, note, button)
