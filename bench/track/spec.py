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
        values = asdict(self) | {"frames": [self.frames.start, self.frames.stop, self.frames.step]}
        art = [placed.card.artwork for placed in self.placed if placed.card.artwork]
        values["art"] = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in art]
        for placed in values["placed"]:  # where the file lies does not matter
            placed["card"]["artwork"] = bool(placed["card"]["artwork"])
            placed["card"]["target"]["picture"] = None
        text = json.dumps([_FORMAT, values], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Sequence:
    """One row of a table: shots that follow one another; a tracker is made anew for each, as for a new source."""

    name: str
    shots: tuple[Shot, ...]


def one(name: str, motion: str, card: Card | None = None, **more: object) -> Sequence:
    """A sequence of one shot of one card."""
    return Sequence(name, (Shot((Placed(card or tag_card(), motion),), **more),))  # type: ignore[arg-type]
