"""Frozen values with other fields: what ``dataclasses.replace`` gives."""

import dataclasses
from dataclasses import dataclass

import pytest

from prisonersvoice_ar.core.frozen import replace
from prisonersvoice_ar.core.story.clock import Clock
from prisonersvoice_ar.core.story.state import StoryState


def test_it_gives_what_dataclasses_give_and_leaves_the_old_one_alone() -> None:
    before = StoryState("uk", "one", Clock(1.0))
    made = replace(before, beat="two", visited=frozenset({"one"}))
    assert made == dataclasses.replace(before, beat="two", visited=frozenset({"one"}))
    assert (type(made), hash(made) == hash(before)) == (StoryState, False)
    assert before == StoryState("uk", "one", Clock(1.0))
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.beat = "three"  # type: ignore[misc]


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(TypeError, match="Clock has no hour"):
        replace(Clock(1.0), hour=3)  # type: ignore[call-arg]


@dataclass(frozen=True)
class Checked:
    share: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise ValueError(self.share)


@dataclass(frozen=True, slots=True)
class Slotted:
    share: float


def test_what_a_class_looks_at_is_looked_at_and_slots_are_filled() -> None:
    with pytest.raises(ValueError, match="3"):
        replace(Checked(0.5), share=3.0)
    assert replace(Slotted(0.5), share=0.25) == Slotted(0.25)
