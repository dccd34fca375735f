"""``prisonersvoice diff``: what changed between two versions of a scene, as a reader would say it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prisonersvoice_ar.app.language import default_language
from prisonersvoice_ar.core.errors import DONE, ContentError, UsageError
from prisonersvoice_ar.core.script.model import Scene

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.scenery import Writing
    from prisonersvoice_ar.documents import Content

DESCRIPTION = (
    "Says what changed between two versions of a scene: words, sources, ways, light and sound, and what follows from it "
    "(voices and translations of the old words). A version is a path, or REV:PATH of git. With one version only, it is "
    "compared with the last commit, or with --git REV."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Both versions, and how the answer is given."""
    add = parser.add_argument
    add("old", metavar="A", help="the older version: a scene's name, folder or file, or REV:PATH")
    add("new", metavar="B", nargs="?", help="the newer one; none: A as it is now is compared with a commit")
    add("--git", metavar="REV", help="compare A as it is now with this revision (default: HEAD)")
    add("--html", type=Path, metavar="FILE.html", help="write one page instead")
    add(
        "--lang",
        choices=("uk", "en"),
        default=default_language(),
        help="in which language it is said (default: the system's)",
    )


def carry_out(arguments: argparse.Namespace) -> int:
    """Read both, compare, and say it."""
    from prisonersvoice_ar.authoring.comparing.compare import compare
    from prisonersvoice_ar.authoring.comparing.rendering import as_html, as_text
    from prisonersvoice_ar.authoring.comparing.saying import Teller
    from prisonersvoice_ar.authoring.comparing.texts import compare_texts

    if arguments.new is not None and arguments.git is not None:
        raise _one_too_many(arguments.lang, "cannot-two-named")
    words, lang = Teller(arguments.lang).words, arguments.lang
    named = _named(arguments.old, arguments.new, arguments.git, lang)
    with ExitStack() as stack:
        old, new = (stack.enter_context(_version(one, lang)) for one in named)
        if old.scene is not None and new.scene is not None:
            chapters = compare(old.scene, new.scene, lang)
        else:
            chapters = compare_texts(old.writing, new.writing, lang)
    shown = [one if ":" in one or arguments.new else words.text("working") for one in named]
    title = words.text("title", scene=new.title(lang), old=shown[0], new=shown[1])
    if arguments.html is None:
        print(as_text(title, chapters, lang, colour=sys.stdout.isatty()))
        return DONE
    from prisonersvoice_ar.app.outputs import refuse_unwritable
    from prisonersvoice_ar.authoring.edits.saving import write_whole

    refuse_unwritable({"--html": arguments.html})
    write_whole(arguments.html, as_html(title, chapters, lang).encode())
    print(words.text("page", path=str(arguments.html), count=sum(len(one.changes) for one in chapters)))
    return DONE


def _one_too_many(lang: str, message: str, **facts: str) -> UsageError:
    from prisonersvoice_ar.authoring.comparing.saying import refused

    return refused(UsageError, lang, message, **facts)


def _named(old: str, new: str | None, revision: str | None, lang: str) -> tuple[str, str]:
    """Both versions; with one only, the same scene as it is now is the newer one."""
    from prisonersvoice_ar.authoring.comparing.revisions import split_revision

    if new is not None:
        return old, new
    split = split_revision(old)
    if split is None:
        return f"{revision or 'HEAD'}:{old}", old
    if revision is not None:
        raise _one_too_many(lang, "cannot-two-revisions", revision=revision, scene=old)
    return old, split[1]


@dataclass(frozen=True)
class Version:
    """A scene as it was read."""

    writing: "Writing"
    scene: Scene | None
    """None: it has errors, and only its words can be compared"""

    def title(self, lang: str) -> str:
        """What the scene is called."""
        return self.scene.words(self.scene.title, lang) if self.scene is not None else self.writing.name


@contextmanager
def _version(named: str, lang: str) -> Iterator[Version]:
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.app.content import content
    from prisonersvoice_ar.authoring.comparing.revisions import at_revision, split_revision
    from prisonersvoice_ar.authoring.comparing.saying import refused

    split = split_revision(named)
    if not (named if split is None else split[1]):
        raise refused(UsageError, lang, "cannot-no-scene", name=named)
    if split is None:
        yield _read(*authored(Path(named)), lang)
        return
    revision, path = split
    ours = content()
    place = Path(path)
    if not place.exists() and len(place.parts) == 1 and place.suffix == "":
        place = ours.scenes / path
    with at_revision(revision, place, ours, lang) as (file, where):
        yield _read(file, where, lang)


def _read(file: Path, where: "Content", lang: str) -> Version:
    from prisonersvoice_ar.authoring.scenery import read_writing
    from prisonersvoice_ar.documents import load_scene, render

    loaded = load_scene(file, where)
    strange = [problem for problem in loaded.errors if problem.code == "not-yaml"]
    if strange:  # its words could be read, but no mistake in it keeps the rest from being compared
        raise ContentError(render(strange, lang, loaded.texts.get).rstrip("\n"))
    return Version(read_writing(file, where, lang), loaded.value)
