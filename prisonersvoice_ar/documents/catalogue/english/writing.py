"""Problems of files and of writing, in English."""

from prisonersvoice_ar.documents.catalogue.forms import Said

_MEANT = 'did you mean "{guess}"?'
FILE = {
    "file-missing": Said("{file} is not there", _MEANT, "check the name and the folder"),
    "file-is-folder": Said("{file} is a folder, and a file is wanted", "", "name the file inside it"),
    "file-unreadable": Said("{file} cannot be read: {why}", "", "check that it exists and may be read"),
    "file-too-large": Said(
        "{file} is larger than {limit} kB", "", "no text of a person's is so long: is it the right file?"
    ),
    "not-yaml": Said(
        "{file} is no scene, as it does not end in .yaml",
        "",
        "name a scene: its folder, or its scene.yaml",
    ),
    "file-empty": Said("{file} is empty", "", "write something, or take the file away"),
    "not-utf8": Said(
        "this file is not UTF-8 but {encoding}",
        "the first letter that cannot be read",
        'save it as UTF-8 (in the editor: "Save with encoding" → "UTF-8")',
    ),
    "not-utf16": Said(
        "this file is UTF-16 and not UTF-8",
        "",
        'save it as UTF-8 (in the editor: "Save with encoding" → "UTF-8")',
    ),
    "word-processor": Said(
        "this is a file of a word processor ({kind}), and no plain text",
        "",
        "save it as plain text, UTF-8, or write in a plain-text editor",
    ),
    "control-character": Said(
        "an invisible control character ({character}) stands here",
        "delete it",
        "delete the character and type the words around it anew; was it copied from a PDF?",
    ),
    "not-a-mapping": Said(
        "{what} is written as keys with values, and this file is not",
        "",
        'begin with "format: 1", then one key on each line',
    ),
}
WRITING = {
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
    "long-dash": Said(
        "a {sign} stands where a list wants a hyphen",
        "type - here",
        (
            "each item of a list begins with a hyphen and a space; the same in lines {lines}",
            "each item of a list begins with a hyphen and a space",
        ),
    ),
    "merge-conflict": Said(
        "two versions of this file were laid together here, and nobody has chosen between them",
        "{mark} is git's mark",
        "keep the lines of one version, and delete the other's with all three marks",
    ),
    "unclosed-quote": Said(
        "a quotation mark opens here and is never closed",
        "opens here",
        (
            "close it with {quote} at the end of the text: {shut} closes nothing",
            "close it with the same mark at the end of the text",
        ),
    ),
    "quote-inside": Said(
        "the text ends here, in its middle: it holds the mark that it is quoted with ({quote})",
        "read as the end of the text",
        "put the text in the other kind of quotation marks, or write ’ and «» inside it",
    ),
    "colon-splits": Said(
        "a colon splits this sentence into a key and a value",
        "read as the end of a key",
        (
            'put a comma before "{word}", if it is the next key; or put the whole text in quotation marks: "…: …"',
            'put the whole text in quotation marks: "…: …"',
        ),
    ),
    "missing-space": Said(
        'a space is missing behind the "{sign}", so this cannot be read as it is meant',
        "write {guess}",
        "behind a key's colon, and behind the hyphen of an item, stands a space",
    ),
    "lost-indent": Said(
        '"{inner}" stands beside "{outer}", and was to stand in it',
        "two spaces deeper",
        'everything that belongs to "{outer}" stands two spaces deeper than it',
    ),
    "missing-dash": Said(
        "a hyphen is missing before this id: so far it belongs to the item above, which has one",
        "write {guess}",
        "each item of a list begins with a hyphen and a space; its other keys stand two spaces deeper",
    ),
    "key-in-key": Said(
        '"{inner}" stands behind "{outer}" on one line, and is a key inside it',
        "",
        "put what belongs to it between braces: {guess}",
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
        (
            "behind # all is a comment: {rest}; put the text in quotation marks",
            "close it; or is a comma missing, or does a text inside need quotation marks?",
        ),
    ),
    "stray-bracket": Said(
        'this "{bracket}" closes nothing', "", "take it away; or was a bracket before it forgotten?"
    ),
    "missing-comma": Said(
        "a comma is missing here", "put a comma here", "between { and } pairs are parted by commas"
    ),
    "several-documents": Said(
        "a second document begins here (---)", "", "one file holds one document: take the --- away"
    ),
    "document-end": Said(
        '"..." ends the document, and something stands behind it',
        "",
        'one file holds one document: take the "..." away',
    ),
    "yaml-syntax": Said(
        "this cannot be read as YAML: {why}", "", "compare the indentation and the quotation marks around it"
    ),
    "reserved-character": Said(
        'a text cannot begin with "{character}" here',
        "",
        (
            'put the text in quotation marks: "{item} …"; a list begins on a line of its own',
            'put the text in quotation marks: "{character}…"',
        ),
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
    "decimal-comma": Said(
        "a comma parts what stands between brackets, so this is two things",
        "write {guess}: a point, not a comma",
        "decimals are written with a point: 1.5s",
    ),
    "comma-splits": Said(
        "a comma between brackets ends the text before it, so “{kept}” is all that is left of it",
        "read as the next key",
        (
            '{first} quotes nothing here: put the whole text in plain quotation marks: "…, …"',
            'put the whole text in quotation marks: "…, …"',
        ),
    ),
    "typographic-quotes": Said(
        "{first} quotes nothing here: it is shown, and a comma, a colon or # would still cut the text",
        "",
        (
            'write " around the text, and inside it «…» where the words themselves are quoted; the same in lines {lines}',
            'write " around the text, and inside it «…» where the words themselves are quoted',
        ),
    ),
    "swallowed": Said(
        "everything behind # is a comment, so only “{kept}” is left of this text",
        "not read",
        "put the whole text in quotation marks; a comment that is meant begins with two spaces, # and a space",
    ),
}
