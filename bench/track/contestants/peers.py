"""AprilTag 36h11 libraries, and all peers together; `requirements-peers.txt` names them. One thread each.

Who puts pixel centres at .5 or begins at another corner is turned to OpenCV's ways here.
"""

import sys
import warnings
from collections.abc import Callable

from bench.track.cards import Card
from bench.track.contestants.base import Contestant, CornerFinder, Corners
from bench.track.contestants.mindar import MindAr
from prisonersvoice_ar.core.geometry import Array, Intrinsics

_HALF = 0.5
"""pixel centres at .5 → at integers"""


def _turned(corners: Array) -> Array:
    """AprilTag's corners run the other way round and begin elsewhere on OpenCV's print of 36h11."""
    return corners[::-1][[2, 3, 0, 1]]


class PupilAprilTags(CornerFinder):
    """pupil-apriltags, full size."""

    name = "pupil-apriltags"

    def __init__(self) -> None:
        """Import where it is wanted."""
        import pupil_apriltags

        warnings.filterwarnings("ignore", message="A builtin ctypes object", category=RuntimeWarning)
        self._detector = pupil_apriltags.Detector(families="tag36h11", nthreads=1, quad_decimate=1.0)

    def find(self, gray: Array) -> Corners:
        """See the module."""
        return [(each.tag_id, _turned(each.corners) - _HALF) for each in self._detector.detect(gray)]


class AprilTagPython(CornerFinder):
    """apriltag-python, decimated by 2 as its users have it."""

    name = "apriltag-python"

    def __init__(self) -> None:
        """Import where it is wanted."""
        import apriltag

        self._detector = apriltag.apriltag("tag36h11", threads=1, decimate=2.0)

    def find(self, gray: Array) -> Corners:
        """See the module."""
        return [(each["id"], _turned(each["lb-rb-rt-lt"]) - _HALF) for each in self._detector.detect(gray)]


class LocusTag(CornerFinder):
    """locus-tag's profile of high accuracy."""

    name = "locus-tag"

    def __init__(self) -> None:
        """Import where it is wanted."""
        import locus

        self._detector = locus.Detector(profile="high_accuracy", threads=1)

    def find(self, gray: Array) -> Corners:
        """See the module."""
        batch = self._detector.detect(gray)
        return [(int(id_), corners - _HALF) for id_, corners in zip(batch.ids, batch.corners, strict=True)]


class NapaVision(CornerFinder):
    """napa-vision; the smallest tag it looks for as in its default, where that is enough."""

    name = "napa-vision"

    def __init__(self) -> None:
        """Import where it is wanted."""
        import napa_vision

        self._napa = napa_vision

    def begin(self, lens: Intrinsics, cards: tuple[Card, ...]) -> None:
        """A detector with fresh buffers."""
        super().begin(lens, cards)
        self._detector = self._napa.NapaDetector()

    def find(self, gray: Array) -> Corners:
        """OpenCV's order and pixel centres already."""
        return [(each.tag_id, each.corners) for each in self._detector.detect(gray)]


# apriltag-python first: its library is taken for pupil's, by name, if that is loaded before it
PEERS: tuple[Callable[[], Contestant], ...] = (AprilTagPython, PupilAprilTags, LocusTag, NapaVision, MindAr)


def installed() -> list[Contestant]:
    """Those that are here; says which are not."""
    peers: list[Contestant] = []
    for peer in PEERS:
        try:
            peers.append(peer())
        except ImportError as missing:
            print(f"{missing}: see bench/requirements-peers.txt", file=sys.stderr)
    return peers
