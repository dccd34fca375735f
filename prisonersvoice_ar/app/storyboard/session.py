"""One session of picturing: all shots through one stage, then the sheet in the same window."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from prisonersvoice_ar.app.contact_sheet import shrink
from prisonersvoice_ar.app.progress import progress
from prisonersvoice_ar.app.storyboard.pictures import opened_studio, opened_window
from prisonersvoice_ar.app.storyboard.sheet import Heading, Pinned, draw_pages, pages_of
from prisonersvoice_ar.authoring.storyboard.board import Pictured, is_built
from prisonersvoice_ar.authoring.storyboard.cards import Card, cards
from prisonersvoice_ar.authoring.storyboard.shots import Shot
from prisonersvoice_ar.core.script.model import Mode, Scene
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.stage.picture import jpeg, png
from prisonersvoice_ar.stage.window import Window
from prisonersvoice_ar.words import Interface

Keep = Callable[[str, bytes], Path]
"""writes a file of that name; where it is"""


class Session:
    """Pictures of one scene."""

    def __init__(
        self,
        scene: Scene,
        mode: Mode,
        lang: str,
        target: Target | None,
        size: tuple[int, int],
        *,
        artwork: Path | None = None,
        words: Interface | None = None,
    ) -> None:
        """Nothing is opened yet.

        ``size``: pixels of a picture; ``artwork``: a file of what the target shows; ``words``: the storyboard's, in the
        language of the console.
        """
        self._scene, self._mode, self._lang = scene, mode, lang
        self._target, self._size, self._artwork = target, size, artwork
        self._words = words or Interface(lang, "storyboard")

    def make(self, taken: Sequence[Shot], width: int, keep: Keep) -> tuple[list[Pictured], list[Path]]:
        """Take a picture of each shot, at most ``width`` pixels wide for the page; write the sheet's pages.

        Raises MachineError where there is no OpenGL.
        """
        pinned = cards(self._scene, self._lang)
        text = self._words.text
        bar = progress(len(taken) + len(pinned), text("bar"), text("bar-picture"))
        try:
            with opened_window(self._size) as window:
                pictured, chosen = self._take(window, taken, width, bar.update)
                paths = list(self._pin(window, pinned, chosen, keep, bar.update))
        finally:
            bar.close()
        return pictured, paths

    def _take(
        self, window: Window, taken: Sequence[Shot], width: int, step: Callable[[int], object]
    ) -> tuple[list[Pictured], dict[str, bytes]]:
        pictured: list[Pictured] = []
        chosen: dict[str, bytes] = {}
        with opened_studio(window, self._scene, self._mode, self._target, self._artwork) as studio:
            for shot in taken:
                whole = studio.picture(shot)
                kept = jpeg(whole)
                if shot.line is None and self._scene.beats[shot.beat].choice:
                    chosen[shot.beat] = kept  # what can be chosen says more than the line before it
                chosen.setdefault(shot.beat, kept)
                if width < whole.shape[1]:
                    whole = shrink(whole, width)
                    kept = jpeg(whole)
                pictured.append(Pictured(shot, kept, (whole.shape[1], whole.shape[0])))
                step(1)
        return pictured, chosen

    def _pin(
        self,
        window: Window,
        pinned: Sequence[Card],
        chosen: dict[str, bytes],
        keep: Keep,
        step: Callable[[int], object],
    ) -> Iterator[Path]:
        pages = pages_of([Pinned(card, chosen[card.beat], self._size) for card in pinned])
        headings = [self._heading(number, len(pages)) for number in range(1, len(pages) + 1)]
        for number, drawn in enumerate(draw_pages(window, pages, headings), 1):
            name = "contact-sheet.png" if len(pages) == 1 else f"contact-sheet-{number}.png"
            yield keep(name, png(drawn))
            step(len(pages[number - 1]))

    def _heading(self, number: int, count: int) -> Heading:
        words, visitors = Interface(self._lang, "storyboard"), Interface(self._lang)
        name = f"language-{self._lang}"
        line = words.text(
            "sheet-head",
            mode=words.text(f"mode-{self._mode}"),
            language=words.text(name) if words.has(name) else self._lang,
            mark=visitors.text(f"mark-{self._scene.kind}"),
        )
        if not is_built(self._scene):
            line += " · " + words.text("stand-in", cell=self._scene.place.kind)
        if count > 1:
            line += " · " + words.text("sheet-page", page=number, pages=count)
        return Heading(
            self._scene.words(self._scene.title, self._lang),
            line,
            words.text("sheet-unreached"),
            lambda left: words.text("sheet-more", count=left),
        )
