"""What translators wrote in a PO file, taken over into the one that takes its place."""

import re

from babel.messages.catalog import Catalog, Message

_PREVIOUS = re.compile(r"\|\s*(?:msgid|msgctxt|\")")
"""a text as it was before, which a program noted; Babel takes it for a translator's comment"""


def take_over(old: Catalog, new: Catalog) -> None:
    """Put into ``new`` the comments and marks that ``old`` has beside the same texts, its header, and what is obsolete.

    Texts that the scene has no more become obsolete where there is work in them.
    """
    _header(old, new)
    fresh = {str(message.context): message for message in new if message.id}
    for message in old:
        key = str(message.context or "")
        if message.id and key in fresh:
            fresh[key].user_comments = _comments(message)
            fresh[key].flags |= message.flags - {"fuzzy"}
        elif message.id:
            _retire(message, new)
    for message in old.obsolete.values():
        same = fresh.get(str(message.context or ""))
        if same is None or same.id != message.id or not same.string:  # else the scene has it again
            _retire(message, new)


def _retire(message: Message, new: Catalog) -> None:
    if message.string or message.user_comments:
        message.user_comments = _comments(message)
        new.obsolete[str(message.id), message.context or ""] = message


def _comments(message: Message) -> list[str]:
    return [said for said in message.user_comments if not _PREVIOUS.match(said)]


def _header(old: Catalog, new: Catalog) -> None:
    """Who translates, and what they wrote above all."""
    new.last_translator, new.language_team = old.last_translator, old.language_team
    ours = new.header_comment
    flat = " ".join(line.removeprefix("#").strip() for line in ours.splitlines())
    theirs = [line for line in old.header_comment.splitlines() if line.removeprefix("#").strip() not in flat]
    new.header_comment = "\n".join([ours, *theirs])
