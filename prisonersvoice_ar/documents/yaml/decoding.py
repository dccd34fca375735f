"""From bytes to text: UTF-8 only, and a way out for everything else that editors save."""

import re

from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.findings import Findings

BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""what YAML's marks count as the end of a line"""

_WIDE_BOMS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def decode(raw: bytes, file: str, findings: Findings) -> str | None:
    """Return the text of ``raw``, or None with the reason in ``findings``."""
    # without a mark, UTF-16 of Latin text has a NUL in every other byte; a stray one is told as a character
    if raw.startswith(_WIDE_BOMS) or (b"\0" in raw[:64] and raw[:64].count(b"\0") >= len(raw[:64]) // 3):
        findings.add("not-utf16", Place(file))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        findings.add("not-utf8", _place_of_byte(raw, start, file), encoding=_guess(raw))
        return None
    found = _CONTROL.search(text)
    if found:
        findings.add(
            "control-character", place_of_index(text, found.start(), file), character=f"U+{ord(found[0]):04X}"
        )
        return None
    if not text.strip():
        findings.add("file-empty", Place(file), file=file)
        return None
    return text


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


def _guess(raw: bytes) -> str:
    """Return "Windows-1251" where the bytes read as Ukrainian in it."""
    high = [byte for byte in raw if byte >= 0x80]
    # Ukrainian letters lie at 0xC0 and above, but for і І ї Ї є Є ґ Ґ ё Ё
    letters = sum(byte >= 0xC0 or byte in b"\xb3\xb2\xbf\xaf\xba\xaa\xb4\xa5\xb8\xa8" for byte in high)
    return "Windows-1251" if high and letters / len(high) > 0.7 else "another encoding"
