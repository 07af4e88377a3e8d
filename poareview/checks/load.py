"""Rules from the built-in set and from folders of the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from poareview.checks.rule import EDGE, Pattern, Rule, RuleTexts
from poareview.errors import ConfigError, RuleFileError
from poareview.model import BlockKind, Criterion, FlagKind, Language, Party, Role, Severity, SpecificKind

RULES = Path(__file__).parent / "rules"

_LISTS: Mapping[str, type[Party] | type[SpecificKind] | type[Role] | type[BlockKind]] = {
    "blames": Party,
    "specific": SpecificKind,
    "roles": Role,
    "given": Role,
    "blocks": BlockKind,
}


def load_rules(*, folders: Sequence[Path] = (), disabled: frozenset[str] = frozenset()) -> tuple[Rule, ...]:
    """The rules that are to run, in order of id: the built-in ones, those in `folders`, less `disabled`.

    An entry of `disabled` is a rule's id, a criterion ("tone") or a pattern ("tone/*").

    Raises:
        RuleFileError: a rule file is wrong, or two rules have one id.
        ConfigError: an entry of `disabled` matches no rule.
    """
    rules = {rule.id: rule for rule in _built_in()}
    for folder in folders:
        for rule in _of_folder(folder):
            if rule.id in rules:
                raise RuleFileError(
                    f"{folder}: rule {rule.id!r} exists already. Give your rule another id, "
                    "and switch the other one off if yours replaces it."
                )
            rules[rule.id] = rule
    return tuple(rules[name] for name in sorted(set(rules) - _switched_off(disabled, rules)))


def _switched_off(disabled: frozenset[str], rules: Mapping[str, Rule]) -> set[str]:
    off: set[str] = set()
    for entry in sorted(disabled):
        wanted = f"{entry}/*" if "/" not in entry else entry
        matched = {
            rule.id for rule in rules.values() if rule.criterion == entry or fnmatchcase(rule.id, wanted)
        }
        if not matched:
            from poareview.settings import suggestion

            known = [*rules, *{name.partition("/")[0] for name in rules}]
            hint = suggestion(entry, known) or " `poareview rules` lists them."
            raise ConfigError(f"disabled rules: there is no rule {entry!r}.{hint}")
        off |= matched
    return off


@cache
def _built_in() -> tuple[Rule, ...]:
    return tuple(_rule(head, _BuiltInTexts(head["id"])) for head in index(None)["rules"])


@cache
def index(language: Language | None) -> dict[str, Any]:
    """The index of the built-in rules: the heads and parties, or the texts in one language by rule id.

    Reading some seventy TOML files in pure Python would take longer than the whole review, so
    `python -m poareview.checks.index` writes them as JSON; a test fails when that is stale.
    """
    import json

    loaded: dict[str, Any] = json.loads(index_file(language).read_text(encoding="utf-8"))
    return loaded


def index_file(language: Language | None) -> Path:
    """Where the index of a language lies, or with `None` what all languages share."""
    return RULES / (f"index.{language}.json" if language else "index.json")


class _BuiltInTexts(Mapping[Language, RuleTexts]):
    """The texts of a built-in rule; a language is read when it is first asked for."""

    def __init__(self, rule: str) -> None:
        self._rule = rule

    def __getitem__(self, language: Language) -> RuleTexts:
        return _built_in_texts(language)[self._rule]

    def __iter__(self) -> Iterator[Language]:
        return iter(Language)

    def __len__(self) -> int:
        return len(Language)


@cache
def _built_in_texts(language: Language) -> dict[str, RuleTexts]:
    return {name: _texts(section) for name, section in index(language).items()}


@cache
def literals(language: Language) -> Mapping[str, Sequence[tuple[Pattern, Sequence[str]]]]:
    """The patterns of the built-in rules by the keys of what they need first, with its strings.

    A pattern of which no such string stands in a draft cannot match there.
    """
    found: dict[str, list[tuple[Pattern, Sequence[str]]]] = {}
    for texts in _built_in_texts(language).values():
        for pattern in texts.any_of:
            for key, strings in pattern.needs[0].items() if pattern.needs else ():
                found.setdefault(key, []).append((pattern, strings or (key.strip(EDGE),)))
    return found


def _of_folder(folder: Path) -> tuple[Rule, ...]:
    from poareview.checks.schema import read_rule_file

    if not folder.is_dir():
        raise RuleFileError(f"{folder}: there is no such folder of rules.")
    files = sorted(folder.rglob("*.toml"))
    if not files:
        raise RuleFileError(f"{folder}: no rule file in it. A rule file's name ends in .toml.")
    rules: dict[str, Rule] = {}
    for file in files:
        head = read_rule_file(file).plain()
        texts = {Language(code): _texts(section) for code, section in head.pop("texts").items()}
        rule = _rule(head, texts)
        if rule.id in rules:
            raise RuleFileError(f"{file}: rule {rule.id!r} stands in another file of this folder, too.")
        rules[rule.id] = rule
    return tuple(rules.values())


def _rule(head: Mapping[str, Any], texts: Mapping[Language, RuleTexts]) -> Rule:
    """A rule from its plain head, which `schema.py` has checked before."""
    values = {key: value for key, value in head.items() if key != "why"}
    for key, kind in _LISTS.items():
        if key in values:
            values[key] = tuple(kind(value) for value in values[key])
    values["severity"] = Severity(values["severity"])
    values["criterion"] = Criterion(values["criterion"]) if values.get("criterion") else None
    values["flag"] = FlagKind(values["flag"]) if values.get("flag") else None
    return Rule(texts=texts, **values)


def _texts(entry: Mapping[str, Any]) -> RuleTexts:
    return RuleTexts(
        message=entry["message"],
        advice=entry["advice"],
        why=entry["why"],
        suggest=entry.get("suggest", ""),
        any_of=tuple(_pattern(item) for item in entry.get("any_of", ())),
        unless=tuple(_pattern(item) for item in entry.get("unless", ())),
        flagged=tuple(entry.get("flagged", ())),
        clean=tuple(entry.get("clean", ())),
    )


def _pattern(entry: str | list[Any]) -> Pattern:
    if isinstance(entry, str):
        return Pattern(source=entry)
    source, needs = entry
    return Pattern(source=source, needs=tuple(needs))
