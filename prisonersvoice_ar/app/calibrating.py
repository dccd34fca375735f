"""How views of a board are gathered for a calibration: from pictures, or live with a window or a terminal that guides."""

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from prisonersvoice_ar.app.folders import cache_folder, log_folder
from prisonersvoice_ar.app.frames import every_frame
from prisonersvoice_ar.app.interrupts import Obey
from prisonersvoice_ar.core.calibration import Ask, Guide, Look, Sight
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.perception.calibration.finder import Finder
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import LinkStatus, Pixels
from prisonersvoice_ar.words import Interface

if TYPE_CHECKING:
    from prisonersvoice_ar.stage.guiding import GuideView

_TURN_AFTER = 45
"""pictures without a board before they are looked at from the other side too"""
_TURN_EVERY = 10
_WAIT_S = 1 / 30
_FIRST_PATIENCE_S = 5.0
_SAY_EVERY_S = 2.0
_GLOW_S = 0.5
"""how long a view that was taken is shown as taken"""
_PLACES = {"left": 0, "upper": 0, "middle": 1, "right": 2, "lower": 2}


@dataclass
class Gathering:
    """One capture: what finds the board, and what decides about it."""

    finder: Finder
    guide: Guide
    names: tuple[str, ...] = ()
    """of the pictures, where they have names"""
    pictures: int = 0
    turned: bool = False
    """the source mirrors its pictures: they are turned back"""
    shown: Pixels = field(default_factory=lambda: np.zeros((1, 1, 3), np.uint8))
    """(H, W, 3) the last picture, as it was looked at"""
    _barren: int = 0

    def take(self, pixels: Pixels, index: int, t: float) -> Look:
        """Look for the board in (H, W, 3) uint8 BGR ``pixels``, the source's frame ``index`` at ``t`` seconds."""
        self.pictures += 1
        name = self.names[index] if index < len(self.names) else f"frame {index}"
        self.shown = np.ascontiguousarray(pixels[:, ::-1]) if self.turned else pixels
        sight = self.finder.find(self.shown, name, t)
        if sight is None:
            sight = self._from_behind(pixels, name, t)
        else:
            self._barren = 0
        return self.guide.look(sight)

    def _from_behind(self, pixels: Pixels, name: str, t: float) -> Sight | None:
        """A board that is never found may be mirrored: no marker can be read then."""
        self._barren += 1
        late = self._barren >= _TURN_AFTER and self._barren % _TURN_EVERY == 0
        if not late or self.turned or self.guide.views:
            return None
        sight = self.finder.find(np.ascontiguousarray(pixels[:, ::-1]), name, t)
        if sight is not None and len(sight.ids) >= self.guide.board.corners // 2:
            self.turned, self._barren = True, 0
            print("These pictures are mirrored; they are turned back.", file=sys.stderr)
            return sight
        return None


def gather_pictures(link: PerceptionLink, gathering: Gathering, obey: Obey, frames: int | None) -> None:
    """Look at every picture of a file or a folder, or the first ``frames``; errors of the source are raised."""
    for seen in every_frame(link, obey):
        gathering.take(seen.pixels, seen.observation.frame, seen.observation.t)
        if gathering.pictures == frames:
            return


def gather_live(
    link: PerceptionLink, gathering: Gathering, obey: Obey, words: Interface, frames: int | None
) -> None:
    """Guide by the terminal until everything is covered, or ``frames`` pictures have been looked at."""
    said, said_at = "", 0.0
    opened = time.monotonic()
    while True:
        obey()
        link.wait(_WAIT_S)
        seen = link.latest()
        if seen is None:
            refuse_dead(link.status, seen_any=gathering.pictures > 0, waited_s=time.monotonic() - opened)
            if link.status.state == "ended":
                return
            continue
        look = gathering.take(seen.pixels, seen.observation.frame, seen.observation.t)
        ask, now = gathering.guide.ask(look), time.monotonic()
        line = sentence(words, ask)
        if look in (Look.BLURRED, Look.MOVING, Look.TINY, Look.LINE):
            line = f"{line} {words.text('calibrate-look', look=str(look))}"
        if look is Look.TAKEN or (line != said and now - said_at > _SAY_EVERY_S):
            said, said_at = line, now
            shares = gathering.guide.coverage.shares
            told = ", ".join(f"{name} {share:.0%}" for name, share in shares.items())
            print(f"{len(gathering.guide.views):3d} views ({told}). {line}", file=sys.stderr)
        if gathering.guide.complete or gathering.pictures == frames:
            return


def refuse_dead(status: LinkStatus, *, seen_any: bool, waited_s: float) -> None:
    """Raise where a source has failed, or never gave a picture."""
    if status.state == "failed" or (status.state == "lost" and not seen_any and waited_s > _FIRST_PATIENCE_S):
        raise status.error or MachineError(status.message, status.advice)


class GuidedWindow:
    """The live capture with a window."""

    def __init__(self, gathering: Gathering, words: Interface, size: tuple[int, int]) -> None:
        """Open the window; MachineError where none can be opened."""
        from prisonersvoice_ar.stage.display_loss import on_display_loss
        from prisonersvoice_ar.stage.engine import prepare_engine
        from prisonersvoice_ar.stage.guiding import Guiding
        from prisonersvoice_ar.stage.window import Window

        prepare_engine(cache_folder(), log_folder() / "engine.log")
        self._window = Window.open(size, headless=False, title="#PrisonersVoice: calibrate")
        self._guiding = Guiding(self._window)
        on_display_loss(_display_lost)
        self._gathering, self._words = gathering, words
        self._look, self._taken_at = Look.NOTHING, -1.0
        self.ended = ""
        """"enough" or "quit", once somebody has said so"""

    def gather(self, link: PerceptionLink, obey: Obey, frames: int | None) -> None:
        """Until everything is covered, ``frames`` pictures have been looked at, or a key or the window ends it."""
        opened = time.monotonic()
        while not self.ended and not self._gathering.guide.complete:
            obey()
            link.wait(_WAIT_S)
            seen = link.latest()
            if seen is not None:
                self._look = self._gathering.take(seen.pixels, seen.observation.frame, seen.observation.t)
                self._guiding.picture(self._gathering.shown)
                if self._look is Look.TAKEN:
                    self._taken_at = time.monotonic()
            else:
                seen_any = self._gathering.pictures > 0
                refuse_dead(link.status, seen_any=seen_any, waited_s=time.monotonic() - opened)
            self._guiding.show(self._view(link.status))
            self._hear()
            if self._gathering.pictures == frames or link.status.state == "ended":
                return

    def solving(self) -> None:
        """Say that it takes a while."""
        self._guiding.say(self._words.text("calibrate-solving"))

    def close(self) -> None:
        """Close the window; may be called twice."""
        self._window.close()

    def _hear(self) -> None:
        from prisonersvoice_ar.stage.window import Closed, KeyPressed

        for event in self._window.events():
            if isinstance(event, Closed) or (isinstance(event, KeyPressed) and event.key == "escape"):
                self.ended = "quit"
            elif isinstance(event, KeyPressed) and event.key == "enter":
                self.ended = "enough"
            elif isinstance(event, KeyPressed) and event.key == "m":
                self._guiding.turn()

    def _view(self, status: LinkStatus) -> "GuideView":
        from prisonersvoice_ar.stage.guiding import GuideView

        guide, words = self._gathering.guide, self._words
        taken = time.monotonic() - self._taken_at < _GLOW_S
        ask = guide.ask(self._look)
        if status.state == "lost":
            said, why = status.message, status.advice
        else:
            said = sentence(words, ask.mirrored() if self._guiding.mirrored else ask)
            why = words.text("calibrate-look", look=str(Look.TAKEN if taken else self._look))
        sight = guide.last
        return GuideView(
            said,
            why,
            taken,
            guide.coverage.covered,
            wanted_part(ask),
            tuple((words.text(f"calibrate-{name}"), share) for name, share in guide.coverage.shares.items()),
            np.zeros((0, 2)) if sight is None else sight.pixels,
            words.text("calibrate-keys"),
        )


def _display_lost() -> int:
    lost = MachineError(
        "The display is gone: its X server has ended or cut the connection.",
        "Start it again when there is a display, or with --headless.",
    )
    print(f"prisonersvoice: {lost}", file=sys.stderr)
    sys.stderr.flush()
    return lost.exit_code


def sentence(words: Interface, ask: Ask) -> str:
    """What is asked for, in words."""
    return words.text("calibrate-ask", what=ask.what, where=ask.where or "middle")


def wanted_part(ask: Ask) -> tuple[float, float, float, float] | None:
    """The ninth of the picture that is asked for, in parts of the picture; None where none is."""
    if ask.what != "place":
        return None
    words = ask.where.split("-")
    down, across = (words * 2)[:2]
    row, column = _PLACES[down], _PLACES[across]
    return column / 3, row / 3, (column + 1) / 3, (row + 1) / 3


def picture_names(folder: Path) -> tuple[str, ...]:
    """Names of the pictures of a folder, in the order in which they are looked at; SourceError where it has none."""
    from prisonersvoice_ar.perception.sources.folder import pictures_in

    return tuple(path.name for path in pictures_in(folder))
