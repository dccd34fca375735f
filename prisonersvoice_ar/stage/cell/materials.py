"""What the cell's surfaces are made of: the picture, how many metres it spans, how much it shines."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Material:
    """One kind of surface."""

    texture: str
    """file in surfaces/pictures, without its ending"""
    span: float
    """metres across one repetition"""
    gloss: float = 0.0
    """0 to 1: how much of the bulb is mirrored"""
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """factor on the picture, linear"""
    full_height: bool = False
    """the picture spans the wall from floor to ceiling, so that its painted line runs at one height"""


MATERIALS: dict[str, Material] = {
    "wall": Material("wall", 2.5, 0.35, full_height=True),
    "plaster": Material("plaster", 1.2),
    "ceiling": Material("plaster", 1.6),
    "floor": Material("concrete", 1.6, 0.12),
    "door": Material("iron", 1.0, 0.5),
    "iron": Material("metal", 0.6, 0.35),
    "wood": Material("wood", 0.8, 0.12),
    "plinth": Material("metal", 1.1, 0.2, (0.55, 0.42, 0.36)),
    "cloth": Material("cloth", 0.5),
    "linen": Material("cloth", 0.35, 0.0, (2.2, 2.2, 2.1)),
    "glass": Material("plaster", 0.5, 0.0, (0.26, 0.3, 0.33)),
    "light": Material("plaster", 2.0, 0.0, (1.6, 1.6, 1.6)),
    "dark": Material("section", 1.0, 0.0, (0.06, 0.06, 0.06)),
    "section": Material("section", 1.3),
}
