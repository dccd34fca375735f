"""A text written as YAML, the way its neighbour is written."""

import re

from prisonersvoice_ar.documents.yaml.decoding import UNSEEN, quoted

__all__ = ["as_name", "like", "quoted"]

_NAME = re.compile(r"[a-z_][a-z0-9_-]*\Z")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def as_name(text: str) -> str:
    """A name: plain where it stays text, else quoted."""
    return text if _NAME.match(text) and text not in _WORDS else quoted(text)


def like(text: str, neighbour: str, indent: int, newline: str) -> str:
    """``text`` in the style of ``neighbour``, which is how another text was written.

    ``indent``: columns by which a block text's lines stand in.
    """
    style = neighbour[:1]
    plain = not UNSEEN.search(text) and "\t" not in text and "\r" not in text
    if style == "'" and plain and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if style in ("|", ">") and plain and text.strip() == text and text:
        mark = "|-" if "\n" in text else f"{style}-"
        pad = newline + " " * indent
        lines = text.split("\n")
        if not any(line.startswith((" ", "\t")) for line in lines):
            return mark + "".join(pad + line if line else newline for line in lines)
    return quoted(text)
