"""What reaches the story at a step."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoryInput:
    """The visitor's doings since the last step, as the scene may know them."""

    target_seen: bool = False
    distance_m: float | None = None
    """camera to the anchor, in the metres of the room; None where no target is seen"""
    looking_at: str | None = None
    """the object at the centre of view"""
    pressed: tuple[str, ...] = ()
    """"continue", or the id of a choice"""
    gesture: str | None = None
    touched: tuple[str, ...] = ()
    """objects that were clicked or touched"""
    keys: tuple[str, ...] = ()
    """names of keys (documents.models.triggers.KEYS) that were pressed"""
    visitor: bool = True
    """somebody is there"""
