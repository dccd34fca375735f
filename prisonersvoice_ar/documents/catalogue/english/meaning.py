"""Problems of what refers to what, and of the ways through a story, in English."""

from prisonersvoice_ar.documents.catalogue.forms import Said

_MEANT = 'did you mean "{guess}"?'
REFERENCE = {
    "duplicate-id": Said(
        '{what} called "{name}" is here already',
        ("first in line {first} of {other}", "first in line {first}"),
        "give one of them another id",
    ),
    "reserved-name": Said(
        ('no choice can be called "{choice}"', 'no beat can be called "{name}"'),
        "",
        (
            'with "{choice}" a visitor goes on, whatever the choice; choose another id',
            "it is what follows every story; choose another id",
        ),
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
        ("{file} is there, and files of its kind are not played", _MEANT),
        (
            "save {file} as .opus, .ogg (Vorbis) or .wav",
            "there are: {names}",
            "put {name}.opus into the scene's folder or into audio/effects",
        ),
    ),
    "stop-names-cue": Said(
        '"{name}" is the id of a cue, and stop takes the name of a sound',
        "write {sound}",
        "stop takes the sound: {stop: {sound}}",
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
        'no voice in "{language}" for {count} of its lines: {lines}',
        "these lines will be read from their captions",
        "record them into audio/{language}/, each called by its line's id",
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
    "language-untold": Said(
        'nothing but the title is written in "{language}" yet',
        "another language is shown until then",
        "translate the scene, `prisonersvoice translate {scene} --export --to {language}`; or take the language out of the title",
    ),
    "extra-language": Said(
        'the title has no "{language}", so this is never shown', "", "add the language to the title"
    ),
    "mixed-letters": Said(
        'the word "{word}" mixes Cyrillic and Latin letters',
        "Latin: {letters}",
        "type the word anew in one alphabet; it looks right, and is read and searched wrong",
    ),
    "straight-apostrophe": Said(
        'in "{word}" the apostrophe is a straight one',
        "write {guess}",
        "between Ukrainian letters ’ (U+2019) is meant",
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
    "not-square": Said(
        "right {right} and up {up} are not at right angles",
        "",
        "say where each points in the target's frame: right: [1, 0, 0] and up: [0, 0, 1] stand upright",
    ),
    "bad-picture": Said(
        "{path} cannot be a target's picture: {why}",
        "",
        "export it again as a plain .png or .jpg, no side over 8192 pixels",
    ),
    "no-picture": Said(
        'there is no picture "{path}"', _MEANT, "lay it into the folder of markers.yaml, or below it"
    ),
    "picture-outside": Said(
        "{path} leads out of the folder of markers.yaml", "", "copy the picture into that folder"
    ),
    "picture-turned": Said(
        "{path} is stored lying on its side, and says that it is to be turned",
        "",
        "turn it in a picture editor and save it anew, so that it is stored as it is printed",
    ),
    "picture-twice": Said(
        '{path} is the picture of "{target}" already', "", "two targets of one picture cannot be told apart"
    ),
    "picture-small": Said(
        "{path} has only {size} pixels",
        "",
        "export it larger, with at least {least} pixels on its longer side; 500 to 2000 are good",
    ),
    "picture-proportions": Said(
        "the picture has {picture} pixels, and the paper {paper}: their proportions differ",
        "for this picture {guess}",
        "size_mm is the width and the height of the printed picture; measure it without its white rim",
    ),
    "image-kind": Said(
        "this target has a picture and no tags, and is said to be of kind {kind}",
        "",
        "write kind: image, or give it tags: dictionary and markers",
    ),
    "stamp-size": Said(
        "a sheet of {size} is as small as a stamp",
        "in centimetres? write {guess}",
        "sizes are in millimetres: a postcard is [148, 105]",
    ),
    "action-without-url": Said('the action "{name}" has no address', "", 'add "url: https://…"'),
}
FLOW = {
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
        (
            "let one of its ways end in actions; nor does any from: {more}",
            "let one of its ways end in actions",
        ),
    ),
    "unreachable-beat": Said(
        ('no way leads to the beat "{beat}", and to: {more}', 'no way leads to the beat "{beat}"'),
        "",
        "name it in a then or a choice",
    ),
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
    "flashes": Said(
        'the light "{light}" changes {count} times within a second here',
        "",
        "three flashes a second can bring on a seizure (WCAG 2.3.1): let it change more slowly",
    ),
    "unused-source": Said('no line cites the source "{name}"', "", "cite it, or take it away"),
}
