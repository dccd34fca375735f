"""Hover texts in English."""

from prisonersvoice_ar.authoring.schema.hover.files import english as files

WORDS = {
    "left out": "Left out",
    "target-seen": "The card or poster is in view.",
    "target-lost": "The card or poster is not in view.",
    "visitor-arrived": "Somebody is there: before the camera, at the keys, or with the card in view.",
    "visitor-left": "Nobody is there.",
    "uk": "The text in Ukrainian.",
    "en": "The text in English.",
    "de": "The text in German.",
    "pl": "The text in Polish.",
    "crh": "The text in Crimean Tatar.",
}

_MOMENT = (
    "A line of this beat, the beat itself, or another cue's id; perhaps a time after it: `gb-001`, `gb-001 + 0.5s`. "
    "A time alone counts from the beat's beginning."
)
_CUE = {
    "id": "The cue's own name, where another cue hangs on it.",
    "with": f"It begins together with this. {_MOMENT}",
    "at": f"The same as `with`: it begins together with this. {_MOMENT}",
    "after": f"It begins when this has ended. {_MOMENT}",
    "follow": "true: it begins when the cue written before it has ended.",
    "wait": "A pause before it begins, counted from its moment.",
}
_WHEN = "Only where this holds."
_ASIDE = "A beat to go through first; its `then: return` leads to `go`."

HOVER = {
    "scene": {
        "": "A scene: one testimony, from the notice before it to the quiet after it.",
        "format": "The version of this language: 1.",
        "id": "The scene's name; its folder is called the same.",
        "draft": "true: not for visitors yet. It is shown only where it is named, and `check --release` refuses it.",
        "title": "What the scene is called, in each of its languages. These are the languages that every text should have.",
        "summary": "A sentence or two for the menu, in each language.",
        "languages": "Which language translations are made from, and which is shown where one is missing.",
        "pronounce": "Hard words as they are said, for actors and placeholder voices: a language, then word: sound.",
        "testimony": "Whose words these are, and the sources they lean on.",
        "notice": "What a visitor is told before anything starts: specific, never moralising.",
        "place": "The cell: its size, its light and what stands in it.",
        "see": "How the cell is seen, and how else where that cannot be.",
        "beats": "The story, beat by beat; the first is where it begins.",
    },
    "languages": {
        "written": "The language that the scene is written in: translations are made from it. Without it, the first of the title.",
        "fallback": "The language shown where a text lacks the visitor's. Without it, the one it is written in.",
    },
    "testimony": {
        "kind": "composite: a narrator retells what is documented. first-person: a person's recorded words, with consent. archive: a published record.",
        "sources": "Where the facts come from; every factual line cites one of these by its name: `s1`.",
        "consent": "first-person only: what the person agreed to, and how they take it back.",
        "reviews": "Who has read the scene and when; a release wants two.",
    },
    "source": {
        "title": "The title as it is published.",
        "publisher": "Who published it.",
        "year": "The year of publication.",
        "where": "Where in it: a page, a section, a paragraph.",
        "url": "Where it can be read; shown, never opened.",
    },
    "consent": {
        "scope": "What they agreed to: public, restricted, embargoed, and for what.",
        "date": "The day they agreed.",
        "languages": "The languages their words may be told in.",
        "withdraw": "How they take it back: at any time, without a reason, removed at once.",
    },
    "review": {
        "role": "What they are: legal, psychologist, editor …",
        "on": "The day they read it.",
    },
    "notice": {
        "themes": "What the scene contains; a visitor is told of each.",
        "age": "From which age on it is meant.",
        "minutes": "How long a visit takes.",
    },
    "place": {
        "cell": "Which cell is built.",
        "size_m": "Width, depth and height in metres: [2.0, 3.0, 2.5].",
        "light": "The cell's main light.",
        "objects": "What can be looked at, touched, or sound; each has a name and a place.",
    },
    "light": {
        "kind": "Where it comes from.",
        "kelvin": "Its colour: 2700 is a bulb, 6500 is daylight.",
        "always_on": "true: it is never put out, day and night.",
    },
    "object": {
        "id": "Its name, by which triggers and cues call it.",
        "at_m": "Where it is, in metres from the middle of the floor: right, away from the door, up.",
    },
    "see": {
        "mode": "diorama: a model on a card. portal: an opening in a poster. seated: without a camera.",
        "target": "The card or poster, by its name in markers.yaml.",
        "else": "What to try where the mode cannot be, in this order.",
        "targets": "The card or poster of each other mode: {portal: poster-door}.",
        "scale": "How small the model on the card is: 1:20.",
    },
    "include": {
        "include": "The name of a file in scenes/_shared, without .yaml.",
    },
    "beat": {
        "id": "The beat's name, by which others lead to it.",
        "begin": "A trigger that must come before anything is said.",
        "once": "true: who comes a second time is led straight on.",
        "say": "A line, or a list of lines, spoken one after another.",
        "cue": "Lights and sounds, each placed against a line, the beat, or another cue.",
        "ambience": "A sound that loops under everything until another replaces it; none is silence.",
        "light": "The light that leads in this beat.",
        "set": "Flags to remember: {saw_hatch: true}. Conditions ask for them.",
        "hint": "Words for a visitor who waits long.",
        "choice": "Two or three ways on, shown as buttons.",
        "until": "What it waits for after its lines; give it an `after`, so that nobody is trapped.",
        "rest": "Seconds of quiet in which nothing is asked of anybody.",
        "then": "Where to go: a beat's name, `actions` for the end, `return` out of an aside, or a list of ways of which the first that holds is taken.",
    },
    "line": {
        "id": "Stable for ever: the voice file and the translations hang on it. `prisonersvoice fmt` gives ids to new lines.",
        "text": 'The words in each language. " | " begins a new caption.',
        "cites": "The sources that its facts lean on: [s1].",
        "note": "For the voice actor: how it is said.",
        "fact": "Whether it claims a fact and so needs a source; left out, `check` judges by its words.",
        "contains": "Themes that it touches, where `check` cannot tell by its words.",
    },
    "ambience": {
        "sound": "Its name: a file in the scene's folder, in scenes/_shared or in audio/ambience, without its ending.",
        "level_db": "Loudness in decibels; 20 below the voice at least.",
        "fade": "How long it takes to come up.",
    },
    "hint": {
        "after": "How long they have waited.",
        "text": "The words in each language.",
    },
    "condition": {
        "flag": "A flag that a beat has set.",
        "looked_at": "An object that was looked at.",
        "visited": "A beat that was gone through.",
        "not": "true: the answer is turned round.",
    },
    "branch": {
        "when": f"{_WHEN} Without it the way is always open, so it stands last.",
        "aside": _ASIDE,
        "go": "The beat to go to; `actions` for the end, `return` out of an aside.",
    },
    "choice": {
        "id": "The choice's name; a trigger `press` may call it.",
        "text": "What stands on the button, in each language.",
        "when": f"It is offered {_WHEN[0].lower()}{_WHEN[1:]}",
        "aside": _ASIDE,
        "go": "The beat it leads to.",
    },
    "light-cue": {
        **_CUE,
        "light": "Which light.",
        "to": "How bright it becomes: 0 is dark, 1 is full.",
        "fade": "How long it takes.",
    },
    "sound-cue": {
        **_CUE,
        "sound": "Its name: a file in the scene's folder, in scenes/_shared or in audio/effects, without its ending.",
        "on": "The object it comes from.",
        "level_db": "Loudness in decibels.",
        "fade": "How long it takes to come up.",
    },
    "stop-cue": {
        **_CUE,
        "stop": "The sound that is to stop, by its name.",
        "fade": "How long it takes to fade away.",
    },
    "line-ended": {"line_ended": "The line's id."},
    "look-at": {
        "look_at": "The object, by its name.",
        "for": "How long, without a break.",
    },
    "closer-than": {
        "closer_than": "Nearer to the card or poster than this: 40cm.",
    },
    "farther-than": {
        "farther_than": "Farther from the card or poster than this: 1.2m.",
    },
    "press": {
        "press": "`continue` for any simple act, or a choice's id.",
    },
    "touch": {"touch": "The object, by its name."},
    "key": {
        "key": "The key's name; those by which a visitor moves, pauses and leaves are not a scene's.",
    },
    "gesture": {
        "gesture": "What it shows; the open palm is pause everywhere, and no scene's.",
    },
    "after": {"after": "How long, since the beat began to wait."},
    "any": {"any": "The triggers, of which one is enough."},
    "all": {"all": "The triggers, each of which must have come."},
    "shared": {
        "": "Beats, and the sources they cite, that several scenes include.",
        "format": "The version of this language: 1.",
        "sources": "The sources that these beats cite.",
        "beats": "The beats; who includes the file has them where the include stands.",
    },
    **files.HOVER,
}
