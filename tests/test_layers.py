"""A module imports only from lower layers; the table here is the one in CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import poareview

PACKAGE = Path(poareview.__file__).resolve().parent
CONTRIBUTING = Path(__file__).resolve().parents[1] / "CONTRIBUTING.md"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "model"),
    ("criteria", "text"),
    ("settings", "inputs", "reading", "language"),
    ("specifics", "spelling", "tagging"),
    ("checks", "report"),
    ("scoring",),
    ("engine",),
    ("evaluate",),
    ("train",),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
LAYER = {unit: number for number, units in enumerate(LAYERS) for unit in units}

# What a unit may not reach although it lies lower: a report takes a Review and works nothing out.
HIGHEST = {"report": 1}

MODULES = sorted(PACKAGE.rglob("*.py"))


def unit_of(path: Path) -> str:
    """The module or sub-package, directly under the package, that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """The units that a file imports, late and for types alone included, with the line."""
    here = ("poareview", *path.relative_to(PACKAGE).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(here[: -node.level]) + "." * bool(node.module) if node.level else ""
            base += node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            # The version stands in __init__.py, where the build reads it; asking for it is the one way up.
            if name.split(".")[0] == "poareview" and name != "poareview.__version__":
                yield _unit(name.split(".")[1:]), node.lineno


def _unit(rest: list[str]) -> str:
    """The unit that `poareview.<rest>` names; a public name of the package is `__init__`'s."""
    if rest and ((PACKAGE / rest[0]).is_dir() or (PACKAGE / f"{rest[0]}.py").is_file()):
        return rest[0]
    return "__init__"


def test_every_module_has_a_layer():
    assert {unit_of(path) for path in MODULES} <= LAYER.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_lower_layers(path: Path):
    unit = unit_of(path)
    highest = HIGHEST.get(unit, LAYER[unit] - 1)
    wrong = [
        f"line {line}: {other}" for other, line in imported(path) if other != unit and LAYER[other] > highest
    ]
    assert wrong == [], f"{unit} may import from layers 0-{highest}"


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in MODULES} - {PACKAGE}), ids=lambda path: path.name
)
def test_the_files_of_one_package_import_each_other_without_a_cycle(folder: Path):
    graph = {path.stem: set(_siblings(path)) for path in folder.glob("*.py")}
    while leaves := {name for name, needs in graph.items() if not needs & graph.keys()}:
        graph = {name: needs for name, needs in graph.items() if name not in leaves}
    assert graph == {}


def _siblings(path: Path) -> Iterator[str]:
    """The files beside `path` that it imports while it is being loaded itself."""
    folder = ".".join(("poareview", *path.parent.relative_to(PACKAGE).parts))
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module == folder:
            yield from (a.name for a in node.names if (path.parent / f"{a.name}.py").exists())
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{folder}."):
            yield (node.module or "").removeprefix(f"{folder}.").split(".")[0]


def test_contributing_shows_the_same_table():
    text = CONTRIBUTING.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", text, flags=re.MULTILINE)
    shown = {int(number): set(re.findall(r"`(\w+)(?:\.py|/)`", units)) for number, units in rows}
    assert shown == {number: set(units) for number, units in enumerate(LAYERS)}
