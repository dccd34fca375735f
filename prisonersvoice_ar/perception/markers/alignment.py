"""What comes of an alignment."""

from dataclasses import dataclass

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.appearance import Image


@dataclass(frozen=True)
class Measured:
    """A number and its standard deviation."""

    value: float
    sigma: float


LEAST_OWN = 1e-3
"""of a nuisance's information, that single precision can tell from none"""


def unheld(step: float, inverse: float, held: float, variance: float) -> Measured:
    """A nuisance's ``step`` as the picture alone tells it, where ``held`` of its information kept it in place.

    Who keeps what was learned holds it himself; held twice, it would be learned too slowly and never quite.
    """
    information = 1.0 / max(inverse, 1e-30)
    own = max(information - held, LEAST_OWN * information)
    return Measured(step * information / own, 2.0 * (variance / own) ** 0.5)


@dataclass(frozen=True)
class Slopes:
    """What an alignment's last round saw of its first side, for who wants to make more of it."""

    drawn: Image
    """(h, w) normalised"""
    residual: Image
    """(h, w) the picture less the drawing, after the last step"""
    weight: Image
    """(h, w)"""
    nuisances: Image
    """(C, h, w) blur and coding"""
    first: Array
    """(2,) ideal pixels: the centre of the patch's first pixel"""
    shrink: int


@dataclass(frozen=True, eq=False)
class Alignment:
    """What came of one alignment."""

    T_camera_target: Array
    """(4, 4)"""
    agreement: float
    """correlation of the normalised picture and drawing where they are believed, −1 to 1"""
    share: float
    """of the print that agrees, 0 to 1"""
    against: float
    """of the print that is black where it should be white or white where black, 0 to 1: another print"""
    pixels: float
    """patch pixels that tell something"""
    covariance: Array
    """(6, 6) of turn (rad) and shift (m) about the target's origin"""
    blur_px: float
    """standard deviation of the lens's blur, picture pixels"""
    coding: Measured
    """how much lighter than drawn the mid-tones p seem, in units of p (1 − p)"""
    residual_px: float
    """the residual in terms of how far edges are off, RMS, picture pixels"""
    step_px: float
    """length of the last step: large where it had not come to rest"""
    slopes: Slopes
    readout_s: Measured | None = None
    exposure_s: Measured | None = None
    """of a moving target only"""
