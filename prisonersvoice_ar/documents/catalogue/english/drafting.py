"""What a first draft leaves behind: another scene's ids, another language's letters, a template's words; in English."""

from prisonersvoice_ar.documents.catalogue.forms import Said

DRAFTING = {
    "line-of-other": Said(
        "{lines}: belongs to {owner}, and a voice hangs on a line's id: one would be recorded over the other",
        "",
        (
            "in every file of this scene's folder replace {letters} by {other} throughout: what refers to the lines goes along",
            "`prisonersvoice rename {scene} {line} NEW`; or take the id away, and `prisonersvoice fmt {scene}` gives another",
        ),
    ),
    "other-alphabet": Said(
        '{key} in "{language}" is written in {alphabet} letters',
        "“{text}”",
        ("were {language} and {other} exchanged? or is it still to be translated?", "translate it"),
    ),
    "foreign-letter": Said(
        'Ukrainian has no letter {letters}: "{word}" in {key}',
        "",
        "is it still in Russian? a Russian word that is meant stands in «…»",
    ),
    "letters-not-drawn": Said(
        (
            'the screens have no letter for {letters}: boxes would be shown in {key} ("{language}"); texts besides: {more}',
            'the screens have no letter for {letters}: boxes would be shown in {key} ("{language}")',
        ),
        "",
        "their typeface holds Latin, Cyrillic and Greek letters: write the text in these, or leave it out; "
        "a language of another script cannot be shown yet",
    ),
    "markup": Said(
        '"{mark}" in {key} ("{language}") is shown on the screen as it stands',
        "",
        "texts are plain: take it away, and type the sign itself (’ — «») where one was meant",
    ),
    "bar-without-spaces": Said(
        'a bar without spaces round it is no break: it is shown in {line} ("{language}")',
        "“{text}”",
        'write " | " where a new caption begins',
    ),
    "pronounce-unused": Said(
        'no line says "{word}" in "{language}", so nobody is told how it is said',
        "",
        "write the word as it stands in the text, with its ending; or take it away",
    ),
    "facts-unsettled": Said(
        "nobody has said whether these lines are facts: {lines}",
        "",
        "a line that claims something cites its source (cites: […]); one that claims nothing says fact: false",
    ),
    "left-to-write": Said(
        (
            'the source "{source}" says neither url nor where, so nobody can look it up',
            "“{text}” stands in {key} until its author writes something",
        ),
        "",
        ('add to {source} url: "https://…", or where: "page 3"', "write it, or take it away"),
    ),
}
