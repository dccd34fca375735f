"""What an import, placeholders or an undo came to, in words: a row for each file, then what is to be looked at."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from prisonersvoice_ar.authoring.voices import placeholder
from prisonersvoice_ar.authoring.voices.doubts import Doubt
from prisonersvoice_ar.authoring.voices.importing import Report, Taken
from prisonersvoice_ar.authoring.voices.keeping import Record
from prisonersvoice_ar.authoring.voices.manifest import read
from prisonersvoice_ar.authoring.voices.remarks import Remark, one_line, remark, words_of
from prisonersvoice_ar.words import Interface

_MOST_NAMES = 12
_FEW_NAMES = 8
"""of a language's lines beside a count"""
_MANY = 3
"""files left out for one reason: it is then said once"""


def imported(report: Report, audio: Path, lang: str = "en") -> str:
    """Give what to print of an import, in ``lang``."""
    return "\n".join(_Import(report, audio, words_of(lang)).rows())


class _Import:
    def __init__(self, report: Report, audio: Path, words: Interface) -> None:
        self._report, self._audio, self._words = report, audio, words
        self._good = [one for one in report.taken if not one.failed]

    def rows(self) -> Iterator[str]:
        yield from self._table()
        yield from self._levels()
        yield from self._looked_at()
        yield from self._left_out()
        text, report = self._words.text, self._report
        if report.others:
            yield from ("", text("others", names=_named(map(one_line, report.others), 5, self._words)))
        if report.unasked:
            yield from ("", text("unasked", count=report.unasked))
        yield ""
        yield from self._ending()

    def _table(self) -> Iterator[str]:
        if not self._good:
            return
        text, dry = self._words.text, self._report.dry
        heads = [text(f"column-{name}") for name in ("recording", "line", "seconds", "in", "out")]
        width = min(44, max(len(heads[0]), *(len(one_line(one.path)) for one in self._good)))
        row = "{:<" + str(width) + "}  {:<10} {:>7}   {:<25}  {}"
        yield row.format(*heads[:4], "" if dry else heads[4]).rstrip()
        for one in self._good:
            heard = one.sounding
            if heard is None:
                continue
            name = _shortened(one_line(one.path), width)
            came = f"{heard.loud:6.1f} LUFS {heard.peak_db:6.1f} dBTP"
            went = "" if dry else f"{one.loud:6.1f} LUFS {one.peak_db:5.1f} dBTP{self._instead(one)}"
            yield row.format(name, one.line.id, f"{heard.seconds:.1f}", came, went).rstrip()

    def _instead(self, one: Taken) -> str:
        known = {"synthetic": "synthetic", "recorded": "recorded", "the same": "same"}
        return f"  {self._words.text(f'instead-{known[one.replaced]}')}" if one.replaced else ""

    def _levels(self) -> Iterator[str]:
        if self._report.levels:
            yield ""
        for language, level in self._report.levels.items():
            yield self._words.text(
                "level",
                language=language,
                before=f"{level.before:.1f}",
                gain=f"{level.gain_db:+.1f}",
                why=level.why.said(self._words),
            )

    def _looked_at(self) -> Iterator[str]:
        """What makes one doubt a recording; what is said of several is said once."""
        said: dict[Remark, list[str]] = {}
        for one in self._good:
            for doubt in (*one.doubts, *self._chosen(one)):
                detail = f" ({doubt.detail.said(self._words)})" if doubt.detail else ""
                said.setdefault(doubt.what, []).append(f"{one_line(one.path)}{detail}")
        if said:
            yield from ("", self._words.text("look"))
        yield from self._grouped(said, _MOST_NAMES)

    def _chosen(self, one: Taken) -> list[Doubt]:
        others = ", ".join(map(one_line, one.left))
        return [Doubt(remark("take-left", why=one.why.said(self._words), names=others))] if others else []

    def _left_out(self) -> Iterator[str]:
        """Each with its reason; a reason that many share is said once."""
        why: dict[Remark, list[str]] = {}
        for one in self._report.taken:
            if one.failed:
                why.setdefault(one.failed, []).append(f"{one_line(one.path)}{self._other_takes(one)}")
        for path, reason in self._report.unclear:
            why.setdefault(reason, []).append(one_line(path))
        if why:
            yield from ("", self._words.text("left-out"))
        for reason, files in why.items():
            if len(files) <= _MANY:
                yield from (f"  {file}: {one_line(reason.said(self._words))}" for file in files)
        many = {reason: files for reason, files in why.items() if len(files) > _MANY}
        yield from self._grouped(many, sum(map(len, many.values())))  # all: none is passed over in silence

    def _other_takes(self, one: Taken) -> str:
        names = ", ".join(map(one_line, one.left))
        return f" ({self._words.text('other-takes', names=names, line=one.line.id)})" if names else ""

    def _grouped(self, said: Mapping[Remark, Sequence[str]], most: int) -> Iterator[str]:
        for what, files in said.items():
            sentence = what.said(self._words)
            many = len(files) > 1
            yield f"  {self._words.text('files', what=sentence, count=len(files)) if many else sentence}"
            names = _named(files, most, self._words)
            yield from textwrap.wrap(names, 110, initial_indent="      ", subsequent_indent="      ")

    def _ending(self) -> Iterator[str]:
        text, report, count = self._words.text, self._report, len(self._good)
        if not count:
            yield text("none-taken")
            return
        if report.dry:
            yield text("dry", count=count, folder=str(self._audio))
            return
        yield text("taken", count=count, folder=str(self._audio))
        if report.kept_in is not None:
            yield text("kept-in", folder=str(report.kept_in))
        licences = {
            one.language: said for one in self._good if (said := read(self._audio / one.language).licence)
        }
        for language, licence in licences.items():
            yield text("licence", language=language, licence=licence)


def _shortened(name: str, width: int) -> str:
    return name if len(name) <= width else f"…{name[1 - width :]}"


def _named(names: Iterable[str], most: int, words: Interface) -> str:
    """Names in a row; of many the first, and how many more."""
    every = list(names)
    shown = ", ".join(every[:most])
    return words.text("and-more", names=shown, count=len(every) - most) if len(every) > most else shown


def spoken_by_machine(report: placeholder.Report, lang: str = "en") -> str:
    """Give what to print of a language's placeholders, in ``lang``."""
    words = words_of(lang)
    parts = [words.text("made", language=report.language, made=len(report.made), kept=len(report.kept))]
    for what, lines in (
        ("recorded", report.recorded),
        ("unknown", report.unknown),
        ("removed", report.removed),
        ("wordless", report.missing),
    ):
        if lines:
            names = f": {', '.join(map(one_line, lines))}" if len(lines) <= _FEW_NAMES else ""
            parts.append(words.text(f"made-{what}", count=len(lines)) + names)
    return "; ".join(parts)


def undone(record: Record, put_back: Sequence[str], left: Sequence[str], lang: str = "en") -> str:
    """Give what to print of an undo, in ``lang``."""
    words = words_of(lang)
    languages = [name.partition("/")[0] for name in put_back]
    counts = [
        words.text("undone-count", count=languages.count(name), language=name)
        for name in dict.fromkeys(languages)
    ]
    lines = ", ".join(counts) if len(put_back) > _MOST_NAMES else ", ".join(put_back)
    nothing = words.text("undone-nothing")
    rows = [words.text("undone", what=_what(record.what, words), lines=lines or nothing)]
    if left:
        rows.append(words.text("undone-left", lines=", ".join(left)))
    return "\n".join(rows)


def _what(kept: str, words: Interface) -> str:
    """Say what a record is of; in the file it stands in English, whoever reads it."""
    if found := re.fullmatch(r"undo of: (.*)", kept, re.DOTALL):
        return words.text("what-undo", what=_what(found[1], words))
    if found := re.fullmatch(r"import of (.*)", kept, re.DOTALL):
        return words.text("what-import", folder=one_line(found[1]))
    return one_line(kept)
