"""The packages that this one names as its needs, and whether what is installed satisfies them."""

import ast
import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from itertools import zip_longest
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path

NAME = "prisonersvoice-ar"
_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
_NEED = re.compile(r"\s*([A-Za-z0-9._-]+)\s*(?:\[[^]]*\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?$")
_BOUND = re.compile(r"(>=|<=|==|!=|~=|>|<)\s*(\d+(?:\.\d+)*)")
_HOLDS: dict[str, Callable[[int, int], bool]] = {">=": ge, "<=": le, "==": eq, "!=": ne, ">": gt, "<": lt}


@dataclass(frozen=True)
class Need:
    """One package that this one needs on this machine."""

    name: str
    bounds: str
    """as written: ">=1.10,<1.11"; empty: any"""
    extra: str | None
    """the extra that brings it; None: always needed"""
    installed: str | None
    """its version, where there is one"""

    @property
    def satisfied(self) -> bool:
        """It is installed, within its bounds."""
        return self.installed is not None and within(self.installed, self.bounds)


def needs(*extras: str) -> list[Need]:
    """What is always needed here, then what ``extras`` bring; from the installed metadata or pyproject.toml."""
    return [need for extra in (None, *extras) for line in _lines() if (need := _need(line, extra))]


def within(installed: str, bounds: str) -> bool:
    """Whether the release number ``installed`` lies within ``bounds``; suffixes (rc1, .post1) are left aside."""
    return all(_holds(_release(installed), sign, _release(bound)) for sign, bound in _BOUND.findall(bounds))


def applies(marker: str, extra: str | None) -> bool:
    """Whether a requirement's ``marker`` (PEP 508) holds on this machine, for an extra or for none."""
    names = {
        "sys_platform": sys.platform,
        "platform_machine": platform.machine(),
        "platform_system": platform.system(),
        "python_version": ".".join(map(str, sys.version_info[:2])),
        "extra": extra or "",
    }
    return _truth(ast.parse(marker.strip(), mode="eval").body, names)


def _lines() -> list[str]:
    try:
        found = requires(NAME)
    except PackageNotFoundError:
        found = None
    return found if found is not None else list(_from_project())


def _from_project() -> Iterator[str]:
    """A checkout that was never installed still says what it needs."""
    import tomllib

    try:
        project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    except OSError:
        return
    yield from project["dependencies"]
    for extra, lines in project["optional-dependencies"].items():
        yield from (f"{line}; extra == '{extra}'" for line in lines)


def _need(line: str, extra: str | None) -> Need | None:
    match = _NEED.match(line)
    if match is None:
        return None
    name, bounds, marker = match[1], match[2].strip(), match[3] or ""
    # with an extra, only what it adds
    if ("extra" in marker) != (extra is not None) or (marker and not applies(marker, extra)):
        return None
    try:
        installed = version(name)
    except PackageNotFoundError:
        installed = None
    return Need(name, bounds, extra, installed)


def _release(text: str) -> list[int]:
    match = re.match(r"\d+(?:\.\d+)*", text)
    return [int(part) for part in match[0].split(".")] if match else []


def _holds(have: list[int], sign: str, bound: list[int]) -> bool:
    if sign == "~=":
        return _holds(have, ">=", bound) and have[: len(bound) - 1] == bound[:-1]
    pairs = zip_longest(have, bound, fillvalue=0)
    first = next(((a, b) for a, b in pairs if a != b), (0, 0))
    return _HOLDS[sign](*first)


def _truth(node: ast.expr, names: dict[str, str]) -> bool:
    match node:
        case ast.BoolOp(ast.And(), values):
            return all(_truth(value, names) for value in values)
        case ast.BoolOp(ast.Or(), values):
            return any(_truth(value, names) for value in values)
        case ast.Compare(left, [operation], [right]):
            return _compared(_word(left, names), operation, _word(right, names))
        case _:
            raise ValueError(f"a marker that is not understood: {ast.unparse(node)}")


def _compared(left: str, operation: ast.cmpop, right: str) -> bool:
    signs = {ast.Eq: "==", ast.NotEq: "!=", ast.GtE: ">=", ast.LtE: "<=", ast.Gt: ">", ast.Lt: "<"}
    sign = signs[type(operation)]
    if right[:1].isdigit():
        return within(left, f"{sign}{right}")
    return (left == right) == (sign == "==")


def _word(node: ast.expr, names: dict[str, str]) -> str:
    return names[node.id] if isinstance(node, ast.Name) else str(ast.literal_eval(node))
