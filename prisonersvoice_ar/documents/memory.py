"""What several scenes lean on, read once for all of them: targets, folders of sounds, lengths, voices.yaml."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class Memory:
    """Keeps what was read for one pass over the content.

    Of what changes on the disk meanwhile it knows nothing: each pass, each reload makes one of its own.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: dict[Hashable, Any] = {}

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return what ``read`` gave when ``key`` was first asked for. Raises what ``read`` raises, and keeps nothing then."""
        if key not in self._kept:
            self._kept[key] = read()
        return cast("T", self._kept[key])
