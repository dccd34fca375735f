"""What an import, placeholders or an undo came to, in words: a row for each file, then what is to be looked at."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from prisonersvoice_ar.authoring.voices.doubts import Doubt
from prisonersvoice_ar.authoring.voices.importing import Report, Taken
from prisonersvoice_ar.authoring.voices.keeping import Record
from prisonersvoice_ar.authoring.voices.manifest import read

_MOST_NAMES = 12


def imported(report: Report, audio: Path) -> str:
    """Give what to print of an import."""
    good = [one for one in report.taken if not one.failed]
    bad = [one for one in report.taken if one.failed]
    rows = [*_table(good, dry=report.dry), *_levels(report), *_looked_at(good)]
    if bad or report.unclear:
        rows += ["", "Left out:"]
        rows += [f"  {shown(one.path)}: {shown(one.failed)}{_other_takes(one)}" for one in bad]
        rows += [f"  {shown(path)}: {shown(why)}" for path, why in report.unclear]
    if report.others:
        names = ", ".join(shown(path) for path in report.others[:5])
        more = f" and {len(report.others) - 5} more" if len(report.others) > 5 else ""
        rows += ["", f"Passed over, no recordings: {names}{more}"]
    if report.unasked:
        rows += ["", f"Passed over, in another language than was asked for: {report.unasked}"]
    return "\n".join([*rows, "", *_ending(report, audio, len(good))])


def shown(path: PurePath | str) -> str:
    """Give a file's name as a terminal may be given it: what would move the cursor or colour it is left out."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(path))


def _table(good: Sequence[Taken], *, dry: bool) -> Iterator[str]:
    if not good:
        return
    width = min(44, max(len(shown(one.path)) for one in good))
    yield f"{'recording':<{width}}  line       seconds   came in as                  " + (
        "" if dry else "went out as"
    )
    for one in good:
        heard = one.sounding
        if heard is None:
            continue
        came = f"{heard.loud:6.1f} LUFS {heard.peak_db:6.1f} dBTP"
        went = "" if dry else f"{one.loud:6.1f} LUFS {one.peak_db:5.1f} dBTP{_instead(one)}"
        yield (
            f"{_shortened(shown(one.path), width):<{width}}  {one.line.id:<10} {heard.seconds:5.1f}   {came}     {went}"
        ).rstrip()


def _instead(one: Taken) -> str:
    said = {
        "synthetic": "  for a placeholder",
        "recorded": "  for an older recording",
        "the same": "  as before",
    }
    return said.get(one.replaced, "")


def _shortened(name: str, width: int) -> str:
    return name if len(name) <= width else f"…{name[1 - width :]}"


def _levels(report: Report) -> Iterator[str]:
    if report.levels:
        yield ""
    for language, level in report.levels.items():
        yield f"{language}: together {level.before:.1f} LUFS; one gain of {level.gain_db:+.1f} dB, {level.why}"


def _looked_at(good: Sequence[Taken]) -> Iterator[str]:
    """What makes one doubt a recording; what is said of several is said once."""
    said: dict[str, list[str]] = {}
    for one in good:
        others = ", ".join(shown(path) for path in one.left)
        chosen = [Doubt(f"{one.why}; left: {others}")] if others else []
        for doubt in (*one.doubts, *chosen):
            detail = f" ({doubt.detail})" if doubt.detail else ""
            said.setdefault(doubt.what, []).append(f"{shown(one.path)}{detail}")
    if said:
        yield ""
        yield "Look at these (they were taken all the same):"
    for what, files in said.items():
        yield f"  {what}" + (f", {len(files)} files" if len(files) > 1 else "")
        names = ", ".join(files[:_MOST_NAMES])
        more = f" and {len(files) - _MOST_NAMES} more" if len(files) > _MOST_NAMES else ""
        yield from textwrap.wrap(names + more, 110, initial_indent="      ", subsequent_indent="      ")


def _other_takes(one: Taken) -> str:
    names = ", ".join(shown(path) for path in one.left)
    return f"; there is {names}: ask for it with --take {one.line.id}=N" if names else ""


def _ending(report: Report, audio: Path, count: int) -> Iterator[str]:
    if report.dry:
        yield f"{count} recordings would be taken into {audio}; nothing was written (--dry-run)."
        return
    yield f"{count} recordings taken into {audio}, Opus at 48 kHz; voices.yaml there says whose words they are."
    if report.kept_in is not None:
        yield f"What they replaced lies in {report.kept_in}."
    licences = {one.language: said for one in report.taken if (said := read(audio / one.language).licence)}
    for language, licence in licences.items():
        yield f"{language}/voices.yaml says “{licence}” of all that lies there: agree it with who spoke, or change it."


def undone(record: Record, put_back: Sequence[str], left: Sequence[str]) -> str:
    """Give what to print of an undo."""
    languages = [name.partition("/")[0] for name in put_back]
    counts = [f"{languages.count(name)} in {name}" for name in dict.fromkeys(languages)]
    lines = ", ".join(counts) if len(put_back) > _MOST_NAMES else ", ".join(put_back)
    rows = [f"Taken back: {shown(record.what)}. As they were before: {lines or 'nothing'}."]
    if left:
        rows.append(f"Left alone, for their voices have changed since: {', '.join(left)}.")
    return "\n".join(rows)
