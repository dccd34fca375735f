"""Run ``check`` on every case of the public yaml-test-suite: ``python tools/yaml_suite.py DIR``.

DIR is a checkout of github.com/yaml/yaml-test-suite (its src/*.yaml). Each case is checked as a scene, as targets, as
actions, as notes and as translations, in every form and language. It ends with 1 where one raised, gave another code
than 0 and 1, or gave JSON that is none. The suite stays outside this repository.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402

from prisonersvoice_ar.authoring.check import Format, check  # noqa: E402
from prisonersvoice_ar.documents import Content  # noqa: E402
from prisonersvoice_ar.documents.catalogue import LANGUAGES  # noqa: E402
from prisonersvoice_ar.documents.catalogue.codes import STAGES, Stage  # noqa: E402

NAMES = ("scene.yaml", "markers.yaml", "actions.yaml", "notes.yaml", "translations.yaml")


def cases(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield name, text, and whether YAML itself calls it wrong; a part of a file takes over what it does not say."""
    for path in sorted((folder / "src").glob("*.yaml")):
        told: dict[str, Any] = {}
        for index, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            told = {**{key: told[key] for key in ("yaml", "fail") if key in told}, **case}
            yield f"{path.stem}-{index}", _unmarked(told["yaml"]), bool(case.get("fail", False))


def _unmarked(text: str) -> str:
    """Put back the characters that the suite writes visibly."""
    text = re.sub("—*»", "\t", text.replace("␣", " "))
    return re.sub("∎\n\\Z", "", text.replace("←", "\r").replace("⇔", "\ufeff").replace("↵", ""))


def main(arguments: list[str]) -> int:
    """Check them all; print counts, and whatever went wrong."""
    every = list(cases(Path(arguments[0]))) if arguments else []
    if not every:
        print(f"no case found; {__doc__}")
        return 2
    counts: Counter[str] = Counter()
    bad: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text, wrong in every:
            path = Path(folder) / name
            path.mkdir()
            counts[_checked(name, text, path, bad, counts)] += 1
            counts["that YAML calls wrong"] += wrong
    print(f"{len(every)} cases, {counts.pop('checks')} checks: {len(bad)} faults")
    for what, count in sorted(counts.items()):
        print(f"  {count:4} {what}")
    print("\n".join(bad))
    return 1 if bad else 0


def _checked(name: str, text: str, folder: Path, bad: list[str], counts: Counter[str]) -> str:
    """Check one case in every way; return at which stage it was stopped as a scene."""
    stage = "read without a problem"
    for file in NAMES:
        path = folder / file
        path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
        for form in get_args(Format):
            for lang in LANGUAGES:
                counts["checks"] += 1
                try:
                    code, said = check([path], Content.at(ROOT), format=form, lang=lang)
                    problems = json.loads(said) if form != "text" else None
                    assert code in (0, 1), code
                except Exception as fault:  # what this tool looks for
                    bad.append(f"{name} as {file}, {form}, {lang}: {type(fault).__name__}: {fault}")
                    continue
                if (file, form) == ("scene.yaml", "json") and problems["problems"]:
                    stage = f"stopped at: {Stage(STAGES[problems['problems'][0]['code']]).name.lower()}"
        path.unlink()
    return stage


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
