"""A picture that is drawn once, when it is asked for, and then kept."""

from panda3d.core import DisplayRegion, DisplayRegionDrawCallbackData, PythonCallbackObject, Texture

from prisonersvoice_ar.stage.window import Window


class Snapshot:
    """A buffer of ``window`` that draws into ``texture`` in the frames that it is asked to."""

    def __init__(self, window: Window, name: str, size: tuple[int, int], texture: Texture) -> None:
        """Make the buffer; MachineError where OpenGL gives none."""
        self._size = size
        self.taken = False
        """whether it has been drawn since it was last asked for: while a window is being resized, frames are swallowed"""
        self._window = window
        self.output = window.make_buffer(name, size, texture)
        self.output.setActive(False)
        self.region: DisplayRegion = self.output.makeDisplayRegion()
        self.region.setDrawCallback(PythonCallbackObject(self._drawn))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, pixels."""
        return self._size

    def resize(self, size: tuple[int, int]) -> None:
        """Take it in another size from now on."""
        if size != self._size:
            self._size = size
            self.output.setSize(*size)  # type: ignore[attr-defined]

    def ask(self) -> None:
        """Draw it in the next frame."""
        self.taken = False
        self.output.setActive(True)
        self.output.setOneShot(True)

    def close(self) -> None:
        """Give the buffer back."""
        self.region.clearDrawCallback()
        self._window.engine.removeWindow(self.output)

    def _drawn(self, frame: DisplayRegionDrawCallbackData) -> None:
        frame.upcall()
        self.taken = True
