"""The place in which a scene is told, as its author plans it: the cell, its light, what is in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SceneObject:
    """Something in the cell that can be looked at or sound."""

    id: str
    at: tuple[float, float, float]
    """metres in the cell: origin at the middle of its floor, x right, y away from the door, z up"""


@dataclass(frozen=True)
class Light:
    """The cell's main light."""

    kind: str = "bulb"
    kelvin: float = 2700.0
    always_on: bool = True


@dataclass(frozen=True)
class CellPlan:
    """What the stage builds."""

    kind: str
    """a built-in cell: "punishment-cell" """
    size: tuple[float, float, float]
    """metres: width, depth, height"""
    light: Light = Light()
    objects: tuple[SceneObject, ...] = ()
