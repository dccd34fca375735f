"""Problems of includes, asides, languages and cues that hang on cues, in English."""

from prisonersvoice_ar.documents.catalogue.forms import Said

_MEANT = 'did you mean "{guess}"?'
TELLING = {
    "cell-not-built": Said(
        'the cell "{name}" is not built yet',
        "a punishment cell of this size stands in its place",
        "write on; built are: {names}",
    ),
    "key-is-taken": Said(
        'the key "{value}" is the visitor\'s own: to leave, pause, go on, choose or look around',
        "",
        "take a letter, f1 … f10, home or end; {press: continue} is every simple act",
    ),
    "empty-caption": Said(
        '" | " begins a new caption, and here is one without words',
        "",
        "write words on both sides of each |, or take it away",
    ),
    "no-such-include": Said(
        "there is no scenes/_shared/{name}.yaml to include",
        _MEANT,
        ("there are: {names}", "put the shared beats into scenes/_shared/{name}.yaml"),
    ),
    "include-circle": Said(
        '"{name}" includes itself', "{circle}", "take one of these includes away; it was not followed"
    ),
    "included-twice": Said(
        '"{name}" is included already',
        ("first in line {first} of {other}", "first in line {first}"),
        "a beat stands in a scene once; lead to it again with {aside: …, go: …}",
    ),
    "too-many-includes": Said(
        "a scene includes at most {limit} files", "", "look whether shared files include each other"
    ),
    "no-such-language": Said(
        'the title has no "{language}"', "", "take a language of the title: {names}; or add it there"
    ),
    "cue-circle": Said(
        "these cues wait for each other, so none would ever come", "{circle}", "hang one of them on a line"
    ),
    "follow-first": Said(
        "the first cue of a beat has none before it to follow",
        "",
        "write with: or after: and a line, or put it below the cue that it follows",
    ),
    "rest-too-short": Said(
        "so short a quiet is none",
        "",
        "give it {least} seconds or more: rest: 20s; a pause is until: {after: 2s}",
    ),
    "rest-cut-short": Said(
        'the quiet of "{beat}" could end before anybody has rested',
        "",
        "only what a visitor does on purpose may end it: press, touch, key, gesture, or that they leave",
    ),
    "return-nowhere": Said(
        '"{beat}" returns, and can be come to without an aside: there is nowhere to return to',
        "",
        "lead to it with {aside: {beat}, go: …}, or name a beat instead of return",
    ),
    "aside-circle": Said(
        'the aside "{name}" goes into itself',
        "{circle}",
        "an aside comes back before it is gone into again: name the beat with go instead",
    ),
}
