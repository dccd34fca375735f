"""A comparison as text for a terminal, and as one HTML page."""

from collections.abc import Iterable, Sequence
from html import escape

from prisonersvoice_ar.authoring.comparing.compare import Chapter
from prisonersvoice_ar.authoring.comparing.saying import MARK, Piece, Said, Teller

_STYLE = (
    "body{font:1.05rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#222;background:#fff}h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.6rem 0 .3rem}"
    "li{margin:.35rem 0}ins{background:#d7f0d9;text-decoration:none}del{background:#fbdcdc;color:#7a1f1f}"
    ".was{display:block;color:#666}"
    "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}ins{background:#1f4a27}"
    "del{background:#5a2323;color:#f3d0d0}.was{color:#a5a5a5}}"
)


def as_text(title: str, chapters: Sequence[Chapter], lang: str, *, colour: bool = False) -> str:
    """Plain text; words that differ stand between [ and ], or in colour on a terminal."""
    teller = Teller(lang)
    new = ("\033[32;1m", "\033[0m") if colour else ("[", "]")
    old = ("\033[31;9m", "\033[0m") if colour else ("[", "]")
    lines = [title]
    for chapter in chapters:
        lines += ["", chapter.heading]
        for said in chapter.changes:
            lines.append(f"  {_filled(said, _with_marks(said.new, new), teller)}")
            if said.old:
                was = _quoted(said, _with_marks(said.old, old), teller)
                lines.append(f"    {teller.words.text('was', text=was)}")
    if not chapters:
        lines += ["", teller.words.text("nothing")]
    return "\n".join(lines)


def _with_marks(pieces: Iterable[Piece], marks: tuple[str, str]) -> str:
    parts = [f"{marks[0]}{text}{marks[1]}" if differs else text for text, differs in pieces]
    return " ".join("".join(parts).split())


def _filled(said: Said, text: str, teller: Teller) -> str:
    return said.sentence.replace(MARK, _quoted(said, text, teller))


def _quoted(said: Said, text: str, teller: Teller) -> str:
    return teller.words.text("quote", text=text) if said.quoted else text


def as_html(title: str, chapters: Sequence[Chapter], lang: str) -> str:
    """One page that is whole in itself, without a script."""
    teller = Teller(lang)
    body = [f"<h1>{escape(title)}</h1>"]
    for chapter in chapters:
        items = "".join(f"<li>{_item(said, teller)}</li>\n" for said in chapter.changes)
        body.append(f"<h2>{escape(chapter.heading)}</h2>\n<ul>\n{items}</ul>")
    if not chapters:
        body.append(f"<p>{escape(teller.words.text('nothing'))}</p>")
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _item(said: Said, teller: Teller) -> str:
    quote = escape(_quoted(said, MARK, teller))
    new = quote.replace(MARK, _tagged(said.new, "ins"))
    item = escape(said.sentence).replace(MARK, new)
    if said.old:
        was = escape(teller.words.text("was", text=MARK)).replace(
            MARK, quote.replace(MARK, _tagged(said.old, "del"))
        )
        item += f'<span class="was">{was}</span>'
    return item


def _tagged(pieces: Iterable[Piece], tag: str) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" if differs else escape(text) for text, differs in pieces)
