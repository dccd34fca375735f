"""Headers, durations, kinds of files. No engine decodes what this room refuses. Standard library only."""

from prisonersvoice_ar.media.errors import MediaError
from prisonersvoice_ar.media.kinds import ALLOWED, PICTURES, SOUNDS, inside, kind_of
from prisonersvoice_ar.media.picture import PictureFile, probe_picture
from prisonersvoice_ar.media.probe import probe
from prisonersvoice_ar.media.solid import SolidFile, probe_solid
from prisonersvoice_ar.media.sound import SoundFile

__all__ = [
    "ALLOWED",
    "PICTURES",
    "SOUNDS",
    "MediaError",
    "PictureFile",
    "SolidFile",
    "SoundFile",
    "inside",
    "kind_of",
    "probe",
    "probe_picture",
    "probe_solid",
]
