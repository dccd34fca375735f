"""The sets of sequences, by name. None is tuned to: a second set of seeds and cameras stands beside the first."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.track.cards import PAPER_M, TAG_M, Card, tag_card
from bench.track.chain import drawn_chain
from bench.track.motions import ELEVEN, drawn
from bench.track.pictures import collage, postcard
from bench.track.spec import Placed, Sequence, Shot, camera, one
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.core.tracking.target import MarkerPlace, Rectangle, Target
from prisonersvoice_ar.documents.targets import load_targets

ROOT = Path(__file__).resolve().parents[2]
_DICTIONARY = "DICT_APRILTAG_36h11"
_SECOND = 20_000
"""where the second set's seeds begin"""
_EMPTY_FRAMES = range(10)
_IMAGE_MOTIONS = (
    "lean",
    "range",
    "static",
    "static_front",
    "hand",
    "fast",
    "lowlight",
    "shadow",
    "finger",
    "still_front_hand",
)


def base() -> list[Sequence]:
    """The eleven, as the project's generator has them."""
    return [one(name, name) for name in ELEVEN]


def readout_0() -> list[Sequence]:
    """`fast` with a global shutter, in both sets of seeds."""
    fast = one("fast ro0", "fast", readout_s=0.0)
    other = next(sequence for sequence in seeds_2() if sequence.name == "fast")
    return [fast, Sequence("fast ro0 seeds2", (replace(other.shots[0], readout_s=0.0),))]


def seeds_2() -> list[Sequence]:
    """The eleven with other tremor, phases, sides, turns, desks, tags and noise."""
    sequences = []
    for k, name in enumerate(ELEVEN):
        rng = np.random.default_rng(_SECOND + k)
        card = tag_card(int(rng.integers(0, 587)))
        vary, desk = drawn(_SECOND + 100 + k), int(rng.integers(10_000))
        sequences.append(one(name, name, card, vary=vary, backdrop=desk))
    return sequences


def chain() -> list[Sequence]:
    """The eleven through eleven cameras: transfer, sharpening, colour, a lens that bends, a backdrop that moves."""
    sequences = []
    for k, name in enumerate(ELEVEN):
        rng = np.random.default_rng(_SECOND + 200 + k)
        lens = _bent(rng)
        sequences.append(one(name, name, lens=lens, chain=drawn_chain(rng), moving_backdrop=True))
    return sequences


def _bent(rng: np.random.Generator) -> Intrinsics:
    focal = float(rng.uniform(900, 1100))
    k1 = float(rng.uniform(-0.18, 0.08))
    coefficients = (k1, float(-0.3 * k1), float(rng.normal(0, 5e-4)), float(rng.normal(0, 5e-4)), 0.0)
    middle = rng.normal(0, 8, 2)
    straight = camera(focal=focal)
    cx, cy = straight.cx + float(middle[0]), straight.cy + float(middle[1])
    return replace(straight, cx=cx, cy=cy, distortion=coefficients)


def scaled(target: Target, factor: float) -> Target:
    """The same print at another size."""
    markers = tuple(
        replace(
            place,
            size_m=place.size_m * factor,
            center_m=(place.center_m[0] * factor, place.center_m[1] * factor),
        )
        for place in target.markers
    )
    width, height = target.outline.size_m
    return replace(target, markers=markers, outline=Rectangle((0.0, 0.0), (width * factor, height * factor)))


def our_card() -> Card:
    """`card-1` with its artwork, its paper as large as the tag with its quiet zone."""
    target = named_target(ROOT / "markers" / "markers.yaml", "card-1")
    width, height = target.outline.size_m
    target = scaled(target, PAPER_M / (width * height) ** 0.5)
    return Card(target, target.outline.size_m, str(ROOT / "markers" / "card-1.png"))


def named_target(file: Path, name: str) -> Target:
    """The target called ``name`` in a file like markers.yaml."""
    loaded = load_targets(file)
    if loaded.value is None:
        raise SystemExit("\n".join(map(str, loaded.problems)))
    if name not in loaded.value:
        raise SystemExit(f"{file}: no target “{name}”; there are {', '.join(loaded.value)}")
    return loaded.value[name]


def four_tags() -> Card:
    """Four small tags in the footprint of the one."""
    edge, at = 0.035, TAG_M / 2 - 0.035 / 2
    middles = [(-at, at), (at, at), (at, -at), (-at, -at)]
    places = tuple(MarkerPlace(100 + k, edge, middle) for k, middle in enumerate(middles))
    outline = Rectangle((0.0, 0.0), (PAPER_M, PAPER_M))
    return Card(Target("four", "board", _DICTIONARY, places, outline), (PAPER_M, PAPER_M))


def eleven_of(card: Card) -> list[Sequence]:
    """The base set's motions and desks with another card."""
    return [one(name, name, card) for name in ELEVEN]


def images() -> list[Sequence]:
    """Pictures as cards: leaning 0 to 60°, 0.3 to 2 m away, and the motions that suit them."""
    sequences = [one(f"collage {name}", name, collage()) for name in _IMAGE_MOTIONS]
    card = postcard()
    if card is not None:
        sequences += [one(f"postcard {name}", name, card) for name in ("lean", "range", "hand", "finger")]
    return sequences


def crossing() -> list[Sequence]:
    """Two cards that pass before one another, twice."""
    tags = (Placed(tag_card(7), "pass_left"), Placed(tag_card(11), "pass_right"))
    cards = (Placed(our_card(), "pass_left"), Placed(tag_card(11), "pass_right"))
    return [Sequence("crossing tags", (Shot(tags),)), Sequence("crossing card", (Shot(cards),))]


def half() -> list[Sequence]:
    """A hand over half the card."""
    return [
        one("half tag", "half"),
        one("half card", "half", our_card()),
        one("half four", "half", four_tags()),
    ]


def handover() -> list[Sequence]:
    """The source changes in mid-motion: another size, another lens."""

    def shots(card: Card, second: Intrinsics) -> tuple[Shot, ...]:
        placed = (Placed(card, "hand"),)
        return Shot(placed, frames=range(45)), Shot(placed, frames=range(45, 90), lens=second)

    vga = camera(640, 480, 620.0)
    return [
        Sequence("720p to VGA", shots(tag_card(), vga)),
        Sequence("720p to VGA card", shots(our_card(), vga)),
        Sequence("720p to 1080p", shots(tag_card(), camera(1920, 1080, 1400.0))),
    ]


def empty() -> list[Sequence]:
    """Desks without any marker on them."""
    return [Sequence(f"empty {seed}", (Shot((), frames=_EMPTY_FRAMES, backdrop=seed),)) for seed in range(6)]


SETS: dict[str, Callable[[], list[Sequence]]] = {
    "base": base,
    "ro0": readout_0,
    "seeds2": seeds_2,
    "chain": chain,
    "card": lambda: eleven_of(our_card()),
    "four": lambda: eleven_of(four_tags()),
    "half": half,
    "crossing": crossing,
    "handover": handover,
    "image": images,
    "empty": empty,
}
