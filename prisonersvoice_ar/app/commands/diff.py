"""``prisonersvoice diff``: what changed between two versions of a scene, as a reader would say it."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from prisonersvoice_ar.core.errors import DONE, ContentError, UsageError
from prisonersvoice_ar.core.script.model import Scene

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
    add("--lang", choices=("uk", "en"), default="en", help="in which language it is said")


def carry_out(arguments: argparse.Namespace) -> int:
    """Read both, compare, and say it."""
    from prisonersvoice_ar.authoring.comparing.compare import compare
    from prisonersvoice_ar.authoring.comparing.rendering import as_html, as_text
    from prisonersvoice_ar.authoring.comparing.saying import Teller

    if arguments.new is not None and arguments.git is not None:
        raise UsageError(
            "--git compares one scene with a revision, and two are named", "Leave one of them out."
        )
    words, lang = Teller(arguments.lang).words, arguments.lang
    named = (arguments.old, arguments.new)
    if arguments.new is None:
        named = (f"{arguments.git or 'HEAD'}:{arguments.old}", arguments.old)
    with ExitStack() as stack:
        old, new = (stack.enter_context(_version(one, lang)) for one in named)
        chapters = compare(old, new, lang)
    shown = [one if ":" in one or arguments.new else words.text("working") for one in named]
    title = words.text("title", scene=new.words(new.title, lang), old=shown[0], new=shown[1])
    if arguments.html is None:
        print(as_text(title, chapters, lang, colour=sys.stdout.isatty()))
        return DONE
    from prisonersvoice_ar.app.outputs import refuse_unwritable

    refuse_unwritable({"--html": arguments.html})
    arguments.html.write_text(as_html(title, chapters, lang), "utf-8")
    print(
        f"{arguments.html}: {sum(len(chapter.changes) for chapter in chapters)} changes. Open it in a browser."
    )
    return DONE


@contextmanager
def _version(named: str, lang: str) -> Iterator[Scene]:
    from prisonersvoice_ar.app.authored import authored
    from prisonersvoice_ar.app.content import content
    from prisonersvoice_ar.authoring.comparing.revisions import at_revision, split_revision

    split = split_revision(named)
    if split is None:
        yield _loaded(*authored(Path(named)), named, lang)
        return
    revision, path = split
    ours = content()
    place = Path(path)
    if not place.exists() and len(place.parts) == 1 and place.suffix == "":
        place = ours.scenes / path
    with at_revision(revision, place, ours) as (file, where):
        yield _loaded(file, where, named, lang)


def _loaded(file: Path, where: object, named: str, lang: str) -> Scene:
    from prisonersvoice_ar.documents import Content, load_scene, render

    assert isinstance(where, Content)
    loaded = load_scene(file, where)
    if loaded.value is None:
        raise ContentError(
            f"{named} has errors, so it cannot be compared\n\n{render(loaded.errors, lang, loaded.texts.get).rstrip()}"
        )
    return loaded.value
