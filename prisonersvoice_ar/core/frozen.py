"""Frozen values with other fields, a story's ten times a step: ``dataclasses.replace``, and six times as fast.

That one asks the class for all of its fields and calls its ``__init__`` with them: 8 µs for a story's state, 1.3 here.
"""

from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["replace"]

if TYPE_CHECKING:  # so that mypy knows it for what it is, and checks the fields' names and types
    from dataclasses import replace
else:
    import dataclasses

    Value = TypeVar("Value")

    def replace(value: Value, /, **changes: Any) -> Value:
        """``value`` with ``changes`` to its fields. TypeError where it has no such field."""
        before = getattr(value, "__dict__", None)
        if before is None or hasattr(value, "__post_init__"):
            return dataclasses.replace(value, **changes)
        if not changes.keys() <= before.keys():
            raise TypeError(
                f"{type(value).__name__} has no {', '.join(sorted(changes.keys() - before.keys()))}"
            )
        made = object.__new__(type(value))
        made.__dict__.update(before, **changes)
        return made
