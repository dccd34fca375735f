"""What care asks beyond a scene that works: voices, captions, translations, facts, notices, reviews; in English."""

from prisonersvoice_ar.documents.catalogue.forms import Said

_MEANT = 'did you mean "{guess}"?'
BESIDE = {
    "bad-text-key": Said(
        'no text of a scene is called "{value}"',
        "",
        "write title, summary, line/ID, hint/BEAT, choice/BEAT/ID; a note may also stand on beat/BEAT",
    ),
    "bad-hash": Said(
        '"{value}" is not what `prisonersvoice translate` writes here',
        "",
        "this file is the tool's: take the entry away, and the translation counts as one of which nothing is known",
    ),
}
CARE = {
    "voice-far": Said(
        'the voice in "{language}" for {line} lasts {seconds} s; its text takes about {expected} s to say',
        "another recording, or a text that has changed?",
        "listen to it; record it anew, or mend the text",
    ),
    "voice-stale": Said(
        'the voice in "{language}" for {line} says other words than stand here now',
        "",
        "record it anew, or take the text back; `prisonersvoice voice --missing` lists all such lines",
    ),
    "voice-kind": Said(
        "{path} is not played: {kind} files are recordings, not voices yet",
        "",
        "`prisonersvoice voice {scene} --import FOLDER` makes voices of recordings",
    ),
    "voice-without-line": Said(
        "{path} is called as this scene's lines are, and no scene has such a line",
        _MEANT,
        (
            "without a voice are: {names}; rename the file, or take it away",
            "rename the file, or take it away",
        ),
    ),
    "caption-fast": Said(
        'a caption of {line} in "{language}" stands {seconds} s and takes {needed} s to read',
        '"{text}"',
        "17 characters a second can be read, and a word wants 0.3 s: shorten the text, or speak it more slowly",
    ),
    "caption-brief": Said(
        'a caption of {line} in "{language}" stands only {seconds} s',
        '"{text}"',
        "1 s is the least: join it with its neighbour, or speak it more slowly",
    ),
    "caption-long": Said(
        'this caption of {line} in "{language}" does not fit on two lines of 42 characters',
        '"{text}"',
        'put another " | " where it may break, or shorten it: else the screen breaks it where it likes',
    ),
    "stale-translation": Said(
        '{key} has changed in "{written}" since it was translated: {languages}',
        "",
        "translate it again; where it still says the same: `prisonersvoice translate {scene} --accept {key}`",
    ),
    "translation-of-nothing": Said(
        "the scene has no text {key}",
        _MEANT,
        "`prisonersvoice rename` would have carried it along; take the entry away where the text is gone",
    ),
    "note-on-nothing": Said(
        "the scene has nothing called {key}, so nobody sees this note", _MEANT, "name what it is about"
    ),
    "open-note": Said("{by}, {date}: {text}", "", "answer it, then write done: true in {file}, line {row}"),
    "fact-uncited": Said(
        "{line} is said to be a fact and cites no source", "", "add cites: […], or say less"
    ),
    "fact-likely": Said(
        "{line} reads like a fact and cites no source",
        '"{words}"',
        "add cites: […]; if it claims nothing that could be looked up, write fact: false",
    ),
    "theme-unnamed": Said(
        "{line} contains {theme}, and the notice does not name it",
        "",
        "add {theme} to the themes of the notice: nobody should come upon it unwarned",
    ),
    "theme-likely": Said(
        "{line} seems to touch {theme}, and the notice does not name it",
        '"{words}"',
        "add {theme} to the themes of the notice, or write at the line what it contains: contains: []",
    ),
    "minutes-off": Said(
        (
            "the notice says {minutes} min; who goes on at once takes about {shortest} min, who waits everywhere {longest} min",
            "the notice says {minutes} min; going on at once or waiting everywhere, a visit takes about {shortest} min",
        ),
        "",
        "say how long it takes: people plan by it; going back, pausing and arriving come on top, and `prisonersvoice play` counts them",
    ),
    "forbidden-file": Said(
        "{path} may not lie in a scene's folder: {kind} files can run or read what a stranger wrote",
        "",
        "take it out; pictures are .png or .jpg, sounds .opus, .ogg or .wav, models .glb",
    ),
    "bad-asset": Said("no engine is given {path}: {why}", "", ("{mend}", "mend it, or take it away")),
}
RELEASE = {
    "still-draft": Said(
        "the scene says that it is a draft", "", "take draft: true away once it may be shown"
    ),
    "consent-future": Said(
        "the consent is dated {date}, which is yet to come", "", "write the day on which it was given"
    ),
    "consent-language": Said(
        'the consent does not cover "{language}"',
        "covered are: {names}",
        "ask the person, or take the language out of the title",
    ),
    "review-wanted": Said(
        "no {who} has reviewed it: two people of different professions read a scene before it is shown",
        "",
        "ask one, then add to reviews: {role: {role}, on: …}",
    ),
    "review-future": Said(
        (
            "the {who}'s review is dated {date}, which is yet to come",
            "the {role} review is dated {date}, which is yet to come",
        ),
        "",
        "write the day on which it was given",
    ),
    "voices-synthetic": Said(
        'a machine speaks {count} lines in "{language}": {lines}',
        "",
        "have a person record them; `prisonersvoice script` prints what to say",
    ),
    "voices-loudness": Said(
        'the voices in "{language}" stand at {value} LUFS, and {wanted} are wanted',
        "",
        "give all of them one gain of {gain} dB; `prisonersvoice voice --import` does",
    ),
    "voices-silent": Said('the voices in "{language}" are silence', "", "record them anew"),
    "loudness-unknown": Said("the loudness of the voices could not be measured: {why}", "", ("{mend}", "")),
    "voice-marked": Said(
        'a machine speaks {line} in "{language}", by the two tones before it, and the screen does not say so',
        "",
        "`prisonersvoice voice --placeholder` enters it into voices.yaml; or have a person record it",
    ),
    "voice-peak": Said(
        'the voice in "{language}" for {line} peaks at {value} dBTP',
        "",
        "no peak may be over -1 dBTP: limit it, or take it lower",
    ),
    "ambience-loud": Said(
        "the ambience {sound} lies only {value} dB under the voices",
        "",
        "20 dB are the least (WCAG 1.4.7): set level_db to {level} or less",
    ),
    "sound-unmeasured": Said("{path} cannot be decoded, so its loudness is not known", "", "export it again"),
    "flashes-seen": Said(
        '{count} {kind} flashes within a second, from {second} s into the beat "{beat}"',
        "",
        "three a second are the most (WCAG 2.3.1): let the light change more slowly, or less",
    ),
    "flashes-unseen": Said(
        "the scene could not be drawn, so nobody knows whether it flashes: {why}",
        "",
        "check it on a machine that can draw it",
    ),
}
