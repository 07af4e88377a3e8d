"""Makes a finding from a rule and a place: everything a person reads comes from the rule."""

from __future__ import annotations

from typing import Literal, TypeAlias

from poareview.checks.draft import Draft
from poareview.checks.parties import party_name
from poareview.checks.rule import Rule
from poareview.model import Because, Block, Finding, Language, Party, TaggedSentence

Source: TypeAlias = Literal["rules", "tagger", "specifics", "spelling", "reading"]

MAX_SHOWN = 160  # characters of a quote that a message repeats


def of_sentence(
    draft: Draft,
    rule: Rule,
    report: Language,
    tagged: TaggedSentence,
    because: Because,
    *,
    target: Party | None = None,
    source: Source = "tagger",
) -> Finding:
    """The rule's finding at a whole sentence."""
    sentence = tagged.sentence
    return finding(draft, rule, report, sentence.start, sentence.end, because, target=target, source=source)


def finding(
    draft: Draft,
    rule: Rule,
    report: Language,
    start: int,
    end: int,
    because: Because,
    *,
    target: Party | None = None,
    source: Source = "rules",
    suggestion: str | None = None,
) -> Finding:
    """The rule's finding from offset `start` to `end`, with its message in the language `report`."""
    quote = draft.document.text[start:end]
    block: Block | None = draft.document.block_at(start)
    message, advice = _said(rule, report, because, quote=quote, target=target, suggestion=suggestion)
    return Finding(
        rule=rule.id,
        criterion=rule.criterion,
        severity=rule.severity,
        quote=quote,
        start=start,
        end=end,
        message=message,
        advice=advice,
        because=because,
        source=source,
        target=target,
        flag=rule.flag,
        paragraph=block.paragraph if block else None,
        page=block.page if block else None,
    )


def absent(rule: Rule, report: Language, because: Because, *, source: Source = "rules") -> Finding:
    """A finding about the whole draft: something is absent, or there is too much or too little of it."""
    message, advice = _said(rule, report, because)
    return Finding(
        rule=rule.id,
        criterion=rule.criterion,
        severity=rule.severity,
        quote="",
        start=None,
        end=None,
        message=message,
        advice=advice,
        because=because,
        source=source,
        flag=rule.flag,
    )


def _said(
    rule: Rule,
    report: Language,
    because: Because,
    *,
    quote: str = "",
    target: Party | None = None,
    suggestion: str | None = None,
) -> tuple[str, str]:
    """Message and advice in the report's language, filled in."""
    texts = rule.text(report)
    filled = {
        "quote": _short(quote),
        "value": _number(because.value),
        "bound": _number(because.bound),
        "party": party_name(target, report) if target else "",
    }
    advice = texts.advice.format_map(filled)
    if suggestion and texts.suggest:
        advice = f"{texts.suggest.format(suggestion=suggestion)} {advice}"
    return texts.message.format_map(filled), advice


def _short(quote: str) -> str:
    """The quote on one line, cut at a word where it is long."""
    line = " ".join(quote.split())
    if len(line) <= MAX_SHOWN:
        return line
    return line[:MAX_SHOWN].rsplit(" ", 1)[0] + " …"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value)
