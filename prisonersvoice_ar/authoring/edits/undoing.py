"""`prisonersvoice undo`: the last change that a tool made is taken back, or one before it; what was written since stays."""

from collections.abc import Sequence
from pathlib import Path

from prisonersvoice_ar.authoring.edits.history import Change, History, Kept, Moved, digest, lies_in
from prisonersvoice_ar.authoring.edits.merging import without
from prisonersvoice_ar.authoring.edits.saving import Move, Write, content_of, save
from prisonersvoice_ar.authoring.edits.telling import refused, words_in
from prisonersvoice_ar.authoring.scenery import scene_folders
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.documents.content import Content, shown_path
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.lower.spots import shared_folders
from prisonersvoice_ar.documents.scenes import SCENE_FILE
from prisonersvoice_ar.documents.yaml.building import build
from prisonersvoice_ar.documents.yaml.decoding import decode

_MOST_NAMED = 20


def scene_history(file: Path, content: Content, lang: str = "en") -> History:
    """The history of the scene in ``file``; it keeps changes in the content, in what is shared, in scenes beside it.

    ``lang``: in which is said what hinders.
    """
    beside = (*shared_folders(file.parent, content), *scene_folders(content, file.parent))
    return History(file.parent, (content.scenes, content.audio, *beside), lang)


def changes_of(history: History, file: str = SCENE_FILE) -> list[Change]:
    """What can be taken back, the oldest first.

    ``file``: the scene's; where several scenes lie in one folder, only the changes of this one count.
    """
    return [change for change in history.changes() if not change.undone and _is_of(change, file)]


def _wanted(history: History, file: str, number: int | None) -> Change:
    """The last change, or the one called ``number``. ContentError where there is none, UsageError where not that one."""
    every, scene = changes_of(history, file), history.home.name
    if every and number is not None:
        found = next((change for change in every if change.number == number), None)
        if found is None:
            numbers = ", ".join(str(change.number) for change in reversed(every[-_MOST_NAMED:]))
            raise refused(
                UsageError, history.lang, "undo-absent", scene=scene, number=str(number), numbers=numbers
            )
        return found
    if not every:
        raise refused(ContentError, history.lang, "undo-no-change", scene=scene)
    return every[-1]


def _is_of(change: Change, file: str) -> bool:
    return file == SCENE_FILE or any(kept.path == file for kept in change.files)


def undo(
    history: History,
    allowed: Sequence[Path],
    *,
    file: str = SCENE_FILE,
    number: int | None = None,
    dry: bool = False,
) -> tuple[Change, list[str]]:
    """Take back the last change, or the one called ``number``; ``allowed``: the folders in which may be written.

    Returns it, and what was done, a line a file. ContentError where what it changed was edited since: nothing is
    written then. ``dry``: only say what would be done.
    """
    with history.alone():
        change = _wanted(history, file, number)
        _refuse_of_a_copy(change, history)
        said: list[str] = []
        writes = [
            write
            for kept in change.files
            if (write := _back(kept, history, allowed, change, said)) is not None
        ]
        moves = [move for moved in change.moves if (move := _home(moved, history, allowed, said)) is not None]
        if not dry:
            save([*writes, history.mark_undone(change)], moves)
    return change, said


def _refuse_of_a_copy(change: Change, history: History) -> None:
    """A copy of a scene's folder has the history of the first one, whose voices and snippets are not the copy's."""
    names = [kept.path for kept in change.files] + [moved.source for moved in change.moves]
    if change.home != history.home.name and any(name.startswith("../") for name in names):
        facts = {"said": change.said, "home": change.home, "folder": str(history.folder)}
        raise refused(ContentError, history.lang, "undo-copy", **facts)


def _back(
    kept: Kept, history: History, allowed: Sequence[Path], change: Change, said: list[str]
) -> Write | None:
    path, words = _inside(kept.path, history, allowed), words_in(history.lang)
    shown = shown_path(path, allowed[0].parent if allowed else None)
    raw = content_of(path)
    before, after = _bytes(kept.before), _bytes(kept.after)
    if raw == before:
        said.append(words.text("undo-is-as-before", file=shown))
        return None
    if raw == after:
        said.append(words.text("undo-as-before" if before is not None else "undo-removed", file=shown))
        return Write(path, raw, before)
    merged = _merged(kept, raw)
    if merged is None:
        facts = {"file": shown, "number": str(change.number), "command": change.command}
        raise refused(
            ContentError, history.lang, "undo-edited", **facts, kept=str(history.path_of(change.number))
        )
    said.append(words.text("undo-merged", file=shown))
    return Write(path, raw, merged)


def _merged(kept: Kept, raw: bytes | None) -> bytes | None:
    if kept.before is None or kept.after is None or raw is None:
        return None
    try:
        now = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    merged = without(kept.before, kept.after, now)
    if merged is None or (_holds(now) and not _holds(merged)):
        return None
    return merged.encode()


def _holds(text: str) -> bool:
    """Whether ``text`` is YAML that can be read without a doubt; all that is kept is YAML."""
    findings = Findings()
    read = decode(text.encode(), "", findings)
    return read is not None and build(read, "", findings) is not None and not findings.failed


def _home(moved: Moved, history: History, allowed: Sequence[Path], said: list[str]) -> Move | None:
    source, target = (_inside(name, history, allowed) for name in (moved.source, moved.target))
    root, words = allowed[0].parent if allowed else None, words_in(history.lang)
    if source.is_file() and not target.exists():
        return None
    if not target.is_file() or digest(target) != moved.digest:
        said.append(words.text("undo-another", file=shown_path(target, root)))
        return None
    said.append(words.text("undo-moved", file=shown_path(target, root), name=source.name))
    return Move(target, source)


def _inside(name: str, history: History, allowed: Sequence[Path]) -> Path:
    """The path that was kept; what a stranger's folder says must not lead out of the content."""
    path = (history.home / name).resolve()
    if not lies_in(path, (history.home, *allowed)):
        raise refused(ContentError, history.lang, "undo-outside", folder=str(history.folder), name=name)
    return path


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()
