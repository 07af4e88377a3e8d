"""Builds the indexes of the grammar signs: `python -m poareview.spelling.index`.

An index holds the signs of one language, checked, as JSON, with the numbers of the patterns that each word
may begin a search for. Run this after any change to a file of signs; a test fails when one is stale.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from poareview.model import Language
from poareview.spelling.lexicon import DATA
from poareview.spelling.signs import compile_pattern, index_file


def read_signs(language: Language) -> dict[str, Any]:
    """The file of one language's signs, as it stands."""
    return tomllib.loads((DATA / f"signs.{language}.toml").read_text(encoding="utf-8"))


def build() -> dict[Path, str]:
    """The index files with their text, one for each language.

    Raises:
        ValueError: a pattern is faulty; the message names its sign.
    """
    return {index_file(language): _lines(_index(read_signs(language))) for language in Language}


def _index(data: dict[str, Any]) -> dict[str, Any]:
    classes: dict[str, frozenset[str]] = {}
    for name, listed in data["classes"].items():
        members: set[str] = set()
        for word in listed.split():
            members |= classes[word[1:]] if word.startswith("@") else {word}
        classes[name] = frozenset(members)
    patterns: list[tuple[str, str, int, int]] = []
    by_word: dict[str, list[int]] = {}
    fixes: dict[str, str] = {}
    for sign in data["sign"]:
        fixes |= sign.get("fixes", {})
        for text in sign["patterns"]:
            pattern = compile_pattern(sign["id"], text, classes)
            for word in pattern.elements[pattern.anchor].words:
                by_word.setdefault(word, []).append(len(patterns))
            patterns.append((sign["id"], text, pattern.anchor, pattern.second))
    return {
        "classes": {name: " ".join(sorted(members)) for name, members in classes.items()},
        "fixes": fixes,
        "small_only": [sign["id"] for sign in data["sign"] if not sign.get("capitals", True)],
        "habits": data["habits"],
        "patterns": patterns,
        "by_word": dict(sorted(by_word.items())),
    }


def _lines(index: dict[str, Any]) -> str:
    """JSON with a line for each pattern, so that a change shows up as itself."""
    rows = []
    for key, value in index.items():
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
        rows.append(f"{json.dumps(key)}:{text}")
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> int:
    """Writes the index files; gives the exit code."""
    for path, text in build().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
