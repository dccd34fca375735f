"""A tree as text: two spaces a step, a list's dash deeper than its key."""

from collections.abc import Iterator

from prisonersvoice_ar.authoring.formatting.tree import Atom, Block, Entry, Tree, Trivia
from prisonersvoice_ar.documents.yaml.decoding import BREAKS

STEP = 2


def printed(tree: Tree, newline: str) -> str:
    """The text of ``tree``; a line that had no end gets ``newline``."""
    return _Printer(newline).tree(tree)


class _Printer:
    def __init__(self, newline: str) -> None:
        self.newline = newline

    def tree(self, tree: Tree) -> str:
        body = "".join(self._block(tree.root, 0, ""))
        return tree.header + body + tree.footer

    def _block(self, block: Block, indent: int, dashes: str) -> Iterator[str]:
        """``dashes`` stand before the first entry in place of its indentation: "  - "."""
        for index, entry in enumerate(block.entries):
            first = dashes if index == 0 else ""
            yield from self._trivia(entry.lead, indent - (STEP if first else 0))
            yield from self._entry(entry, indent, first or " " * indent)
            yield from self._trivia(entry.below, indent + STEP)
        yield from self._trivia(block.tail, indent)

    def _entry(self, entry: Entry, indent: int, before: str) -> Iterator[str]:
        value, head = entry.value, before + entry.head
        if value is None:
            yield head + entry.after + self._end(entry.end)
        elif isinstance(value, Atom):
            yield from self._atom(entry, value, indent, head)
        elif entry.head == "-" and not entry.remark:
            yield from self._block(value, indent + STEP, head + " ")
        else:
            yield head + entry.remark + self._end(entry.remark_end)
            yield from self._block(value, indent + STEP, "")

    def _atom(self, entry: Entry, value: Atom, indent: int, head: str) -> Iterator[str]:
        raw = _shifted(value.raw, indent - entry.column)
        if entry.remark_end and (entry.head != "-" or entry.remark or entry.between):
            yield head + entry.remark + entry.remark_end
            yield from self._trivia(entry.between, indent + STEP)
            head = " " * (indent + STEP)
        else:
            head += " " if entry.head == "-" else entry.gap or " "
        is_block_text = raw[:1] in ("|", ">")
        end = entry.end if is_block_text and not entry.end else self._end(entry.end)
        yield head + raw + entry.after + end

    def _trivia(self, lines: list[Trivia], indent: int) -> Iterator[str]:
        for line in lines:
            yield (" " * indent + line.text if line.text else "") + self._end(line.end)

    def _end(self, end: str) -> str:
        return end or self.newline


def _shifted(raw: str, by: int) -> str:
    """``raw`` with all its lines but the first moved to the right, or to the left as far as blanks stand there."""
    lines = BREAKS.split(raw)
    if by == 0 or len(lines) == 1:
        return raw
    breaks = [found[0] for found in BREAKS.finditer(raw)]
    parts = [lines[0]]
    for end, line in zip(breaks, lines[1:], strict=True):
        blanks = len(line) - len(line.lstrip(" "))
        moved = (" " * by + line if line else "") if by > 0 else line[min(blanks, -by) :]
        parts += [end, moved]
    return "".join(parts)
