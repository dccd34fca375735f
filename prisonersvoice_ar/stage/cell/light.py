"""The three lights of a cell: their colour and their level. Pure numpy."""

from dataclasses import dataclass, field

from prisonersvoice_ar.core.script.cell import Light
from prisonersvoice_ar.core.story.lights import LIGHTS

Color = tuple[float, float, float]

_POWER = {"bulb": 0.34, "slit": 0.75, "hatch": 1.15}
_SLIT: Color = (0.74, 0.88, 1.08)
_HATCH: Color = (1.02, 1.0, 0.80)


def kelvin_color(kelvin: float) -> Color:
    """Linear sRGB of a black body, luminance 1, most of the way to white as an adapted eye sees it.

    Chromaticity after Kim et al. 2002 (cubic fits to the Planckian locus, 1667 to 25000 K).
    """
    t = min(max(kelvin, 1667.0), 25000.0)
    if t < 4000.0:
        x = -0.2661239e9 / t**3 - 0.2343589e6 / t**2 + 0.8776956e3 / t + 0.179910
    else:
        x = -3.0258469e9 / t**3 + 2.1070379e6 / t**2 + 0.2226347e3 / t + 0.240390
    if t < 2222.0:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif t < 4000.0:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    big_x, big_z = x / y, (1.0 - x - y) / y
    rgb = (
        3.2406 * big_x - 1.5372 - 0.4986 * big_z,
        -0.9689 * big_x + 1.8758 + 0.0415 * big_z,
        0.0557 * big_x - 0.2040 + 1.0570 * big_z,
    )
    r, g, b = (0.6 + 0.4 * max(value, 0.0) for value in rgb)
    return (r, g, b)


@dataclass
class LightLevels:
    """How bright each light burns at the moment."""

    bulb_color: Color
    level: dict[str, float] = field(default_factory=lambda: {"bulb": 1.0, "slit": 0.15, "hatch": 0.0})
    """name to 0..1"""

    @classmethod
    def of(cls, light: Light) -> "LightLevels":
        """The lights of a plan."""
        return cls(kelvin_color(light.kelvin))

    def set(self, name: str, level: float) -> bool:
        """Set a light's level, 0 to 1; False where there is no light of that name."""
        if name not in self.level:
            return False
        self.level[name] = min(max(float(level), 0.0), 1.0)
        return True

    def colors(self) -> dict[str, Color]:
        """Each light's linear RGB at its level."""
        base = {"bulb": self.bulb_color, "slit": _SLIT, "hatch": _HATCH}
        found: dict[str, Color] = {}
        for name in LIGHTS:
            # an eye takes equal steps of a level for equal steps, so light follows its square
            power = _POWER[name] * self.level[name] ** 2
            r, g, b = base[name]
            found[name] = (r * power, g * power, b * power)
        return found
