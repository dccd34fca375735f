"""A scene as it was in a revision of git, laid out in a folder of its own with its sounds and snippets."""

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from prisonersvoice_ar.core.errors import ContentError, MachineError, UsageError
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.lower.spots import SHARED
from prisonersvoice_ar.documents.scenes import SCENE_FILE

_TIMEOUT_S = 60.0


def split_revision(named: str) -> tuple[str, str] | None:
    """("HEAD~1", "scenes/x") of "HEAD~1:scenes/x"; None for a path, also for one with a drive's letter."""
    revision, colon, path = named.partition(":")
    if not colon or len(revision) < 2 or Path(named).exists():
        return None
    return revision, path


@contextmanager
def at_revision(revision: str, path: Path, ours: Content) -> Iterator[tuple[Path, Content]]:
    """The scene's file and its content as of ``revision``, until the block ends.

    ``path``: the scene's folder or file in the working tree, where it may be gone by now. UsageError where it lies in
    no repository or there is no such revision; ContentError where the revision has no such scene.
    """
    near = next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.is_dir())
    top = Path(_git(near, "rev-parse", "--show-toplevel").strip()).resolve()
    commit = _commit(top, revision)
    inside = _relative(path, near, top)
    file = inside if inside.suffix in (".yaml", ".yml") else inside / SCENE_FILE
    root = file.parent.parent.parent if file.parent.parent.name == "scenes" else None
    wanted = _with_shared(file.parent) if root is None else _content_of(root, file.parent)
    there = _git(top, "ls-tree", "--name-only", commit, "--", *map(str, wanted)).splitlines()
    with tempfile.TemporaryDirectory(prefix="prisonersvoice-") as folder:
        if there:
            _unpack(
                _raw(top, "archive", "--format=tar", commit, "--", *_existing(wanted, there)), Path(folder)
            )
        found = Path(folder) / file
        if not found.is_file():
            raise ContentError(
                f"{revision} has no {file}", "Was the scene called otherwise then? Name it REV:PATH."
            )
        yield found, ours if root is None else Content.at(Path(folder) / root)


def _with_shared(scene: PurePosixPath) -> list[PurePosixPath]:
    """A scene that lies in no content, and what is shared beside it."""
    return [scene, scene.parent / SHARED] if scene.parts else [scene]


def _content_of(root: PurePosixPath, scene: PurePosixPath) -> list[PurePosixPath]:
    parts = (scene.relative_to(root), "scenes/_shared", "audio", "markers", "actions.yaml")
    return [root / part for part in parts]


def _existing(wanted: list[PurePosixPath], there: list[str]) -> list[str]:
    """Those that the revision has, as git names them (a name that is not plain stands between quotes)."""
    return [
        str(path) for path in wanted if str(path) in there or f'"{path}"' in there or not str(path).isascii()
    ]


def _relative(path: Path, near: Path, top: Path) -> PurePosixPath:
    """``path`` from the repository's top, also where it is gone by now."""
    rest = path.absolute().relative_to(near.absolute())
    return PurePosixPath((near.resolve() / rest).relative_to(top).as_posix())


def _commit(top: Path, revision: str) -> str:
    try:
        return _git(
            top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        ).strip()
    except UsageError:
        raise UsageError(
            f'git has no revision "{revision}"', "As HEAD, HEAD~3, a branch, a tag, a commit's hash."
        ) from None


def _git(folder: Path, *arguments: str) -> str:
    return _raw(folder, *arguments).decode("utf-8", "replace")


def _raw(folder: Path, *arguments: str) -> bytes:
    quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, env=quiet, check=False)
    except FileNotFoundError:
        raise MachineError(
            "git is not installed", "Install git, or compare two folders: diff OLD NEW."
        ) from None
    except subprocess.TimeoutExpired:
        raise MachineError(
            "git does not answer", "Try again, or compare two folders: diff OLD NEW."
        ) from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise UsageError(
            f"git: {said or 'it ended with an error'}", "Compare two folders instead: diff OLD NEW."
        )
    return done.stdout


def _unpack(raw: bytes, folder: Path) -> None:
    """Write the archive's plain files; no link, and no name that leads out of the folder."""
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        for member in archive:
            target = folder / member.name
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None and ".." not in PurePosixPath(member.name).parts:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(stream.read())
