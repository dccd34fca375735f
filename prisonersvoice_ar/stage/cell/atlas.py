"""Where each patch keeps its baked light: rectangles of texels, packed on shelves into one picture."""

from dataclasses import dataclass

import numpy as np

from prisonersvoice_ar.stage.cell.mesh import Array, Mesh, Patch

TEXELS_PER_METRE = 36.0
_WIDTH = 512
# what is never seen close at hand, or hardly varies
_COARSE = {"section": 0.3, "dark": 0.2, "glass": 0.3, "light": 0.1}


@dataclass(frozen=True)
class Slot:
    """A patch's rectangle of texels; the corners' light lies at the outermost texels' centres."""

    x: int
    y: int
    width: int
    """at least 2"""
    height: int
    """at least 2"""

    def grid(self) -> tuple[Array, Array]:
        """Parameters s, t of the texels on the patch, row by row: (width · height,) each."""
        s, t = np.meshgrid(np.linspace(0, 1, self.width), np.linspace(0, 1, self.height))
        return s.ravel(), t.ravel()


@dataclass(frozen=True)
class Atlas:
    """All slots, in the order of the mesh's patches."""

    width: int
    height: int
    slots: tuple[Slot, ...]

    def coordinates(self, index: int) -> Array:
        """(4, 2) texture coordinates of the patch's corners, 0 to 1."""
        slot = self.slots[index]
        x0, x1 = slot.x + 0.5, slot.x + slot.width - 0.5
        y0, y1 = slot.y + 0.5, slot.y + slot.height - 0.5
        corners = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])
        return np.asarray(corners / (self.width, self.height))


def pack(mesh: Mesh, density: float = TEXELS_PER_METRE) -> Atlas:
    """Give every patch of ``mesh`` a slot; ``density`` in texels a metre."""
    sizes = [_texels(patch, density) for patch in mesh.patches]
    order = sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0]))
    slots: dict[int, Slot] = {}
    x = y = shelf = 0
    for i in order:
        w, h = sizes[i]
        if x + w > _WIDTH:
            x, y, shelf = 0, y + shelf, 0
        slots[i] = Slot(x, y, w, h)
        x, shelf = x + w, max(shelf, h)
    height = 1 << (y + shelf - 1).bit_length()
    return Atlas(_WIDTH, height, tuple(slots[i] for i in range(len(sizes))))


def _texels(patch: Patch, density: float) -> tuple[int, int]:
    across, up = (
        int(np.ceil(length * density * patch.fine * _COARSE.get(patch.material, 1.0))) + 1
        for length in patch.extent
    )
    return min(max(across, 2), _WIDTH), min(max(up, 2), _WIDTH)
