"""The house's rules as functions from a source text to what breaks them, each "line: what"."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
SKIPPED = {"__pycache__", "build", "dist", "out", "node_modules"}
KEPT_DOTTED = {".ci"}
TEXT = {
    ".bat",
    ".cfg",
    ".frag",
    ".ftl",
    ".in",
    ".json",
    ".lock",
    ".md",
    ".py",
    ".sh",
    ".toml",
    ".txt",
    ".vert",
    ".yaml",
    ".yml",
}

# Put together from pieces, so that this file does not hold what it looks for.
INDEXES = (
    "py" + "pi",
    "python" + "hosted",
    "ana" + "conda",
    "npm" + "js",
    "crates" + r"\.io",
    "ruby" + "gems",
)
INDEX_ADDRESS = re.compile(rf"https?://[^\s\"'<>]*(?:{'|'.join(INDEXES)}|/simple(?:/|\b))", re.IGNORECASE)
MACHINE_PATH = re.compile("/" + r"work/(?:main|shared|scratch|\.)|/(?:home|Users)/(?!you\b|USER\b)\w+/")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """The project's own files under ``root``: no environment, cache or output."""
    for entry in sorted(root.iterdir()):
        hidden = entry.name.startswith(".") and entry.name not in KEPT_DOTTED
        if entry.is_dir() and not hidden and entry.name not in SKIPPED:
            yield from files(entry, *suffixes)
        elif entry.is_file() and (entry.suffix in suffixes or entry.name in suffixes):
            yield entry


@cache
def nodes(source: str) -> tuple[ast.AST, ...]:
    """All that is in a module, itself first; each text is read once for all rules. Nobody may change them."""
    return tuple(ast.walk(ast.parse(source)))


def functions(source: str) -> Iterator[Function]:
    """Every function and method."""
    yield from (node for node in nodes(source) if isinstance(node, Function))


def long_file(source: str) -> list[str]:
    """Whether the file is too long."""
    count = len(source.splitlines())
    return [f"{count}: lines, {LONGEST_FILE} are the most"] if count > LONGEST_FILE else []


def long_functions(source: str) -> list[str]:
    """Functions that are too long."""
    found = []
    for function in functions(source):
        count = (function.end_lineno or function.lineno) - function.lineno + 1
        if count > LONGEST_FUNCTION:
            found.append(f"{function.lineno}: {function.name} has {count} lines")
    return found


def unexplained_excepts(source: str) -> list[str]:
    """Broad ``except`` clauses without a comment on why, on their line or the one before.

    One that ends by raising the same again hides nothing, and needs no excuse.
    """
    lines = source.splitlines()
    found = []
    for node in nodes(source):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _raises_on(node.body[-1]):
            here, before = lines[node.lineno - 1], lines[node.lineno - 2].strip()
            if not (_comment(here) or before.startswith("#")):
                found.append(f"{node.lineno}: {here.strip()}")
    return found


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(_is_broad(one) for one in caught.elts)
    return caught is None or (isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException"))


def _raises_on(last: ast.stmt) -> bool:
    return isinstance(last, ast.Raise) and last.exc is None


def _comment(line: str) -> bool:
    """A comment that says something beside silencing a linter."""
    return bool(re.search(r"#\s*(?!noqa|type:|pragma)\w", line))


def prints(source: str) -> list[str]:
    """Calls of ``print``."""
    calls = (node for node in nodes(source) if isinstance(node, ast.Call))
    return [
        f"{call.lineno}: print"
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    ]


def unannotated(source: str) -> list[str]:
    """Functions with a parameter or a result without a type."""
    found = []
    for function in functions(source):
        given = function.args
        named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        bare = [one.arg for one in named if one and one.annotation is None and one.arg not in ("self", "cls")]
        if bare or function.returns is None:
            found.append(f"{function.lineno}: {function.name}({', '.join(bare)})")
    return found


def public(source: str) -> Iterator[tuple[str, bool]]:
    """The module and each public class, function and method, as "line: name"; and whether it has a docstring."""
    module = nodes(source)[0]
    assert isinstance(module, ast.Module)
    yield "1: the module", bool(ast.get_docstring(module))
    for node in (
        *module.body,
        *(part for top in module.body if isinstance(top, ast.ClassDef) for part in top.body),
    ):
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield f"{node.lineno}: {node.name}", bool(ast.get_docstring(node))


def undocumented(source: str) -> list[str]:
    """Public modules, classes and functions without a docstring."""
    return [name for name, is_documented in public(source) if not is_documented]


def index_addresses(text: str) -> list[str]:
    """Addresses of package indexes."""
    return _matches(INDEX_ADDRESS, text)


def machine_paths(text: str) -> list[str]:
    """Paths of one machine."""
    return _matches(MACHINE_PATH, text)


def _matches(pattern: re.Pattern[str], text: str) -> list[str]:
    lines = enumerate(text.splitlines(), 1)
    return [f"{number}: {match[0]}" for number, line in lines for match in pattern.finditer(line)]
