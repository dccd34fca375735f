"""What every people model does."""

from typing import Protocol

from prisonersvoice_ar.core.tracking.observation import People
from prisonersvoice_ar.perception.settings import Pixels


class Model(Protocol):
    """One model."""

    def see(self, rgb: Pixels, milliseconds: int, people: People) -> People:
        """``people`` with this model's part of it renewed; (H, W, 3) uint8 RGB, growing milliseconds."""
        ...

    def close(self) -> None:
        """Free its memory."""
        ...
