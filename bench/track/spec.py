"""What a sequence is made from: plain values, so that its frames can be kept by a hash of them."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.track.cards import Card, tag_card
from bench.track.chain import Chain
from bench.track.motions import AS_WRITTEN, Vary
from prisonersvoice_ar.core.geometry import Intrinsics

_FORMAT = 1
"""counted up where the renderer's pictures change"""


def camera(width: int = 1280, height: int = 720, focal: float = 1000.0) -> Intrinsics:
    """A straight lens whose axis goes through the middle of the picture."""
    return Intrinsics(width, height, focal, focal, (width - 1) / 2, (height - 1) / 2)


@dataclass(frozen=True)
class Placed:
    """A card and how it moves."""

    card: Card
    motion: str


@dataclass(frozen=True)
class Shot:
    """Frames of one camera without a break."""

    placed: tuple[Placed, ...]
    """the first one's motion says how the camera takes it; none: nothing in view"""
    lens: Intrinsics = field(default_factory=camera)
    frames: range = range(90)
    """in thirtieths of a second from the motion's beginning"""
    readout_s: float | None = None
    """None: the motion's own"""
    vary: Vary = AS_WRITTEN
    backdrop: int = 1234
    moving_backdrop: bool = False
    chain: Chain = field(default_factory=Chain)

    @property
    def key(self) -> str:
        """A hash of everything that the pictures depend on."""
        values = {name: value for name, value in vars(self).items() if name not in ("placed", "frames")}
        values |= {name: asdict(values[name]) for name in ("lens", "vary", "chain")}
        values["frames"] = [self.frames.start, self.frames.stop, self.frames.step]
        values["placed"] = [[placed.motion, _print(placed.card)] for placed in self.placed]
        text = json.dumps([_FORMAT, values], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _print(card: Card) -> list:
    """What is seen of a card: not where its file lies, nor what else the product knows of targets."""
    art = hashlib.sha256(Path(card.artwork).read_bytes()).hexdigest() if card.artwork else ""
    tags = [] if art else [[tag.id, tag.size_m, tag.center_m, tag.turn] for tag in card.target.markers]
    return [card.paper_m, art, card.target.dictionary, tags]


@dataclass(frozen=True)
class Sequence:
    """One row of a table: shots that follow one another; a tracker is made anew for each, as for a new source."""

    name: str
    shots: tuple[Shot, ...]


def one(name: str, motion: str, card: Card | None = None, **more: object) -> Sequence:
    """A sequence of one shot of one card."""
    return Sequence(name, (Shot((Placed(card or tag_card(), motion),), **more),))  # type: ignore[arg-type]
