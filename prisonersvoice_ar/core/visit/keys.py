"""From a key to the button it presses."""

from prisonersvoice_ar.core.visit.view import Overlay, View

SAME_KEY = {"return": "enter", "esc": "escape", "spacebar": "space", " ": "space"}
"""other names that windowing systems give to our keys"""


def button_for(key: str, view: View) -> str | None:
    """The id that ``key`` presses on ``view``, or None.

    Space and Escape are heard on every screen, whether or not their button is drawn: Space pauses and goes
    on, Escape asks whether to leave, and answers its own question. Enter is the primary button.
    """
    name = key.lower()
    name = SAME_KEY.get(name, name)
    if name == "space":
        return "resume" if view.overlay is Overlay.PAUSED else "pause"
    if name == "escape":
        return "leave"
    if name == "enter":
        return next((button.id for button in view.buttons if button.primary), None)
    return next((button.id for button in view.buttons if button.key == name), None)
