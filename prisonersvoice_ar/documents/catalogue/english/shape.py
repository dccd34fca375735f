"""Problems of single values and of keys, in English."""

from prisonersvoice_ar.documents.catalogue.forms import Said

_MEANT = 'did you mean "{guess}"?'
SHAPE = {
    "unknown-key": Said('{owner} has no "{key}"', _MEANT, "{what} may have: {names}"),
    "missing-key": Said(
        '{owner} lacks "{key}"', "", ("`prisonersvoice {tool}` gives it one", 'add a line "{key}: …"')
    ),
    "wrong-type": Said("{wanted} is wanted here, and this is {got}", "", ("write {example}", "")),
    "list-length": Said(
        "{wanted} is wanted here, and this list has {count}",
        "",
        (
            "decimals are written with a point, not a comma: {guess}",
            "write {example}: {order}",
            "write {example}",
            "",
        ),
    ),
    "wants-quotes": Said("this is read as the number {got}", "", 'if it is a text, write "{got}" in quotes'),
    "unknown-value": Said('there is no {what} "{value}"', _MEANT, "there are: {names}"),
    "mode-not-built": Said('the mode "{name}" is not built yet', "", "built are: {names}"),
    "unknown-theme": Said('the notice knows no theme "{name}"', _MEANT, "there are: {names}"),
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
        ("in Latin letters: {guess}", "some look like Latin ones"),
        "names that the scene refers to are written with a–z, 0–9, hyphens and underscores",
    ),
    "bad-name": Said(
        '"{value}" cannot be a name',
        _MEANT,
        "names are small Latin letters, digits, hyphens and underscores: glass-box",
    ),
    "path-for-name": Said(
        '"{value}" is a path, and a name is wanted',
        _MEANT,
        "sounds and shared beats are called by name, bolt, letters; they are looked for in the scene's folder, in "
        "scenes/_shared and in audio, and nowhere else",
    ),
    "not-boolean": Said('"{value}" is a text here', "write {guess}", "only true and false are yes and no"),
    "bad-language": Said('"{value}" is no code of a language', _MEANT, "write uk, en, pl, de …"),
    "country-code": Said('"{value}" is a country, not a language', _MEANT, "languages: uk, en, pl, de …"),
    "bad-address": Said('"{value}" is no web address', "", "write it whole: https://example.org/page"),
    "bad-date": Said('"{value}" is no date', "", "write year-month-day: 2026-11-30"),
    "bad-scale": Said('"{value}" is no scale', "", "write 1:20"),
    "wants-languages": Said(
        "what a visitor reads or hears is written for each language",
        ('write {uk: "{cyrillic}", en: "…"}', 'write {uk: "…", en: "{latin}"}'),
        'each language on its own: {uk: "…", en: "…"}',
    ),
    "palm-is-pause": Said("the open palm always means pause", "", "take another gesture: {names}"),
    "unknown-trigger": Said(
        ('a beat cannot wait for "{value}"', "here stands nothing to wait for"),
        _MEANT,
        "it may wait for: {names}",
    ),
    "list-of-triggers": Said(
        "a list does not say whether one or all of it must happen", "", "write any: [ … ] or all: [ … ]"
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
    "choice-count": Said(
        "a choice has two or three ways on, and this has {count}",
        "",
        (
            "let the third lead to a beat with a choice of its own (go: more), and offer the other {more} there",
            "for one way on write then: and the name of a beat; or add another: {id: on, text: …, go: …}",
        ),
    ),
    "bad-format": Said('format "{value}" is not known here', "write 1", "this version reads format 1"),
    "absurd-size": Said(
        "nothing that is printed measures {value} mm",
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
