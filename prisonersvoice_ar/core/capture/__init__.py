"""How a camera is used: which size and rate the machine can carry, when its automatics rest, whether it mirrors."""

from prisonersvoice_ar.core.capture.holding import Holding
from prisonersvoice_ar.core.capture.mirroring import Mirroring
from prisonersvoice_ar.core.capture.pace import CameraFormat, Pace, parse_format

__all__ = ["CameraFormat", "Holding", "Mirroring", "Pace", "parse_format"]
