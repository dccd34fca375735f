"""The house's style, held over every file; and each rule shown to bite."""

from collections.abc import Callable
from pathlib import Path

import pytest
import rules

Rule = Callable[[str], list[str]]
EVERYWHERE = ("prisonersvoice_ar", "tests", "bench", "tools")


def broken(rule: Rule, found: list[Path], root: Path) -> list[str]:
    """What breaks ``rule``, as "file:line: what"."""
    assert found, "no file was looked at"
    return [
        f"{file.relative_to(root).as_posix()}:{what}"
        for file in found
        for what in rule(file.read_text("utf-8", "replace"))
    ]


def python(root: Path, *folders: str) -> list[Path]:
    """Python files in those of ``folders`` that exist."""
    there = [root / folder for folder in folders if (root / folder).is_dir()]
    return [file for folder in there for file in rules.files(folder, ".py")]


def test_files_are_short(root: Path) -> None:
    assert broken(rules.long_file, python(root, *EVERYWHERE), root) == []


def test_functions_are_short(root: Path) -> None:
    """Tests are not held to it: their functions may be tables."""
    assert broken(rules.long_functions, python(root, "prisonersvoice_ar", "bench", "tools"), root) == []


def test_broad_excepts_say_why(root: Path) -> None:
    assert broken(rules.unexplained_excepts, python(root, *EVERYWHERE), root) == []


def test_only_app_and_authoring_print(root: Path) -> None:
    package = root / "prisonersvoice_ar"
    rooms = [
        file
        for file in python(root, package.name)
        if file.relative_to(package).parts[0] not in ("app", "authoring")
    ]
    assert broken(rules.prints, rooms, root) == []


def test_every_function_is_annotated(root: Path) -> None:
    assert broken(rules.unannotated, python(root, "prisonersvoice_ar"), root) == []


def test_nine_of_ten_public_names_are_documented(root: Path) -> None:
    found = python(root, "prisonersvoice_ar")
    missing = broken(rules.undocumented, found, root)
    public = sum(1 for file in found for _ in rules.public(file.read_text("utf-8")))
    assert len(missing) <= 0.1 * public, missing


@pytest.mark.parametrize("rule", [rules.index_addresses, rules.machine_paths])
def test_no_text_names_a_package_index_or_one_machines_paths(rule: Rule, root: Path) -> None:
    texts = list(rules.files(root, "Makefile", "run", *rules.TEXT))
    assert {".py", ".toml", ".yaml", ".md"} <= {file.suffix for file in texts}
    assert broken(rule, texts, root) == []


HIDDEN = "https://py" + "pi.org/simple"
BITES: list[tuple[Rule, str]] = [
    (rules.long_file, "x = 1\n" * 401),
    (rules.long_functions, "def f() -> None:\n" + "    x = 1\n" * 50),
    (rules.unexplained_excepts, "try:\n    f()\nexcept Exception:\n    pass\n"),
    (rules.unexplained_excepts, "try:\n    f()\nexcept (OSError, Exception):  # noqa: BLE001\n    pass\n"),
    (rules.unexplained_excepts, "try:\n    f()\nexcept:\n    pass\n"),
    (rules.unexplained_excepts, "try:\n    f()\nexcept BaseException:\n    raise OSError from None\n"),
    (rules.prints, "print(1)\n"),
    (rules.unannotated, "def f(a) -> None: ...\n"),
    (rules.unannotated, "def f(*, a: int, **more): ...\n"),
    (rules.undocumented, '"""m"""\nclass C:\n    """c"""\n    def f(self) -> None: ...\n'),
    (rules.index_addresses, f"--index-url {HIDDEN}\n"),
    (rules.index_addresses, "https://mirror.example/sim" + "ple/\n"),
    (rules.machine_paths, "see /" + "work/main/x\n"),
    (rules.machine_paths, "see /" + "home/ann/x\n"),
]
PASSES: list[tuple[Rule, str]] = [
    (rules.long_file, "x = 1\n" * 400),
    (rules.long_functions, "def f() -> None:\n" + "    x = 1\n" * 49),
    (rules.unexplained_excepts, "try:\n    f()\nexcept Exception:  # the frame loop's boundary\n    pass\n"),
    (
        rules.unexplained_excepts,
        "try:\n    f()\n# a driver may raise anything\nexcept Exception:\n    pass\n",
    ),
    (rules.unexplained_excepts, "try:\n    f()\nexcept OSError:\n    pass\n"),
    (rules.unexplained_excepts, "try:\n    f()\nexcept BaseException:\n    g()\n    raise\n"),
    (rules.unannotated, "class C:\n    def f(self, a: int) -> None: ...\n"),
    (rules.undocumented, '"""m"""\ndef _f(): ...\n'),
    (rules.index_addresses, "https://prisonersvoice.app/simplest\n"),
    (rules.machine_paths, "a framework/main thing\n"),
]


@pytest.mark.parametrize(("rule", "source"), BITES)
def test_rule_bites(rule: Rule, source: str) -> None:
    assert len(rule(source)) == 1


@pytest.mark.parametrize(("rule", "source"), PASSES)
def test_rule_lets_pass(rule: Rule, source: str) -> None:
    assert rule(source) == []
