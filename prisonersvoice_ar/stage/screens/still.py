"""What stands still on the screens, kept as one picture: text and plates are blended once and not in each frame.

A software renderer blends a caption's plate and its 130 glyphs in 3 ms of processor time, and lays the same pixels
over from a picture in 1 ms. A graphics card does either in no time.
"""

from panda3d.core import (
    Camera,
    CardMaker,
    ColorBlendAttrib,
    NodePath,
    OrthographicLens,
    RenderState,
    Texture,
)

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.stage.flat import picture_texture
from prisonersvoice_ar.stage.snapshot import Snapshot
from prisonersvoice_ar.stage.window import OVERLAY, PICTURE, Window

_PATIENCE = 3
"""frames without a change before a picture is made"""
_OVER = ColorBlendAttrib.make(
    ColorBlendAttrib.MAdd,
    ColorBlendAttrib.OIncomingAlpha,
    ColorBlendAttrib.OOneMinusIncomingAlpha,
    ColorBlendAttrib.MAdd,
    ColorBlendAttrib.OOne,
    ColorBlendAttrib.OOneMinusIncomingAlpha,
)
"""over nothing: colours come out multiplied by their alpha, and alpha is what covers"""
_LAID = ColorBlendAttrib.make(
    ColorBlendAttrib.MAdd, ColorBlendAttrib.OOne, ColorBlendAttrib.OOneMinusIncomingAlpha
)
_OVERRIDE = 100

Place = tuple[int, int, int, int]
"""left, top, right, bottom: pixels from the window's top left"""


class Still:
    """Shows ``root`` itself while it changes, and a picture of it while it does not."""

    def __init__(self, window: Window, root: NodePath) -> None:
        """``root`` hangs in ``window.overlay``; it is drawn as it is until it has stood still."""
        self._window = window
        self._root = root
        self._lens = OrthographicLens()
        self._lens.setNearFar(-1000.0, 1000.0)
        camera = Camera("still", self._lens)
        camera.setCameraMask(PICTURE)
        camera.setInitialState(RenderState.make(_OVER, _OVERRIDE))
        self._camera = window.overlay.attachNewNode(camera)
        self._texture: Texture = picture_texture("still")
        self._texture.setMinfilter(Texture.FT_nearest)
        self._texture.setMagfilter(Texture.FT_nearest)
        self._cards: NodePath = window.overlay.attachNewNode("still", root.getSort())
        self._cards.setTexture(self._texture)
        self._cards.setAttrib(_LAID)
        # the picture is of the root alone, whatever else lies over the window
        window.overlay.hide(PICTURE)
        root.showThrough(PICTURE)
        self._snapshot: Snapshot | None = None
        self._calm = 0
        self._serves = False
        self._shown: object = None

    def update(self, version: object) -> None:
        """Call once a frame; what ``version`` was at the last call it is while nothing has changed.

        None: something moves of itself.
        """
        if version is None or version != self._shown:
            self._shown, self._calm = version, 0
            self._show_root()
        elif not self._serves:
            self._calm += 1
            if self._calm == _PATIENCE:
                self._begin()
            elif self._calm > _PATIENCE and self._snapshot is not None:
                self._show_cards() if self._snapshot.taken else self._snapshot.ask()

    def close(self) -> None:
        """Give the picture's memory back."""
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None
        self._cards.removeNode()
        self._camera.removeNode()

    def _show_root(self) -> None:
        self._serves = False
        self._root.show(OVERLAY)
        self._cards.hide()

    def _show_cards(self) -> None:
        """A rectangle for each thing that stands there, so that what lies between them costs nothing."""
        self._serves = True
        self._cards.getChildren().detach()
        width, height = self._window.size
        for left, top, right, bottom in _apart(self._places()):
            maker = CardMaker("card")
            maker.setFrame(left, right, -bottom, -top)
            maker.setUvRange((left / width, 1 - bottom / height), (right / width, 1 - top / height))
            self._cards.attachNewNode(maker.generate())
        self._cards.show()
        self._root.hide(OVERLAY)

    def _places(self) -> list[Place]:
        """Where something stands, in whole pixels of the window and a little wider."""
        width, height = self._window.size
        found: list[Place] = []
        for thing in self._root.getChildren():
            bounds = thing.getTightBounds()
            if bounds is None or thing.isHidden():
                continue
            low, high = bounds
            left, right = max(0, int(low.x) - 1), min(width, int(high.x) + 2)
            top, bottom = max(0, int(-high.z) - 1), min(height, int(-low.z) + 2)
            if left < right and top < bottom:
                found.append((left, top, right, bottom))
        return found

    def _begin(self) -> None:
        """Ask for the picture, as large as the window."""
        size = self._window.size
        self._lens.setFilmSize(*size)
        self._lens.setFilmOffset(size[0] / 2, -size[1] / 2)
        if self._snapshot is None:
            try:
                self._snapshot = Snapshot(self._window, "still", size, self._texture)
            except MachineError:  # no buffer to be had: the root itself is as right, and slower
                return
            self._snapshot.region.setCamera(self._camera)
            self._snapshot.region.setClearColorActive(True)
            self._snapshot.region.setClearColor((0.0, 0.0, 0.0, 0.0))
        self._snapshot.resize(size)
        self._snapshot.ask()


def _apart(places: list[Place]) -> list[Place]:
    """The same area in rectangles that do not touch: what lay under two of them would be laid over twice."""
    found: list[Place] = []
    for place in places:
        whole = place
        while (other := next((each for each in found if _meet(whole, each)), None)) is not None:
            found.remove(other)
            whole = _around(whole, other)
        found.append(whole)
    return found


def _around(a: Place, b: Place) -> Place:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _meet(a: Place, b: Place) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
