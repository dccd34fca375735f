"""The people models, each loaded when it is first wanted; one has its turn at each frame."""

from collections.abc import Callable

from prisonersvoice_ar.core.tracking.observation import People
from prisonersvoice_ar.perception.settings import PeopleModel, Pixels


class Models:
    """Those models that are wanted, and what they said last."""

    def __init__(self, wanted: frozenset[PeopleModel], notice: Callable[[str], None]) -> None:
        """``notice`` is told, once, where this machine has no MediaPipe."""
        self._notice = notice
        self.want(wanted)

    def want(self, wanted: frozenset[PeopleModel]) -> None:
        """Change which models take their turns."""
        self._wanted = wanted

    def see(self, pixels: Pixels, t: float) -> People | None:
        """Give the next model its turn."""
        return None
