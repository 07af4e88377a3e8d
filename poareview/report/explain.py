"""What `poareview explain` and `poareview rules` say, as parts that the terminal report can print."""

# ruff: noqa: D102 - the members of the protocols mean what they mean in the rule files.
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from poareview.criteria import criteria
from poareview.model import SIX, Criterion, FlagKind, Json, Language, Level, Party, Severity
from poareview.report.outline import Heading, Item, Part, Quote, Text, level_words
from poareview.report.texts import Texts, texts


class RuleWords(Protocol):
    """What a rule says in one language."""

    @property
    def message(self) -> str: ...
    @property
    def advice(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def flagged(self) -> tuple[str, ...]: ...
    @property
    def clean(self) -> tuple[str, ...]: ...


class ExplainedRule(Protocol):
    """What there is to tell about a rule."""

    @property
    def id(self) -> str: ...
    @property
    def criterion(self) -> Criterion | None: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def status(self) -> str: ...
    @property
    def caps(self) -> Level | None: ...
    @property
    def blames(self) -> tuple[Party, ...]: ...
    @property
    def flag(self) -> FlagKind | None: ...
    @property
    def min(self) -> float | None: ...
    @property
    def max(self) -> float | None: ...
    @property
    def replaced_by(self) -> str | None: ...
    def text(self, language: Language, /) -> RuleWords: ...


class _Open(dict[str, str]):
    """Values for a message that is shown without a draft: each is left open."""

    def __missing__(self, key: str) -> str:
        return "…"


def explain_rule(rule: ExplainedRule, language: Language) -> Iterator[Part]:
    """A rule's place, why it exists, what it says, and the examples that it fires and stays silent on."""
    say, words = texts(language), rule.text(language)
    yield Heading(text=rule.id, depth=1)
    title = criteria(language)[rule.criterion].title if rule.criterion else say("explain.no_criterion")
    yield Text(text=title, label=say("explain.criterion"))
    yield Text(text=say(f"severity.{rule.severity}"), label=say("explain.severity"))
    yield Text(text=say(f"status.{rule.status}"), label=say("explain.status"))
    if rule.replaced_by:
        yield Text(text=rule.replaced_by, label=say("explain.replaced_by"))
    if rule.flag:
        yield Text(text=say(f"flag.{rule.flag}"), label=say("explain.risk"))
    if rule.blames:
        parties = ", ".join(say(f"party.{party}") for party in rule.blames)
        yield Text(text=parties, label=say("explain.blames"))
    if rule.caps is not None:
        yield Text(text=say("explain.caps", level=rule.caps))
    for section, text in (
        ("why", words.why),
        ("message", words.message),
        ("advice", words.advice),
    ):
        yield Heading(text=say(f"explain.{section}"), depth=2)
        yield Text(text=_opened(text, rule))
    for section, examples in (("flagged", words.flagged), ("clean", words.clean)):
        if examples:
            yield Heading(text=say(f"explain.{section}"), depth=2)
            yield from (Quote(text=example) for example in examples)


def explain_criterion(
    criterion: Criterion,
    language: Language,
    *,
    weights: Mapping[Criterion, float],
    rules: Sequence[ExplainedRule],
) -> Iterator[Part]:
    """A criterion's question, what its levels mean, what raises it, its weight, and its rules."""
    say, words = texts(language), criteria(language)[criterion]
    yield Heading(text=f"{words.title} ({criterion})", depth=1)
    yield Text(text=words.question)
    yield Text(text=say("explain.six" if criterion in SIX else "explain.not_six"))
    weight, total = say.number(weights[criterion]), say.number(sum(weights.values()))
    yield Text(text=say("explain.weight", weight=weight, total=total))
    yield Heading(text=say("explain.levels"), depth=2)
    levels: tuple[Level, ...] = (2, 1, 0)
    for level in levels:
        label = say("explain.level", level=level, word=level_words(level, say))
        yield Item(text=words.levels[level], label=label)
    yield Heading(text=say("explain.raises"), depth=2)
    for low, text in enumerate(words.raises):
        yield Item(text=text, label=say("explain.raise_from", low=low, high=low + 1))
    own = [rule for rule in rules if rule.criterion is criterion]
    if own:
        yield Heading(text=say("explain.rules"), depth=2)
        yield from (_rule_item(rule, language, say) for rule in own)


def explain_risk(kind: FlagKind, language: Language, *, rules: Sequence[ExplainedRule]) -> Iterator[Part]:
    """A risk flag, that it stands beside the score, and the rules that raise it."""
    say = texts(language)
    yield Heading(text=f"{say(f'flag.{kind}')} ({kind})", depth=1)
    yield Text(text=say("explain.beside"))
    yield Heading(text=say("explain.raised_by"), depth=2)
    yield from (_rule_item(rule, language, say) for rule in rules if rule.flag is kind)


def rule_list(rules: Sequence[ExplainedRule], language: Language) -> Iterator[Part]:
    """All rules under their criteria, the risks that have no criterion at the end."""
    say = texts(language)
    for criterion in (*Criterion, None):
        own = [rule for rule in rules if rule.criterion is criterion]
        if own:
            title = criteria(language)[criterion].title if criterion else say("explain.risks")
            yield Heading(text=title, depth=2)
            yield from (_rule_item(rule, language, say) for rule in own)


def rules_as_plain(rules: Sequence[ExplainedRule], language: Language) -> list[Json]:
    """The same as plain values for JSON, in the order given."""
    return [
        {
            "id": rule.id,
            "criterion": rule.criterion and rule.criterion.value,
            "severity": rule.severity.value,
            "status": rule.status,
            "flag": rule.flag and rule.flag.value,
            "message": _opened(rule.text(language).message, rule),
            "advice": _opened(rule.text(language).advice, rule),
            "why": _opened(rule.text(language).why.strip(), rule),
        }
        for rule in rules
    ]


def _rule_item(rule: ExplainedRule, language: Language, say: Texts) -> Item:
    notes = [say(f"severity.{rule.severity}").lower()]
    if rule.status != "stable":
        notes.append(say.get(f"status_word.{rule.status}", rule.status))
    return Item(
        text=_opened(rule.text(language).message, rule),
        label=rule.id,
        note=", ".join(notes),
        severity=rule.severity,
    )


def _opened(template: str, rule: ExplainedRule) -> str:
    """A text of a rule with its bound filled in, and "…" where words of a draft would stand."""
    bound = rule.min if rule.max is None else rule.max
    return template.format_map(_Open() if bound is None else _Open(bound=f"{bound:g}"))
