"""The catalogue in Ukrainian."""

from prisonersvoice_ar.documents.catalogue.forms import Forms, Said

_MEANT = 'did you mean "{guess}"?'
_FILE = {
    "file-missing": Said("{file} is not there", _MEANT, "check the name and the folder"),
    "file-is-folder": Said("{file} is a folder, and a file is wanted", "", "name the file inside it"),
    "file-unreadable": Said("{file} cannot be read: {why}", "", "check that the file exists and may be read"),
    "file-too-large": Said(
        "{file} is larger than {limit} kB", "", "no text of a person's is so long: is it the right file?"
    ),
    "file-empty": Said("{file} is empty", "", "write something, or take the file away"),
    "not-utf8": Said(
        "this file is not UTF-8 but {encoding}",
        "the first letter that cannot be read",
        'save it as UTF-8 (in the editor: "Save with encoding" → "UTF-8")',
    ),
    "control-character": Said(
        "an invisible control character ({code}) stands here",
        "delete it",
        "delete the character and type the words around it anew; was it copied from a PDF?",
    ),
    "not-a-mapping": Said(
        "{what} is written as keys with values, and this file is not",
        "",
        'begin with "format: 1", then one key on each line',
    ),
}
_WRITING = {
    "tab-indent": Said(
        "a tab stands at the beginning of the line",
        "a tab; use spaces",
        (
            "indent with spaces, two for each step; the same in lines {lines}",
            "indent with spaces, two for each step",
        ),
    ),
    "no-break-space": Said(
        "a no-break space stands where an ordinary one belongs",
        "looks like a space, and is none",
        (
            "delete it and press the space bar; the same in lines {lines}",
            "delete it and press the space bar; it comes with text copied from a web page or from Word",
        ),
    ),
    "unclosed-quote": Said(
        "a quotation mark opens here and is never closed",
        "opens here",
        "close it with the same mark at the end of the text",
    ),
    "quote-inside": Said(
        "the text ends here, in its middle: it holds the mark that it is quoted with ({quote})",
        "read as the end of the text",
        "put the text in the other kind of quotation marks, or write ’ and «» inside it",
    ),
    "colon-splits": Said(
        "a colon splits this sentence into a key and a value",
        "read as the end of a key",
        'put the whole text in quotation marks: "…: …"',
    ),
    "duplicate-key": Said(
        '"{key}" is written twice here',
        "first in line {first}",
        "keep one of them; only one could count",
    ),
    "alias": Said(
        "* begins a reference, and scenes have none",
        "",
        "write the text out, or put it in quotation marks if the asterisk belongs to it",
    ),
    "anchor": Said(
        "& begins a name for repeating, and scenes have none",
        "",
        "take it away, or put the text in quotation marks if the sign belongs to it",
    ),
    "tag": Said(
        "! begins a tag, and scenes have none",
        "",
        "take it away, or put the text in quotation marks if the sign belongs to it",
    ),
    "too-deep": Said(
        "this is nested deeper than {limit} steps", "", "no scene needs that: is a bracket left open?"
    ),
    "unclosed-bracket": Said(
        'this "{bracket}" is not closed',
        "opens here",
        "close it; or is a comma missing, or does a text inside need quotation marks?",
    ),
    "several-documents": Said(
        "a second document begins here (---)", "", "one file holds one document: take the --- away"
    ),
    "yaml-syntax": Said(
        "this cannot be read as YAML: {why}", "", "compare the indentation and the quotation marks around it"
    ),
    "reserved-character": Said(
        'a text cannot begin with "{character}" here',
        "",
        'put the text in quotation marks: "{character}…"',
    ),
    "bad-indent": Said(
        "this line stands at a depth that fits none of the lines above it",
        "starts here",
        "give it as many spaces as its neighbours have; if it belongs to the text above, put that in "
        "quotation marks",
    ),
    "key-not-text": Said(
        "a key is a word, and this is a list or a mapping",
        "",
        "is a bracket too many? a text that begins with { or [ needs quotation marks",
    ),
    "bad-escape": Said(
        "a backslash inside double quotation marks means something else",
        "",
        r"write \\ for a backslash, or use single quotation marks",
    ),
    "missing-colon": Said(
        'this line is no key with a value: ":" and a space are missing',
        "",
        'write "key: value"; if it belongs to the text above, put that in quotation marks',
    ),
    "bad-block-text": Said(
        "the text block that begins here cannot be read: {why}",
        "",
        "after | or > nothing follows on the line; the text stands below, two spaces deeper",
    ),
    "swallowed": Said(
        "everything behind # is a comment, so only “{kept}” is left of this text",
        "not read",
        "put the whole text in quotation marks; a comment that is meant begins with two spaces, # and a space",
    ),
}
_SHAPE = {
    "unknown-key": Said('{owner} has no "{key}"', _MEANT, "{what} may have: {names}"),
    "missing-key": Said('{owner} lacks "{key}"', "", 'add a line "{key}: …"'),
    "wrong-type": Said("{wanted} is wanted here, and this is {got}"),
    "wants-quotes": Said("this is read as the number {got}", "", 'if it is a text, write "{got}" in quotes'),
    "unknown-value": Said('there is no {what} "{value}"', _MEANT, "there are: {names}"),
    "bare-duration": Said(
        "a duration needs its unit", "seconds? write {value}s", "units are ms, s and min: 1.5s"
    ),
    "clock-time": Said(
        '"{value}" could be minutes and seconds, or a clock',
        "write {seconds}s",
        "write durations with a unit: 90s, 1.5min",
    ),
    "bad-duration": Said(
        '"{value}" is no duration', _MEANT, "write a number and ms, s or min: 300ms, 1.5s, 2min"
    ),
    "bare-length": Said("a length needs its unit", "", "units are mm, cm and m: 40cm, 1.2m"),
    "bad-length": Said('"{value}" is no length', _MEANT, "write a number and mm, cm or m: 40cm, 1.2m"),
    "bad-level": Said('"{value}" is no loudness', "", "write decibels, 0 or less: -28"),
    "out-of-range": Said("{value} is out of range", "", "it may be from {low} to {high}"),
    "empty-text": Said("here is no text", "", "write it, or take the key away"),
    "cyrillic-name": Said(
        '"{value}" holds Cyrillic letters',
        "some look like Latin ones",
        "names that the scene refers to are written with a–z, 0–9 and hyphens",
    ),
    "bad-name": Said(
        '"{value}" cannot be a name', _MEANT, "names are small Latin letters, digits and hyphens: glass-box"
    ),
    "not-boolean": Said('"{value}" is a text here', "write {guess}", "only true and false are yes and no"),
    "bad-language": Said('"{value}" is no code of a language', "", "write uk, en, pl, de …"),
    "country-code": Said('"{value}" is a country, not a language', _MEANT, "languages: uk, en, pl, de …"),
    "bad-address": Said('"{value}" is no web address', "", "write it whole: https://example.org/page"),
    "bad-date": Said('"{value}" is no date', "", "write year-month-day: 2026-11-30"),
    "bad-scale": Said('"{value}" is no scale', "", "write 1:20"),
    "wants-languages": Said(
        "what a visitor reads or hears is written for each language",
        'write {uk: "…", en: "{text}"}',
        'each language on its own: {uk: "…", en: "…"}',
    ),
    "palm-is-pause": Said(
        "the open palm always means pause", "", "take another gesture: point, fist, thumb-up, victory"
    ),
    "unknown-trigger": Said(
        ('a beat cannot wait for "{value}"', "here stands nothing to wait for"),
        _MEANT,
        "it may wait for: {names}",
    ),
    "two-triggers": Said(
        'one trigger names one thing, and this names "{first}" and "{second}"',
        "",
        "write a list: any: [{{first}: …}, {{second}: …}]",
    ),
    "empty-list": Said('"{key}" is empty', "", "put something into it, or take it away"),
    "bad-moment": Said(
        "this is no moment", "", "write the id of a line, and a time if you like: gb-001 + 0.5s"
    ),
    "negative-offset": Said(
        "a cue cannot come before what it hangs on", "", 'hang it on an earlier line: "after: gb-001 + 0.5s"'
    ),
    "two-moments": Said(
        'a cue has one moment, and this has "{first}" and "{second}"', "", "keep one of them"
    ),
    "two-cues": Said("one cue is a light or a sound, and this is both", "", "make two of it"),
    "unknown-cue": Said(
        ('there is no cue "{value}"', "a cue names a light or a sound, and this names none"),
        _MEANT,
        "a cue begins with: {names}",
    ),
    "empty-condition": Said("this asks nothing", "", "write flag, looked_at or visited"),
    "choice-count": Said("a choice has two or three ways on, and this has {count}"),
    "bad-format": Said('format "{value}" is not known here', "write 1", "this version reads format 1"),
    "absurd-size": Said(
        "{value} mm is {metres} m: nothing of that size is printed",
        "",
        "sizes are in millimetres, from 5 to 3000; was it measured in centimetres or metres?",
    ),
    "not-https": Said(
        '"{value}" is no https address that can be shown', _MEANT, "write it whole: https://example.org/page"
    ),
    "bad-lens": Said("no lens is like that: {why}"),
    "centre-off-picture": Said(
        'the principal point "{key}" lies outside a picture of {size}',
        "",
        "are these intrinsics for another size?",
    ),
}
_REFERENCE = {
    "duplicate-id": Said(
        '{what} called "{name}" is here already', "first in line {first}", "give one of them another id"
    ),
    "reserved-name": Said(
        'no beat can be called "{name}"', "", "it is what follows every story; choose another id"
    ),
    "unknown-beat": Said('there is no beat "{name}"', _MEANT, "there are: {names}"),
    "unknown-line": Said('there is no line "{name}" here', _MEANT, "there are: {names}"),
    "unknown-object": Said(
        'the place has no object "{name}"', _MEANT, ("there are: {names}", 'add it under "objects"')
    ),
    "unknown-source": Said(
        'no source is called "{name}"', _MEANT, ("there are: {names}", 'add it under "testimony", "sources"')
    ),
    "unknown-light": Said('the cell has no light "{name}"', _MEANT, "there are: {names}"),
    "unknown-sound": Said(
        'no sound is called "{name}"',
        _MEANT,
        ("there are: {names}", "put {name}.opus into the scene's folder or into audio/effects"),
    ),
    "unknown-target": Said(
        'markers.yaml has no target "{name}"', _MEANT, ("there are: {names}", "add it to markers.yaml")
    ),
    "unknown-flag": Said(
        'no beat sets "{name}", so this never holds',
        _MEANT,
        ("set are: {names}", "write set: {{name}: true}"),
    ),
    "unknown-button": Said('there is no button "{name}" here', _MEANT, "there are: {names}"),
    "line-elsewhere": Said(
        '"{name}" is not said in this beat, so the cue would never come',
        'belongs to "{beat}"',
        "hang the cue on a line of its own beat, or move it there",
    ),
    "missing-target": Said(
        'the mode "{mode}" needs a target',
        "",
        ('add "target: …" or "targets: {{mode}: …}"; there are: {names}', 'add "target: …"'),
    ),
    "target-no-opening": Said(
        'the target "{name}" has no opening, so it cannot be a portal',
        "",
        "choose a poster with opening_mm in markers.yaml",
    ),
    "target-hangs": Said(
        'the target "{name}" hangs on a wall, and a diorama stands on something that lies',
        "",
        "choose a card, or the mode portal",
    ),
    "leaves-content": Said(
        "{path} leads out of the content", "", "copy the file itself into the folder instead of a link to it"
    ),
    "bad-sound": Said("{path} cannot be played: {why}", "", "save it as .opus, .ogg (Vorbis) or .wav"),
    "bad-voice": Said(
        "{path} cannot be played: {why}",
        "this line will be read from its caption",
        "save it as .opus, .ogg (Vorbis) or .wav",
    ),
    "missing-voice": Said(
        'no voice in "{language}" for {line}',
        "this line will be read from its caption",
        "record it as audio/{language}/{line}.opus",
    ),
    "no-voices": Said(
        'there is no voice in "{language}" for any line of this scene',
        "its lines will be read from their captions",
        "record them into audio/{language}/, each called by its line's id",
    ),
    "missing-translation": Said(
        "this text lacks a language of the title: {languages}",
        "",
        "translate it; until then another language is shown",
    ),
    "extra-language": Said(
        'the title has no "{language}", so this is never shown', "", "add the language to the title"
    ),
    "id-not-folder": Said(
        'the scene "{name}" lies in a folder called "{folder}"', "", "call both by the same name"
    ),
    "outside-cell": Said(
        '"{name}" lies outside the cell of {size} m',
        "",
        "the origin is the middle of the floor: x right, y away from the door, z up",
    ),
    "consent-missing": Said(
        "a first-person testimony needs a consent record",
        "",
        "add consent: {scope, date, languages, withdraw}; without it, this is not a first-person testimony",
    ),
    "no-sources": Said("a composite testimony cites its sources, and there are none", "", 'add "sources"'),
    "id-not-in-dictionary": Said("{dictionary} has no marker {id}", "", "its ids go from 0 to {most}"),
    "marker-twice": Said(
        'marker {id} stands on "{target}" already', "", "each marker of a dictionary may be used once"
    ),
    "one-marker": Said('"{name}" is of kind marker and has more than one', "", "write kind: board"),
    "marker-off-paper": Said(
        "marker {id} sticks out of the paper of {size}",
        "",
        "at_mm is the tag's centre, counted from the middle of the paper",
    ),
    "markers-overlap": Said("marker {id} lies over marker {other}"),
    "opening-off-paper": Said("the opening sticks out of the paper of {size}"),
    "action-without-url": Said('the action "{name}" has no address', "", 'add "url: https://…"'),
}
_FLOW = {
    "no-then": Said(
        'the beat "{beat}" does not say what comes next', "", 'add "then: " and a beat, or actions'
    ),
    "no-way-on": Said(
        'every way on from "{beat}" has a condition, so a visitor may be stuck',
        "",
        "end the list with one that always holds: {go: …}",
    ),
    "dead-branch": Said(
        "this way is never taken: the one before it always holds", "", "put ways with a condition first"
    ),
    "trap": Said(
        'this wait may never end: nobody has to do what "{beat}" waits for',
        "",
        "add a way out by itself: until: {any: […, {after: 25s}]}",
    ),
    "choice-trap": Said(
        'a visitor who chooses nothing stays in "{beat}" for ever', "", "add until: {after: 20s} and a then"
    ),
    "begin-trap": Said(
        'the beat "{beat}" may never begin', "", "begin with target-seen, or with any: […, {after: 20s}]"
    ),
    "hint-never": Said(
        "a hint shows while a beat waits, and this one does not", "", "add until, or take it away"
    ),
    "hint-too-late": Said(
        "the wait is over after {wait} s, before the hint shows", "", "let the hint come sooner"
    ),
    "no-way-out": Said(
        'no way leads from "{beat}" to the actions',
        "",
        ("nor from: {more}", "let one of its ways end in actions"),
    ),
    "unreachable-beat": Said('no way leads to the beat "{beat}"', "", "name it in a then or a choice"),
    "endless-loop": Said(
        'the story can turn in a circle from "{beat}" that takes no time',
        "",
        "let one beat of the circle say something, wait, or lead elsewhere",
    ),
    "skips-rest": Said(
        '"{beat}" leads to the actions past the rest',
        "",
        "a quiet end comes before anything is asked: go to the beat with the rest",
    ),
    "unused-source": Said('no line cites the source "{name}"', "", "cite it, or take it away"),
}

_NOUNS = {
    "text": "a text",
    "name": "a name",
    "date": "a date in quotes",
    "number": "a number",
    "whole": "a whole number",
    "nothing": "nothing",
    "yes-no": "true or false",
    "list": "a list [ … ]",
    "mapping": "keys with values",
    "other": "something else",
    "words": 'a text in each language, {uk: "…", en: "…"},',
    "duration": "a duration (1.5s)",
    "length": "a length (40cm)",
    "scale": "a scale (1:20)",
    "three": "a list of three numbers [x, y, z]",
    "pair": "a list of two numbers [x, y]",
    "numbers": "a list of numbers",
    "millimetres": "a number of millimetres",
    "targets": "targets by their names",
    "trigger": "a trigger",
    "cue": "a cue",
    "light": "a light",
    "gesture": "gesture",
    "mode": "mode",
    "kind": "kind of testimony",
    "cell": "cell",
    "lens-model": "lens model",
    "target-kind": "kind of target",
    "dictionary": "dictionary",
    "lamp": "light",
    "beat": "a beat",
    "line": "a line",
    "object": "an object",
    "choice": "a choice",
    "ambience": "an ambience",
    "hint": "a hint",
    "condition": "a condition",
    "branch": "a way on",
    "scene": "a scene",
    "testimony": "a testimony",
    "notice": "a notice",
    "place": "a place",
    "see": '"see"',
    "source": "a source",
    "review": "a review",
    "consent": "a consent record",
    "marker": "a marker",
    "opening": "an opening",
    "target": "a target",
    "markers": "markers.yaml",
    "campaign": "actions.yaml",
    "action": "an action",
    "credits": "a group of the credits",
    "lens": "a camera's intrinsics",
    "voices": "voices.yaml",
}


def _counted(what: str, count: int) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")


FORMS = Forms(
    said=_FILE | _WRITING | _SHAPE | _REFERENCE | _FLOW,
    nouns=_NOUNS | {f"in-{noun}": words for noun, words in _NOUNS.items()},
    severities={"error": "error", "warning": "warning"},
    counted=_counted,
    nothing="no problems",
)
