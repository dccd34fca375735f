"""A text written as YAML, the way its neighbour is written."""

import re

_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r", "\0": r"\0"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_NAME = re.compile(r"[a-z_][a-z0-9_-]*\Z")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def quoted(text: str) -> str:
    """``text`` between double quotes: any text can be written so."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def as_name(text: str) -> str:
    """A name: plain where it stays text, else quoted."""
    return text if _NAME.match(text) and text not in _WORDS else quoted(text)


def like(text: str, neighbour: str, indent: int, newline: str) -> str:
    """``text`` in the style of ``neighbour``, which is how another text was written.

    ``indent``: columns by which a block text's lines stand in.
    """
    style = neighbour[:1]
    plain = not _ESCAPED.search(text.replace("\n", "").replace('"', "").replace("\\", ""))
    if style == "'" and plain and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if style in ("|", ">") and plain and text.strip() == text and text:
        mark = "|-" if "\n" in text else f"{style}-"
        pad = newline + " " * indent
        lines = text.split("\n")
        if not any(line.startswith((" ", "\t")) for line in lines):
            return mark + "".join(pad + line if line else newline for line in lines)
    return quoted(text)
