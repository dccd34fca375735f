"""A scene's cell drawn through its lights, as a visitor in it would see them: the film that is judged for flashes.

The seated view is drawn, for there the cell fills all of the picture: on a card or behind a poster the same light
takes less of it. Pictures are small; a field of 10° is a third of one.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from prisonersvoice_ar.app.folders import cache_folder, log_folder
from prisonersvoice_ar.app.parts import place_of
from prisonersvoice_ar.authoring.release import Bars, Filmed
from prisonersvoice_ar.core.care.flashes import Frame, find_flashes
from prisonersvoice_ar.core.care.lightplay import LightPlay, light_plays
from prisonersvoice_ar.core.script.model import Scene
from prisonersvoice_ar.core.story.lights import by_day
from prisonersvoice_ar.stage.engine import prepare_engine
from prisonersvoice_ar.stage.stage import Stage
from prisonersvoice_ar.stage.window import Window

SIZE = (192, 108)
"""pixels"""
_TOWARDS = ("door", "hatch")
"""objects behind the visitor that a light comes from: the first that the place has is looked at as well"""
_STEPS = 1000.0
"""levels of a light that are told apart"""
_KEPT = 4000
"""pictures: 250 MB"""

Levels = tuple[tuple[str, float], ...]


def film_flashes(scene: Scene, bars: Bars) -> list[Filmed]:
    """Draw every beat of ``scene`` that changes a light, in each of its languages, and return what flashes too often.

    Raises MachineError where nothing can be drawn here.
    """
    plays = list(dict.fromkeys(play for lang in scene.languages for play in light_plays(scene, lang)))
    if not plays:
        return []
    prepare_engine(cache_folder(), log_folder() / "engine.log", vsync=False)
    window = Window.open(SIZE, headless=True)
    bar = bars(len(plays), "flashes", scene.id)
    found: dict[tuple[str, str], Filmed] = {}
    try:
        studio = _Studio(scene, window)
        for play in plays:
            for towards in studio.views:
                for flashes in find_flashes(studio.film(play, towards)):
                    found.setdefault((play.beat, flashes.kind), Filmed(play.beat, flashes))
            bar.update(1)
        studio.close()
    finally:
        bar.close()
        window.close()
    return list(found.values())


class _Studio:
    """The cell in a window; one picture for the same light is drawn once."""

    def __init__(self, scene: Scene, window: Window) -> None:
        self._window = window
        self._stage = Stage(
            window,
            scene.place,
            "seated",
            cache=cache_folder() / "cells",
            smooth=False,
            **place_of(None, "seated"),
        )
        self._stage.place(None)
        objects = {thing.id for thing in scene.place.objects}
        behind = next((name for name in _TOWARDS if name in objects), None)
        self.views: tuple[str | None, ...] = (None,) if behind is None else (None, behind)
        self._known: dict[tuple[str | None, Levels], Frame] = {}

    def film(self, play: LightPlay, towards: str | None) -> Iterator[tuple[float, Frame]]:
        """The frames of ``play``, looking ahead or towards an object."""
        for time, levels in play.frames():
            yield time, self._picture(towards, levels)

    def close(self) -> None:
        """Take the cell down."""
        self._stage.close()

    def _picture(self, towards: str | None, levels: Mapping[str, float]) -> Frame:
        rounded: Levels = tuple(sorted((name, round(level * _STEPS)) for name, level in levels.items()))
        if (towards, rounded) not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[towards, rounded] = self._drawn(towards, levels)
        return self._known[towards, rounded]

    def _drawn(self, towards: str | None, levels: Mapping[str, float]) -> Frame:
        stage = self._stage
        stage.attend(towards)
        stage.settle()
        for light, level in levels.items():
            stage.light(light, level)
        stage.open_hatch(levels.get("hatch", 0.0))
        stage.fold_bunk(folded=by_day(levels))
        stage.render()
        return np.ascontiguousarray(self._window.picture()[..., ::-1])
