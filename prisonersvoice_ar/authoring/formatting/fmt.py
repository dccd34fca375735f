"""What `prisonersvoice fmt` makes of one scene and of all that it includes."""

from dataclasses import dataclass, replace
from pathlib import Path

from prisonersvoice_ar.authoring.edits.comments import comments
from prisonersvoice_ar.authoring.edits.draft import Draft
from prisonersvoice_ar.authoring.edits.page import Page, reread
from prisonersvoice_ar.authoring.edits.saving import Write
from prisonersvoice_ar.authoring.formatting.ids import Numbering
from prisonersvoice_ar.authoring.formatting.printing import printed
from prisonersvoice_ar.authoring.formatting.tree import Unformattable, grow
from prisonersvoice_ar.authoring.scenery import is_shared, read_writing
from prisonersvoice_ar.documents.content import Content
from prisonersvoice_ar.documents.models.scene import SceneDoc
from prisonersvoice_ar.documents.models.shared import SharedDoc


@dataclass(frozen=True)
class Formatted:
    """One file, before and after."""

    page: Page
    text: str
    ids: tuple[str, ...] = ()
    """that were given"""
    laid: bool = False
    """the layout changes as well"""
    kept: bool = False
    """it is written in a way that is left as it is, but for ids"""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.text != self.page.text

    @property
    def after(self) -> Page:
        """The page as it will be."""
        sheet = reread(self.page, self.text)
        assert sheet is not None  # it was read when it was laid out
        return replace(self.page, sheet=sheet)

    @property
    def write(self) -> Write:
        """The write that makes it so."""
        return Write(self.page.path, self.page.raw, self.page.encoded(self.text))


def format_scene(file: Path, content: Content, lang: str = "en") -> list[Formatted]:
    """Format the scene in ``file`` and what it includes; nothing is written. ContentError as ``read_page``."""
    writing = read_writing(file, content, lang)
    numbering = Numbering(content, writing.home)
    return [format_page(page, numbering) for page in writing.pages]


def format_page(page: Page, numbering: Numbering) -> Formatted:
    """Give ids to new lines, then lay the page out. The data before and after is equal but for ids."""
    draft = Draft(page)
    ids = tuple(numbering.give(draft))
    text = draft.finish() if draft else page.text
    sheet = reread(page, text)
    assert sheet is not None  # finish has read it
    named = replace(page, sheet=sheet)
    laid = laid_out(named)
    return Formatted(page, laid or text, ids, laid not in (None, text), laid is None)


def laid_out(page: Page) -> str | None:
    """``page`` with keys in order and two spaces a step; None where that cannot be done without a doubt."""
    shared = is_shared(page)
    try:
        text = printed(grow(page, SharedDoc if shared else SceneDoc), page.newline)
    except Unformattable:
        return None
    sheet = reread(page, text)
    if sheet is None or sheet.data != page.sheet.data:
        return None
    after = replace(page, sheet=sheet)
    same = sorted(said for _, said in comments(page)) == sorted(said for _, said in comments(after))
    return text if same else None
