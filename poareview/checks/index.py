"""Builds the index of the built-in rules: `python -m poareview.checks.index`.

The index holds every rule file, checked, in one JSON, and for each pattern the four-letter runs
that a match cannot do without. With those a draft sets most patterns aside before they are even
compiled. Run this after any change to a rule file or to `parties.toml`; a test fails when it is stale.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from poareview.checks.draft import GRAM
from poareview.checks.load import INDEX, RULES
from poareview.checks.rule import fold_pattern
from poareview.checks.schema import read_rule_file

PARTIES = Path(__file__).parent / "parties.toml"
MAX_STRINGS = 160
MAX_NEEDS = 3
COMMON = "etaoinsrlduchmgpfbvwykjxqz"  # letters, the most frequent first, roughly, in all three languages


def build() -> str:
    """The text of the index, worked out from the rule files and the party lexicon.

    Raises:
        RuleFileError: a rule file is wrong.
    """
    rules = []
    for file in sorted(RULES.rglob("*.toml")):
        plain = read_rule_file(file).plain()
        for texts in plain["texts"].values():
            for key in ("any_of", "unless"):
                if key in texts:
                    texts[key] = [[pattern, needs(pattern)] for pattern in texts[key]]
        rules.append(plain)
    rules.sort(key=lambda rule: str(rule["id"]))
    parties = tomllib.loads(PARTIES.read_text(encoding="utf-8"))
    lines = ",\n".join(json.dumps(rule, ensure_ascii=False, separators=(",", ":")) for rule in rules)
    shared = json.dumps(parties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"parties":{shared},\n"rules":[\n{lines}\n]}}\n'


def needs(pattern: str) -> list[list[str]]:
    """Sets of four-letter runs, one of each of which stands in every text that `pattern` matches."""
    from re import _parser  # type: ignore[attr-defined]  # private, and only used when building

    clauses = _clauses(_parser.parse(fold_pattern(pattern), re.IGNORECASE))
    found = {frozenset(_rarest(string) for string in clause) for clause in clauses}
    ranked = sorted(found, key=lambda grams: (len(grams), sorted(grams)))
    return [sorted(grams) for grams in ranked[:MAX_NEEDS]]


def _rarest(string: str) -> str:
    runs = [string[index : index + GRAM] for index in range(len(string) - GRAM + 1)]
    return max(runs, key=lambda run: sum(COMMON.find(c) if c in COMMON else 3 for c in run))


def _clauses(nodes: Iterable[Any]) -> list[frozenset[str]]:
    """Sets of strings of which one each must occur in a match of this sequence of pattern nodes."""
    clauses: list[frozenset[str]] = []
    current = {""}
    for node in nodes:
        exact = _exact(node)
        if exact is not None and len(exact) * len(current) <= MAX_STRINGS:
            current = {before + after for before in current for after in exact}
            continue
        _keep(clauses, current)
        current = exact if exact is not None else {""}
        clauses += _inner_clauses(node) if exact is None else []
    _keep(clauses, current)
    return clauses


def _keep(clauses: list[frozenset[str]], strings: set[str]) -> None:
    if all(len(string) >= GRAM for string in strings):
        clauses.append(frozenset(strings))


def _exact(node: Any) -> set[str] | None:
    """All strings that the node can match, or `None` where these are too many."""
    name, value = str(node[0]), node[1]
    if name == "LITERAL":
        return {chr(value)}
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return {""}
    if name == "IN" and all(str(item[0]) == "LITERAL" for item in value) and len(value) <= 6:
        return {chr(item[1]) for item in value}
    if name == "SUBPATTERN":
        return _exact_sequence(value[3])
    if name == "BRANCH":
        return _union(_exact_sequence(branch) for branch in value[1])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and (value[0], value[1]) == (0, 1):
        inner = _exact_sequence(value[2])
        return None if inner is None else inner | {""}
    return None


def _exact_sequence(nodes: Iterable[Any]) -> set[str] | None:
    strings = {""}
    for node in nodes:
        exact = _exact(node)
        if exact is None or len(exact) * len(strings) > MAX_STRINGS:
            return None
        strings = {before + after for before in strings for after in exact}
    return strings


def _union(sets: Iterable[set[str] | None]) -> set[str] | None:
    together: set[str] = set()
    for each in sets:
        if each is None:
            return None
        together |= each
    return together if len(together) <= MAX_STRINGS else None


def _inner_clauses(node: Any) -> list[frozenset[str]]:
    name, value = str(node[0]), node[1]
    if name == "SUBPATTERN":
        return _clauses(value[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _clauses(value[2])
    if name == "BRANCH":
        best: list[frozenset[str]] = []
        for branch in value[1]:
            clauses: Sequence[frozenset[str]] = _clauses(branch)
            if not clauses:
                return []
            best.append(min(clauses, key=len))
        return [frozenset().union(*best)]
    return []


if __name__ == "__main__":
    INDEX.write_text(build(), encoding="utf-8")
    sys.stdout.write(f"{INDEX.name}: written\n")
