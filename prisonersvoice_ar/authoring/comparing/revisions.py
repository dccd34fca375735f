"""A scene as it was in a revision of git, laid out in a folder of its own with its sounds and snippets."""

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from prisonersvoice_ar.authoring.comparing.saying import refused
from prisonersvoice_ar.core.errors import ContentError, MachineError, UsageError
from prisonersvoice_ar.documents.content import Content, content_around
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
def at_revision(revision: str, path: Path, ours: Content, lang: str = "en") -> Iterator[tuple[Path, Content]]:
    """The scene's file and its content as of ``revision``, until the block ends.

    ``path``: the scene's folder or file in the working tree, where it may be gone by now. What its content lacked is
    ``ours``. UsageError where it lies in no repository or there is no such revision; ContentError where the revision
    has no such scene; said in ``lang``.
    """
    near = next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.is_dir())
    git = _Git(Path(_Git(near, lang).text("rev-parse", "--show-toplevel").strip()).resolve(), lang)
    commit = git.commit(revision)
    inside = _relative(path, near, git.top)
    file = inside if inside.suffix in (".yaml", ".yml") else inside / SCENE_FILE
    root = file.parent.parent.parent if file.parent.parent.name == "scenes" else None
    wanted = _with_shared(file.parent) if root is None else _content_of(root, file.parent)
    there = git.text("ls-tree", "--name-only", commit, "--", *map(str, wanted)).splitlines()
    with tempfile.TemporaryDirectory(prefix="prisonersvoice-") as folder:
        if there:
            _unpack(git.raw("archive", "--format=tar", commit, "--", *_existing(wanted, there)), Path(folder))
        found = Path(folder) / file
        if not found.is_file():
            raise refused(ContentError, lang, "git-no-scene", revision=revision, file=str(file))
        theirs = Content.at(Path(folder) / (root or ""))
        around = replace(content_around(found, ours), scenes=theirs.scenes, audio=theirs.audio)
        yield found, ours if root is None else around


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


class _Git:
    """A repository, asked from a folder in it."""

    def __init__(self, top: Path, lang: str) -> None:
        self.top, self.lang = top, lang

    def commit(self, revision: str) -> str:
        """The hash of ``revision``; UsageError where there is none."""
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            return self.text(*asked).strip()
        except UsageError:
            raise refused(UsageError, self.lang, "git-no-revision", revision=revision) from None

    def text(self, *arguments: str) -> str:
        """What git says to ``arguments``; raises as ``raw``."""
        return self.raw(*arguments).decode("utf-8", "replace")

    def raw(self, *arguments: str) -> bytes:
        """Its bytes. MachineError where there is no git or it does not answer, UsageError where it refuses."""
        quiet = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        command = ["git", "-C", str(self.top), "-c", "core.quotePath=false", *arguments]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, env=quiet, check=False)
        except FileNotFoundError:
            raise refused(MachineError, self.lang, "git-missing") from None
        except subprocess.TimeoutExpired:
            raise refused(MachineError, self.lang, "git-silent") from None
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            raise refused(UsageError, self.lang, "git-refuses", said=said or str(done.returncode))
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
