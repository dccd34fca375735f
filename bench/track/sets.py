"""The sets of sequences, by name."""

from collections.abc import Callable

from bench.track.motions import ELEVEN
from bench.track.spec import Sequence, Shot, one

EMPTY_FRAMES = range(10)


def base() -> list[Sequence]:
    """The eleven, as the project's generator has them."""
    return [one(name, name) for name in ELEVEN]


def readout_0() -> list[Sequence]:
    """`fast` with a global shutter."""
    return [one("fast ro0", "fast", readout_s=0.0)]


def empty() -> list[Sequence]:
    """Desks without any marker on them."""
    return [Sequence(f"empty {seed}", (Shot((), frames=EMPTY_FRAMES, backdrop=seed),)) for seed in range(6)]


SETS: dict[str, Callable[[], list[Sequence]]] = {
    "base": base,
    "ro0": readout_0,
    "empty": empty,
}
