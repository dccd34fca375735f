"""One frame as a track sees it."""

from dataclasses import dataclass

from prisonersvoice_ar.perception.markers.gray import Gray
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.optics import Optics


@dataclass(frozen=True)
class View:
    """The picture, when it was taken, and what is known of the camera."""

    gray: Gray
    t: float
    lens: Lens
    optics: Optics
