"""What a visitor can do at the end: sign, volunteer, write; targets and their rules.

Links are the operator's data (actions.yaml), never a scene's, and only https.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from prisonersvoice_ar.core.script.model import Words


@dataclass(frozen=True)
class Action:
    """One thing to do; ValueError where its address is not a plain https one."""

    id: str
    """"petition", "volunteer", "letters" …"""
    title: Words
    text: Words
    url: str = ""
    """https, or empty where there is only a text (a telephone number)"""
    last_checked: date | None = None
    """None: nobody has looked since it was written down"""
    phone: str = ""
    """a number to show, where there is one"""

    def __post_init__(self) -> None:
        """Refuse everything but https with a host and without a user name."""
        if self.url:
            check_address(self.url)

    @property
    def host(self) -> str:
        """The readable host name, without "www."."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


@dataclass(frozen=True)
class CreditGroup:
    """People or bodies who did the same thing for the campaign."""

    role: Words
    names: tuple[Words, ...]


@dataclass(frozen=True)
class Campaign:
    """Everything after the rest: actions in the order shown, support, credits."""

    actions: tuple[Action, ...]
    support: Action | None
    credits: tuple[CreditGroup, ...]

    def action(self, action_id: str) -> Action | None:
        """The action called ``action_id``, the support's included, or None."""
        support = () if self.support is None else (self.support,)
        return next((action for action in (*self.actions, *support) if action.id == action_id), None)


def check_address(url: str) -> str:
    """Return ``url`` if it is https with a host name, no user, no control characters; else ValueError."""
    if any(ord(character) <= 32 or ord(character) == 127 for character in url):
        raise ValueError(f"an address may hold no spaces or control characters: {url!r}")
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise ValueError(f"only https addresses are opened, got {url!r}")
    if not parts.hostname or "." not in parts.hostname or parts.username is not None:
        raise ValueError(f"an address needs a plain host name, got {url!r}")
    return url
