"""Builds the index of the built-in rules: `python -m poareview.checks.index`.

The index holds every rule file, checked, as JSON, and for each pattern the strings that a match
cannot do without. With those a draft sets most patterns aside before they are even compiled. Run
this after any change to a rule file or to `parties.toml`; a test fails when it is stale.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from poareview.checks.load import RULES, index_file
from poareview.checks.rule import EDGE, GRAM, fold_pattern
from poareview.checks.schema import read_rule_file
from poareview.model import Language
from poareview.text.fold import plain

Node: TypeAlias = tuple[Any, Any]  # of Python's own parser of patterns: a name and what it holds

PARTIES = Path(__file__).parent / "parties.toml"
MAX_STRINGS = 160
MAX_NEEDS = 3
LETTERS = " etaoinsrlduchmgpfbvwykjxqz"  # the most frequent first, roughly, in all three languages


def build() -> dict[Path, str]:
    """The index's files with their text, worked out from the rule files and the party lexicon.

    One file holds what is common, one for each language its texts and patterns.

    Raises:
        RuleFileError: a rule file is wrong.
    """
    heads = [read_rule_file(file).plain() for file in sorted(RULES.rglob("*.toml"))]
    heads.sort(key=lambda head: str(head["id"]))
    texts: dict[Language, dict[str, Any]] = {language: {} for language in Language}
    for head in heads:
        for code, section in head.pop("texts").items():
            texts[Language(code)][head["id"]] = section
    for sections in texts.values():
        common = _common(sections.values())
        for section in sections.values():
            for key in {"any_of", "unless"} & section.keys():
                section[key] = [[pattern, needs(pattern, common)] for pattern in section[key]]
    parties = tomllib.loads(PARTIES.read_text(encoding="utf-8"))
    for lexicon in parties.values():
        for sort in ("nouns", "acts"):
            lexicon[sort] = {party: [words, needs(words)] for party, words in lexicon[sort].items()}
    return {index_file(None): _lines({"rules": heads, "parties": parties})} | {
        index_file(language): _lines(sections) for language, sections in texts.items()
    }


def _common(sections: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How often each run of four characters stands in the rules' own prose: a sample of the language."""
    common: Counter[str] = Counter()
    for section in sections:
        for prose in (
            section["advice"],
            section["why"],
            *section.get("clean", ()),
            *section.get("flagged", ()),
        ):
            text = f" {plain(prose)} "
            common.update(text[at : at + GRAM] for at in range(len(text) - GRAM + 1))
            common.update(f"{EDGE}{word}{EDGE}" for word in re.findall(r"\b\w{1,3}\b", text))
    return common


def _lines(content: dict[str, Any]) -> str:
    """JSON with one line for each key, so that a change shows up as itself."""
    rows = [f"{json.dumps(key)}:{_compact(value)}" for key, value in content.items()]
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def needs(pattern: str, common: Mapping[str, int] = MappingProxyType({})) -> list[dict[str, list[str]]]:
    """What every text that `pattern` matches must hold: sets of strings, one of each, by their keys.

    The rarest comes first; `common` says how often a key is met.
    """
    from re import _parser  # type: ignore[attr-defined]  # private, and only used when building

    found = []
    for clause in _clauses(_parser.parse(fold_pattern(pattern), re.IGNORECASE)):
        keyed: dict[str, set[str]] = {}
        for string in _shortest(clause):
            if EDGE not in string:
                keyed.setdefault(_rarest(string, common), set()).add(string)
            else:
                keyed.setdefault(string, set())
        found.append({key: sorted(strings) for key, strings in sorted(keyed.items())})
    found.sort(key=lambda need: (sum(common.get(key, 0) for key in need), len(need), sorted(need)))
    return found[:MAX_NEEDS]


def _shortest(strings: Iterable[str]) -> list[str]:
    """The strings without those that hold another one: where they stand, that one stands, too."""
    kept: list[str] = []
    for string in sorted(strings, key=lambda string: (len(string.strip(EDGE)), string)):
        bare = string.strip(EDGE)
        if len(bare) < GRAM or not any(each in bare for each in kept if EDGE not in each):
            kept.append(string if len(bare) < GRAM else bare)
    return kept


def _rarest(string: str, common: Mapping[str, int]) -> str:
    runs = [string[index : index + GRAM] for index in range(len(string) - GRAM + 1)]
    return min(runs, key=lambda run: (common.get(run, 0), -sum(LETTERS.find(letter) for letter in run)))


def _clauses(nodes: Iterable[Node], before: str = "", after: str = "") -> list[frozenset[str]]:
    """Sets of strings of which one each must occur in a match of this sequence of pattern nodes.

    `before` and `after` are an edge where the sequence stands between word boundaries.
    """
    clauses: list[frozenset[str]] = []
    current = {before}
    sequence = list(nodes)
    for number, node in enumerate(sequence):
        exact = _exact(node)
        if exact is not None and len(exact) * len(current) <= MAX_STRINGS:
            current = {before + after for before in current for after in exact}
            continue
        _keep(clauses, current)
        if exact is None:
            left = EDGE if all(string.endswith(EDGE) for string in current) else ""
            last = number + 1 == len(sequence)
            right = after if last else EDGE if _exact(sequence[number + 1]) == {EDGE} else ""
            clauses += _inner_clauses(node, left, right)
        current = {""} if exact is None else exact
    _keep(clauses, {string + after for string in current})
    return clauses


def _keep(clauses: list[frozenset[str]], strings: set[str]) -> None:
    # an edge beside a blank or a mark says nothing new
    bare = {re.sub(rf"(?<!^){EDGE}(?!$)", "", string) for string in strings}
    if all(len(string.strip(EDGE)) >= GRAM or _is_short_word(string) for string in bare):
        clauses.append(frozenset(bare))


def _is_short_word(string: str) -> bool:
    return string[:1] == string[-1:] == EDGE and string.strip(EDGE).isalnum()


def _exact(node: Node) -> set[str] | None:
    """All strings that the node can match, or `None` where these are too many."""
    name, value = str(node[0]), node[1]
    if name == "LITERAL":
        return {chr(value)}
    if name == "AT" and str(value) == "AT_BOUNDARY":
        return {EDGE}
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


def _exact_sequence(nodes: Iterable[Node]) -> set[str] | None:
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


def _inner_clauses(node: Node, before: str, after: str) -> list[frozenset[str]]:
    name, value = str(node[0]), node[1]
    if name == "SUBPATTERN":
        return _clauses(value[3], before, after)
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] >= 1:
        return _clauses(value[2])
    if name == "BRANCH":
        best: list[frozenset[str]] = []
        for branch in value[1]:
            clauses: Sequence[frozenset[str]] = _clauses(branch, before, after)
            if not clauses:
                return []
            best.append(min(clauses, key=len))
        return [frozenset().union(*best)]
    return []


if __name__ == "__main__":
    for path, content in build().items():
        path.write_text(content, encoding="utf-8")
        sys.stdout.write(f"{path.name}: {len(content) // 1024} KB\n")
