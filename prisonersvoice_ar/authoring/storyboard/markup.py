"""HTML from untrusted text: whatever is not Markup is escaped, so nothing an author wrote can become a tag.

Nothing here marks a text as safe but ``el``, ``joined`` and ``trusted``, of which the last is given our own files only.
"""

import re
from collections.abc import Iterable
from html import escape

_VOID = frozenset({"br", "img", "input", "link", "meta"})
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\ud800-\udfff]")
"""what HTML does not allow, or UTF-8 cannot write"""


class Markup(str):
    """HTML that is safe to put into a page."""

    __slots__ = ()


Content = str | Markup | None


def safe(text: str) -> Markup:
    """``text`` as HTML; Markup stays as it is."""
    if isinstance(text, Markup):
        return text
    return Markup(escape(_CONTROL.sub("\ufffd", text), quote=True))


def joined(parts: Iterable[Content], by: str = "") -> Markup:
    """Parts one after the other; None is left out."""
    return Markup(safe(by).join(safe(part) for part in parts if part is not None))


def el(name: str, /, *content: Content, **attributes: str | int | float | bool | None) -> Markup:
    """Return an element.

    ``class_``, ``for_``: the names that Python has taken; ``_`` in a name is "-". None and False leave an attribute
    out, True gives it no value.
    """
    opening = name + "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Markup(f"<{opening}>")
    return Markup(f"<{opening}>{joined(content)}</{name}>")


def _attribute(key: str, value: str | float | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{safe(str(value))}"'


def trusted(html: str) -> Markup:
    """Markup of our own making, a style sheet for example; never anything that an author wrote."""
    return Markup(html)


def anchor(kind: str, name: str) -> str:
    """The id of a part of the page: "beat-hatch"; what an id cannot hold becomes its code."""
    return f"{kind}-" + re.sub(r"[^\w-]", lambda found: f".{ord(found[0]):x}", name)


def web_address(url: str) -> str | None:
    """``url`` where it is a plain web address that a link may lead to; else None."""
    plain = re.fullmatch(r"https?://[^\s\x00-\x20\"'<>\\]+", url, re.IGNORECASE)
    return url if plain else None
