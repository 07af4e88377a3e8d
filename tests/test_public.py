"""What `import poareview` gives, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from types import ModuleType

import pytest

import poareview

HEAVY = ("openai", "docx", "lxml", "numpy", "pydantic", "pypdf", "scipy", "sklearn")

IMPORT_AND_TELL = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import poareview
print(json.dumps({"modules": sorted(sys.modules), "opened": opened}))
"""


@pytest.fixture(scope="module")
def after_import() -> dict[str, list[str]]:
    """The modules that were loaded, and the files opened, by `import poareview` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_AND_TELL], capture_output=True, text=True, check=True, timeout=60
    )
    told: dict[str, list[str]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("module", HEAVY)
def test_the_import_loads_no_heavy_library(after_import: dict[str, list[str]], module: str):
    assert module not in after_import["modules"]


def test_the_import_opens_nothing_but_code(after_import: dict[str, list[str]]):
    own = [path for path in after_import["opened"] if "poareview" in path]
    assert [path for path in own if not path.endswith((".py", ".pyc", ".pth")) and ".pyc." not in path] == []


def test_the_list_of_public_names_is_complete():
    public = {
        name
        for name, thing in vars(poareview).items()
        if not name.startswith("_") and not isinstance(thing, ModuleType) and name != "annotations"
    }
    assert public <= set(poareview.__all__)
    assert all(hasattr(poareview, name) for name in poareview.__all__)


def test_the_list_of_public_names_is_sorted():
    assert list(poareview.__all__) == sorted(poareview.__all__, key=lambda name: (name.lower(), name))


def test_a_public_name_is_explained():
    things = {name: getattr(poareview, name) for name in poareview.__all__}
    made = {name: thing for name, thing in things.items() if callable(thing)}
    assert [name for name, thing in made.items() if not (thing.__doc__ or "").strip()] == []
    # A dataclass that has no docstring gets its signature as one.
    assert [name for name, thing in made.items() if (thing.__doc__ or "").startswith(f"{name}(")] == []


def test_a_public_method_is_explained():
    for name in poareview.__all__:
        thing = getattr(poareview, name)
        if isinstance(thing, type) and thing.__module__.startswith("poareview"):
            own = {key: member for key, member in vars(thing).items() if not key.startswith("_")}
            bare = [key for key, member in own.items() if callable(member) and not member.__doc__]
            assert bare == [], name
