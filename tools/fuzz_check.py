"""Look for bytes on which ``check`` raises, with coverage as a guide: ``python tools/fuzz_check.py [libFuzzer's options]``.

Needs atheris, which is no dependency of ours: ``pip install atheris`` into an environment of its own, beside what
requirements.lock holds. It begins from tests/scenes; ``-max_total_time=600`` ends it after ten minutes, ``-artifact_prefix=DIR/``
says where a finding is put, and a finding is tried again with ``python tools/fuzz_check.py FILE``.
"""

import json
import random
import sys
import tempfile
from pathlib import Path
from typing import get_args

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["prisonersvoice_ar"]):
    from prisonersvoice_ar.authoring.check import Format, check
    from prisonersvoice_ar.documents import Content
    from prisonersvoice_ar.documents.catalogue import LANGUAGES

CORPUS = ROOT / "tests" / "scenes"
KINDS = {"markers": "markers.yaml", "actions": "actions.yaml", "notes": "notes.yaml", "lens": "lens.yaml"}
NAMES = ("scene.yaml", *sorted(set(KINDS.values())), "translations.yaml")
FORMS = get_args(Format)
SEEDS = [path.read_bytes() for path in sorted(CORPUS.glob("*/*.yaml"))]
PIECES = (
    b"\t",
    b"\xc2\xa0",
    b": ",
    b" #",
    b"- ",
    b"*a",
    b"&a ",
    b"!a ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"'",
    b'"',
    b"|\n",
    b"\xff\xfe",
)


def one(data: bytes, folder: Path, content: Content) -> None:
    """Check ``data``, whose first byte says as what, in which form and in which language."""
    choice = data[0] if data else 0
    path = folder / NAMES[choice % len(NAMES)]
    path.write_bytes(data[1:])
    form = FORMS[choice // len(NAMES) % len(FORMS)]
    code, text = check([path], content, format=form, lang=LANGUAGES[choice % len(LANGUAGES)])
    path.unlink()
    if code not in (0, 1):
        raise AssertionError(f"exit code {code}")
    if form != "text":
        json.loads(text)


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Half the time as libFuzzer does; else as an editor does: lines moved, doubled, cut, put in from another file."""
    chance = random.Random(seed)
    if chance.random() < 0.5 or len(data) < 2:
        return bytes(atheris.Mutate(data, most))
    lines = data[1:].split(b"\n")
    for _ in range(chance.randint(1, 4)):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.randrange(6)
        if change == 0:
            lines[at], lines[to] = lines[to], lines[at]
        elif change == 1:
            lines[at:at] = lines[min(at, to) : max(at, to)][:20]
        elif change == 2 and len(lines) > 1:
            del lines[at]
        elif change == 3:
            lines[at] = b" " * chance.randrange(8) + lines[at].lstrip()
        elif change == 4:
            other = chance.choice(SEEDS).split(b"\n")
            start = chance.randrange(len(other))
            lines[at:at] = other[start : start + chance.randint(1, 12)]
        else:
            where = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:where] + chance.choice(PIECES) + lines[at][where + chance.randrange(2) :]
    return (data[:1] + b"\n".join(lines))[:most]


def seeds(folder: Path) -> None:
    """Lay the corpus out as libFuzzer wants it, each file with the byte that names its kind before it."""
    for number, path in enumerate(sorted(CORPUS.glob("*/*.yaml"))):
        name = KINDS.get(path.name.split("-", 1)[0], "scene.yaml")
        for form in range(len(FORMS)):
            first = bytes([NAMES.index(name) + form * len(NAMES)])
            (folder / f"{number}-{form}").write_bytes(first + path.read_bytes())


def main() -> None:
    """Fuzz until told to stop."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, scratch = Path(folder) / "corpus", Path(folder) / "scene"
        corpus.mkdir()
        scratch.mkdir()
        content = Content.at(ROOT)
        if all(argument.startswith("-") for argument in sys.argv[1:]):
            seeds(corpus)
            sys.argv.append(str(corpus))
        atheris.Setup(sys.argv, lambda data: one(data, scratch, content), custom_mutator=mutated)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
