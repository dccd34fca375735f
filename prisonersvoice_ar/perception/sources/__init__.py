"""Sources of pictures, one file each, behind one interface; `make_source` picks the one for a spec."""

from typing import TYPE_CHECKING

from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.sources.base import Frame, Source

if TYPE_CHECKING:
    from prisonersvoice_ar.perception.sources.capture import Room

__all__ = ["Frame", "Source", "make_source"]


def make_source(
    spec: SourceSpec, *, loop: bool = False, max_side: int = 1920, room: "Room | None" = None
) -> Source:
    """The adapter for ``spec``, not yet open; each is imported only when it is wanted.

    ``room``: where a decoder may put its pictures, to save their copy.
    """
    source = _adapter(spec, loop=loop, max_side=max_side)
    if room is not None and hasattr(source, "room"):
        source.room = room
    return source


def _adapter(spec: SourceSpec, *, loop: bool, max_side: int) -> Source:
    if spec.kind == "camera":
        from prisonersvoice_ar.perception.sources.camera import CameraSource

        return CameraSource(spec, max_side=max_side)
    if spec.kind == "video":
        from prisonersvoice_ar.perception.sources.video import VideoSource

        return VideoSource(spec, loop=loop, max_side=max_side)
    if spec.kind == "folder":
        from prisonersvoice_ar.perception.sources.folder import FolderSource

        return FolderSource(spec, loop=loop, max_side=max_side)
    if spec.kind in ("stream", "pipe"):
        from prisonersvoice_ar.perception.sources.stream import StreamSource

        return StreamSource(spec, max_side=max_side)
    from prisonersvoice_ar.perception.sources.stub import StubSource

    return StubSource(spec, loop=loop, max_side=max_side)
