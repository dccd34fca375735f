"""The screens of a visit, over the picture: ``show`` a View each frame, ``hit`` what is pressed."""

from collections.abc import Hashable, Sequence

from panda3d.core import NodePath

from prisonersvoice_ar.core.actions import Campaign
from prisonersvoice_ar.core.layout import (
    BoardLayout,
    ButtonBox,
    Rect,
    Scale,
    StoryLayout,
    TextBox,
    hit,
    lay_out,
    lay_out_board,
    lay_out_story,
)
from prisonersvoice_ar.core.visit.view import Overlay, Phase, View
from prisonersvoice_ar.stage.screens import content
from prisonersvoice_ar.stage.screens.arrival import Arrival
from prisonersvoice_ar.stage.screens.captions import Captions, ShownCaption
from prisonersvoice_ar.stage.screens.draw import Drawing
from prisonersvoice_ar.stage.screens.hints import Hint
from prisonersvoice_ar.stage.screens.layers import Layers
from prisonersvoice_ar.stage.screens.lost import Lost
from prisonersvoice_ar.stage.screens.palette import INK, PAPER, REST_SCRIM, SCRIM, faded, mixed
from prisonersvoice_ar.stage.screens.qr import draw_code
from prisonersvoice_ar.stage.screens.rest import draw_rest_line, rest_texts
from prisonersvoice_ar.stage.screens.reticle import Reticle
from prisonersvoice_ar.stage.screens.still import Still
from prisonersvoice_ar.stage.screens.type import Type
from prisonersvoice_ar.stage.screens.widgets import draw_buttons, draw_plate, draw_texts
from prisonersvoice_ar.stage.window import Window
from prisonersvoice_ar.words import LANGUAGES, Interface

_ARROWS = {"arrow_right": 1, "arrow_down": 1, "arrow_left": -1, "arrow_up": -1}
_SCRIM, _BODY, _BUTTONS, _CAPTION, _RETICLE = range(0, 50, 10)


class Screens:
    """Everything flat. Draws into ``window.overlay``, whose unit is a pixel, x right and −z down."""

    def __init__(self, window: Window, campaign: Campaign, *, languages: Sequence[str] = LANGUAGES) -> None:
        """Draw under ``window.overlay``; nothing is shown before the first ``show``."""
        self._root = window.overlay.attachNewNode("screens")
        # a graphics card blends a few plates in no time
        self._still = Still(window, self._root) if window.software else None
        self._campaign = campaign
        self._words = {lang: Interface(lang) for lang in languages}
        self._type = Type()
        self._layers = Layers(self._root)
        self._captions = Captions(self._layers, self._type)
        self._reticle = Reticle(self._root, _RETICLE)
        self._lost = Lost()
        self._arrival = Arrival(self._root)
        self._size = (0, 0)
        self._key: Hashable = None
        self._boxes: tuple[ButtonBox, ...] = ()
        self._targets: tuple[tuple[str, Rect], ...] = ()
        self._hovered: str | None = None
        self._focused: str | None = None
        self._hint: Hint | None = None
        self._looking = False
        self._place: tuple[Phase, Overlay | None] | None = None

    # --- each frame --------------------------------------------------------------------------------

    def show(
        self,
        view: View,
        *,
        size: tuple[int, int],
        target_seen: bool,
        camera_message: str | None = None,
        now: float,
    ) -> None:
        """Show ``view`` in a window of ``size`` pixels.

        ``target_seen``: the scene's target is in the picture now. ``camera_message``: what to say while the
        camera is away, a message id of words/ or literal text; None: what ``view.camera_ok`` asks for.
        ``now``: seconds of any steady clock. Draws only what has changed.
        """
        self._fit(size)
        words = self._interface(view.lang)
        message = _message(view, camera_message, words)
        lost = self._lost.update(view, target_seen=target_seen, now=now)
        seen = target_seen and view.phase is Phase.HOWTO
        key = (
            view.phase, view.overlay, view.lang, view.scene.id, view.buttons, view.hint, view.link, view.mode,
            size, message, lost, seen, _is_quiet(view),
        )  # fmt: skip
        if key != self._key:
            self._key = key
            self._arrive(view, now)
            self._draw(view, words, seen=seen, lost=lost, message=message)
            self._draw_buttons()
        if _in_story(view):
            self._captions.show(view.caption, size, _CAPTION)
        if self._hint is not None:
            self._hint.move(now)
            self._lost.fade(self._layers.node("lost"), now)
        draw_rest_line(self._layers, view, Scale.of(size), _BODY)
        self._arrival.update(now)
        if self._still is not None:
            self._still.update(None if self._moving else (self._layers.version, size))

    @property
    def _moving(self) -> bool:
        """Whether anything changes without being drawn anew."""
        moving = self._arrival.coming or self._reticle.shown or self._hint is not None
        return moving or self._layers.node("quiet") is not None

    def reticle(self, position: tuple[float, float] | None, progress: float = 0.0) -> None:
        """Show where the visitor points (window pixels; None: nowhere) and how far the dwell is, 0 to 1."""
        self._reticle.show(position, progress, Scale.of(self._size).short)

    # --- pointer and keyboard ----------------------------------------------------------------------

    def hit(self, x: float, y: float) -> str | None:
        """Id of the button at a point of the window, or None."""
        return hit(self._targets, x, y)

    def hover(self, x: float, y: float) -> str | None:
        """The pointer is at a point: light the button there, and return its id."""
        self._set_state(hovered=self.hit(x, y), focused=self._focused)
        return self._hovered

    def leave(self) -> None:
        """The pointer is nowhere."""
        self._set_state(hovered=None, focused=self._focused)

    def focus(self, step: int = 1) -> str | None:
        """Move the keyboard's focus to the next (1) or previous (−1) button, and return its id."""
        order = [box.face.id for box in self._boxes]
        if not order:
            return None
        at = order.index(self._focused) + step if self._focused in order else min(step, 0)
        if self._focused not in order and step > 0:
            at = 0
        self._set_state(hovered=self._hovered, focused=order[at % len(order)])
        return self._focused

    def steer(self, key: str) -> str | None:
        """Move the focus with the arrow keys; Enter returns the id of the button that has it.

        None: the key means nothing here. In the story the arrows are left to looking around.
        """
        if key in ("enter", "return"):
            return self._focused
        step = _ARROWS.get(key, 0)
        if step and not self._looking:
            self.focus(step)
        return None

    @property
    def focused(self) -> str | None:
        """Id of the button that has the keyboard's focus."""
        return self._focused

    @property
    def buttons(self) -> tuple[tuple[str, Rect], ...]:
        """What can be pressed now: (id, where), in the order of the focus."""
        return tuple((box.face.id, box.rect) for box in self._boxes)

    @property
    def caption(self) -> ShownCaption | None:
        """The caption that is on the screen."""
        return self._captions.shown

    def close(self) -> None:
        """Take everything away."""
        if self._still is not None:
            self._still.close()
        self._root.removeNode()

    # --- drawing -----------------------------------------------------------------------------------

    def _interface(self, lang: str) -> Interface:
        if lang not in self._words:
            self._words[lang] = Interface(lang)
        return self._words[lang]

    def _fit(self, size: tuple[int, int]) -> None:
        if size == self._size:
            return
        self._size = size
        self._key = None
        self._layers.keep(frozenset())
        self._type.forget()

    def _arrive(self, view: View, now: float) -> None:
        """Another screen: nothing has the focus, so that a second Enter never answers its question."""
        self._looking = view.overlay is None and view.phase is Phase.STORY
        if self._place != (view.phase, view.overlay):
            self._place = (view.phase, view.overlay)
            self._focused = None
            self._arrival.begin(now)

    def _draw(self, view: View, words: Interface, *, seen: bool, lost: bool, message: str) -> None:
        self._hint = None
        self._layers.keep(frozenset({"caption", "quiet"}) if _in_story(view) else frozenset())
        if _in_story(view):
            screen = content.story(view, words, lost=lost, message=message)
            self._story(view, words, lay_out_story(screen, self._size, self._type.measure))
            return
        self._captions.clear()
        self._scrim(SCRIM)
        if view.overlay is None and view.phase is Phase.ACTIONS:
            self._board(
                lay_out_board(content.board(view, self._campaign, words), self._size, self._type.measure)
            )
            return
        layout = lay_out(
            content.menu(view, self._campaign, words, seen=seen, message=message),
            self._size,
            self._type.measure,
        )
        self._boxes = (*layout.buttons, *layout.corner)
        self._targets = layout.targets
        self._texts(layout.texts)
        if layout.drawing is not None:
            self._hint = Hint(self._layer("hint", _BODY), view.mode, layout.drawing)

    def _layer(self, name: str, sort: int) -> NodePath:
        self._layers.hide(name)
        node = self._layers.show(name, self._key, lambda _: None, sort=sort)
        assert node is not None
        return node

    def _texts(self, boxes: Sequence[TextBox]) -> None:
        draw_texts(self._layer("texts", _BODY), self._type, boxes)

    def _scrim(self, alpha: float) -> None:
        drawing = Drawing()
        drawing.rects([Scale.of(self._size).window], faded(INK, alpha))
        drawing.attach(self._layer("scrim", _SCRIM), "scrim")

    def _story(self, view: View, words: Interface, layout: StoryLayout) -> None:
        self._boxes = (*layout.choices, *layout.corner)
        self._targets = layout.targets
        texts = [box for box in (layout.marks, layout.hint, layout.message, layout.lost) if box is not None]
        if view.phase is Phase.REST:
            self._scrim(REST_SCRIM if _is_quiet(view) else SCRIM)
            if _is_quiet(view):
                texts += rest_texts(words, layout.middle, self._size, self._type.measure)
        elif layout.lost is not None:
            self._lost_hint(view, layout, layout.lost)
            texts.remove(layout.lost)
        self._plated(texts, plates=view.phase is not Phase.REST)

    def _plated(self, texts: Sequence[TextBox], *, plates: bool) -> None:
        node = self._layer("texts", _BODY)
        drawing = Drawing()
        for box in texts if plates else ():
            draw_plate(drawing, _around(box), 0.4 * box.px)
        drawing.attach(node, "plates")
        draw_texts(node, self._type, texts)

    def _lost_hint(self, view: View, layout: StoryLayout, text: TextBox) -> None:
        node = self._layer("lost", _BODY)
        around = _around(text)
        if layout.drawing is not None:
            around = _union(around, layout.drawing.inset(-0.6 * text.px))
        drawing = Drawing()
        draw_plate(drawing, around, 0.5 * text.px)
        drawing.attach(node, "plate")
        draw_texts(node, self._type, [text])
        if layout.drawing is not None:
            self._hint = Hint(node, view.mode, layout.drawing, 1)

    def _board(self, layout: BoardLayout) -> None:
        self._boxes = (
            *(card.button for card in layout.cards if card.button is not None),
            *layout.buttons,
            *layout.corner,
        )
        self._targets = layout.targets
        cards = self._layer("cards", _BODY)
        drawing = Drawing()
        scale = Scale.of(self._size)
        for card in layout.cards:
            drawing.rounded(card.rect, 0.8 * scale.gap, mixed(INK, PAPER, 0.10))
        drawing.attach(cards, "plates")
        # A window of a few pixels has no room for any card.
        for card, action in zip(layout.cards, self._campaign.actions, strict=False):
            draw_texts(cards, self._type, card.texts)
            if card.code is not None and action.url:
                draw_code(cards, action.url, card.code)
        self._texts((*layout.heading, *layout.footing))

    def _draw_buttons(self) -> None:
        ids = {box.face.id for box in self._boxes}
        self._hovered = self._hovered if self._hovered in ids else None
        self._focused = self._focused if self._focused in ids else None
        self._layers.hide("buttons")
        self._set_state(hovered=self._hovered, focused=self._focused)

    def _set_state(self, *, hovered: str | None, focused: str | None) -> None:
        self._hovered, self._focused = hovered, focused
        key = (self._key, hovered, focused)
        self._layers.show(
            "buttons",
            key,
            lambda node: draw_buttons(
                node, self._type, self._boxes, Scale.of(self._size), hovered=hovered, focused=focused
            ),
            sort=_BUTTONS,
        )


def _in_story(view: View) -> bool:
    return view.overlay is None and view.phase in (Phase.STORY, Phase.REST)


def _is_quiet(view: View) -> bool:
    """The last rest has said what it says: before its first line and between two nobody is told to stay in the quiet."""
    return view.phase is Phase.REST and view.caption is None and view.rest_left is not None


def _message(view: View, camera_message: str | None, words: Interface) -> str:
    if camera_message is None:
        return "" if view.camera_ok else words.text("camera-lost")
    return words.text(camera_message) if words.has(camera_message) else camera_message


def _around(box: TextBox) -> Rect:
    """The plate of a text."""
    small = box.block.style.share < 0.03
    return box.rect.inset(-(0.5 if small else 0.8) * box.px, -(0.25 if small else 0.5) * box.px)


def _union(first: Rect, second: Rect) -> Rect:
    x, y = min(first.x, second.x), min(first.y, second.y)
    return Rect(x, y, max(first.right, second.right) - x, max(first.bottom, second.bottom) - y)
