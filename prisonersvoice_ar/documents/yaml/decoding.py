"""From bytes to text: UTF-8 only, and a way out for everything else that editors save."""

import json
import re

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import Findings

BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""what YAML's marks count as the end of a line"""

_WIDE_BOMS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
UNSEEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    # those that are printable to YAML and seen by nobody: a soft hyphen, a space without width, marks that turn the
    # reading round (Boucher & Anderson 2021), and line ends that YAML 1.1 counts and editors do not
    "|[\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]"
)
"""what is refused wherever it stands; inside double quotation marks it may be written as an escape"""
_CYRILLIC = "Windows-1251"
_PROCESSORS = (
    (b"PK\x03\x04", "DOCX, ODT"),
    (b"\xd0\xcf\x11\xe0", "DOC"),
    (b"{\\rtf", "RTF"),
    (b"%PDF", "PDF"),
)
"""how files begin that a writer may save by mistake"""


def as_shown(raw: bytes) -> str:
    """Return the text that snippets show, even of what cannot be read whole; nothing of what has no lines as we count them."""
    if _is_wide(raw):
        return ""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1251" if _guess(raw) == _CYRILLIC else "utf-8-sig", errors="replace")


def decode(raw: bytes, file: str, findings: Findings) -> str | None:
    """Return the text of ``raw``, or None with the reason in ``findings``."""
    kind = next((kind for start, kind in _PROCESSORS if raw.startswith(start)), None)
    if kind:
        findings.add("word-processor", Place(file), kind=kind)
        return None
    if _is_wide(raw):
        findings.add("not-utf16", Place(file))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start, encoding = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0), _guess(raw)
        if encoding == _CYRILLIC:  # two of its letters may happen to make one of UTF-8's
            start = next(index for index, byte in enumerate(raw) if byte >= 0x80)
        findings.add("not-utf8", _place_of_byte(raw, start, file), encoding=encoding)
        return None
    found = UNSEEN.search(text)
    if found:
        findings.add(
            "control-character", place_of_index(text, found.start(), file), character=f"U+{ord(found[0]):04X}"
        )
        return None
    if not text.strip():
        findings.add("file-empty", Place(file), file=file)
        return None
    return text


def quoted(text: str) -> str:
    """Return ``text`` in double quotation marks, as YAML that ``decode`` takes whatever is in it."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def split_lines(text: str) -> list[str]:
    """Split ``text`` where YAML's marks count a new line."""
    return BREAKS.split(text)


def place_of_index(text: str, index: int, file: str, length: int = 1) -> Place:
    """Return the place of ``length`` characters at ``index`` of ``text``."""
    before = split_lines(text[:index])
    line, column = len(before), len(before[-1]) + 1
    return Place(file, line, column, line, column + length)


def _place_of_byte(raw: bytes, start: int, file: str) -> Place:
    before = raw[:start].decode("utf-8-sig", errors="replace")
    return place_of_index(before, len(before), file)


def _is_wide(raw: bytes) -> bool:
    """Whether this is UTF-16 or 32: without a mark, Latin text has a NUL in every other byte; a stray one is a character."""
    return raw.startswith(_WIDE_BOMS) or (b"\0" in raw[:64] and raw[:64].count(b"\0") >= len(raw[:64]) // 3)


def _guess(raw: bytes) -> str:
    """Return "Windows-1251" where the bytes read as Ukrainian in it."""
    high = [byte for byte in raw if byte >= 0x80]
    # Ukrainian letters lie at 0xC0 and above, but for і І ї Ї є Є ґ Ґ ё Ё
    letters = sum(byte >= 0xC0 or byte in b"\xb3\xb2\xbf\xaf\xba\xaa\xb4\xa5\xb8\xa8" for byte in high)
    return _CYRILLIC if high and letters / len(high) > 0.7 else "another encoding"
