"""What a testimony leans on: sources, consent, reviews."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """What a factual line leans on."""

    id: str
    title: str
    publisher: str
    year: int | None = None
    where: str = ""
    url: str = ""


@dataclass(frozen=True)
class Review:
    """Somebody has read the scene."""

    role: str
    """legal, psychologist, …"""
    on: date


@dataclass(frozen=True)
class Consent:
    """What a person agreed to, and how they take it back."""

    scope: str
    on: date
    languages: tuple[str, ...]
    withdraw: str
