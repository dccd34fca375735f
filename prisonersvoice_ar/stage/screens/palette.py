"""Few colours: ink, paper and the rust of the cards. RGBA, 0 to 1."""

Colour = tuple[float, float, float, float]

INK: Colour = (0.071, 0.067, 0.063, 1.0)
PAPER: Colour = (0.98, 0.973, 0.945, 1.0)
QUIET: Colour = (0.80, 0.785, 0.75, 1.0)
"""paper further away: 11:1 on ink"""
RUST: Colour = (0.91, 0.45, 0.28, 1.0)
"""the tally marks' rust, lighter: 6:1 on ink"""
RUST_ON_PAPER: Colour = (0.66, 0.25, 0.135, 1.0)
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)

PLATE = 0.78
"""alpha of the ink behind captions: paper on it keeps 8:1 even over white"""
SCRIM = 0.86
"""alpha of the ink over the picture behind menus"""
REST_SCRIM = 0.93


def faded(colour: Colour, alpha: float) -> Colour:
    """The same colour, more transparent."""
    return (*colour[:3], colour[3] * alpha)


def mixed(first: Colour, second: Colour, share: float) -> Colour:
    """From ``first`` (share 0) to ``second`` (share 1)."""
    r, g, b, a = (x + (y - x) * share for x, y in zip(first, second, strict=True))
    return (r, g, b, a)
