"""A page that is drawn once and read back: pictures, shapes and words, in pixels from its top left."""

from panda3d.core import CardMaker, NodePath, PNMImage, StringStream, Texture

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.flat import picture_texture
from prisonersvoice_ar.stage.screens.draw import Drawing
from prisonersvoice_ar.stage.screens.palette import INK, Colour
from prisonersvoice_ar.stage.screens.type import Type
from prisonersvoice_ar.stage.window import Pixels, Window

_UNDER, _PICTURES, _WORDS = range(0, 30, 10)


class Page:
    """One page of any size, drawn in a window that shows nothing else meanwhile."""

    def __init__(self, window: Window, kind: Type, *, paper: Colour = INK) -> None:
        """A page over the whole of ``window``; ``kind`` is kept from page to page, for its glyphs."""
        self._window = window
        self._type = kind
        self._root: NodePath = window.overlay.attachNewNode("page")
        self._shapes = Drawing()
        self._shapes.rects([Rect(0.0, 0.0, *window.size)], paper)
        self._pictures = self._root.attachNewNode("pictures", _PICTURES)
        self._words = self._root.attachNewNode("words", _WORDS)
        self.measure = kind.measure

    def picture(self, jpeg: bytes, at: Rect) -> None:
        """Lay a picture that was kept by ``picture.jpeg`` over ``at``, as large as that is."""
        image = PNMImage()
        image.read(StringStream(jpeg), ".jpg")
        texture = picture_texture("picture")
        texture.setMinfilter(Texture.FT_linear_mipmap_linear)
        texture.load(image)
        maker = CardMaker("picture")
        maker.setFrame(at.x, at.right, -at.bottom, -at.y)
        card = self._pictures.attachNewNode(maker.generate())
        card.setTexture(texture)

    def plate(self, at: Rect, colour: Colour, radius: float = 0.0) -> None:
        """A filled rectangle under the pictures."""
        self._shapes.rounded(at, radius, colour)

    def write(
        self, text: str, at: tuple[float, float], px: float, colour: Colour, *, bold: bool = False
    ) -> None:
        """One line, its baseline beginning at ``at``."""
        self._type.draw(self._words, text, at, px, colour, bold=bold)

    def drawn(self) -> Pixels:
        """Draw the page, take it away, and return it: (H, W, 3) uint8 BGR."""
        self._shapes.attach(self._root, "shapes", _UNDER)
        self._window.render()
        try:
            return self._window.picture()
        finally:
            self._root.removeNode()
