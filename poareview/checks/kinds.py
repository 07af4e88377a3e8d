"""The kinds of checks: plain functions that take a draft, a rule and a language to report in.

They yield findings; `KINDS` names them. Text for a person comes from the rule; `Because` says, in
terms of the rule, what made it fire.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import TypeAlias

from poareview.checks.draft import Draft
from poareview.checks.findings import Source, absent, finding, of_sentence
from poareview.checks.phrase import phrase, whom
from poareview.checks.repetition import repetition
from poareview.checks.rule import Pattern, Rule
from poareview.model import (
    Because,
    BlockKind,
    Finding,
    HiddenKind,
    Language,
    Role,
    TaggedSentence,
)
from poareview.text.blocks import count_words
from poareview.text.fold import plain

Kind: TypeAlias = Callable[[Draft, Rule, Language], Iterable[Finding]]

MAX_PER_RULE = 25  # a draft in which one thing is wrong everywhere needs no longer list
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def specific(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each specific of the rule's kinds, or for those that failed their check."""
    for each in draft.specifics:
        if each.kind in rule.specific and (rule.valid is None or each.valid is rule.valid):
            because = Because(kind="specific", detail=each.kind.value)
            yield finding(draft, rule, report, each.start, each.end, because, source="specifics")


def hidden(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each stretch that a person would not see; zero-width characters make one together."""
    ordered = sorted(draft.document.hidden, key=lambda each: (each.kind, each.start))
    for kind, group in groupby(ordered, key=lambda each: each.kind):
        stretches = list(group)
        shown = stretches[:1] if kind is HiddenKind.ZERO_WIDTH else stretches
        for each in shown:
            because = Because(kind="hidden", detail=kind.value, value=float(len(stretches)))
            yield finding(draft, rule, report, each.start, each.end, because, source="reading")


def mistake(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each mistake of the rule's sort, with the suggestion if there is one."""
    for each in draft.mistakes:
        if each.kind == rule.mistake:
            yield finding(
                draft,
                rule,
                report,
                each.start,
                each.end,
                Because(kind="mistake", detail=each.suggestion or each.kind),
                source="spelling",
                suggestion=each.suggestion,
            )


def tag(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each sentence that the classifier holds for one of the roles."""
    for index, tagged in enumerate(draft.sentences):
        chances = tagged.probabilities
        probability = max([chances.get(role, 0.0) for role in rule.roles])
        if probability < rule.threshold or Role.QUOTED in tagged.roles:
            continue
        role = next(role for role in rule.roles if chances.get(role, 0.0) == probability)
        target = whom(draft, rule, index)
        if rule.blames and target is None:
            continue
        because = Because(kind="tag", detail=role.value, value=round(probability, 3), bound=rule.threshold)
        yield of_sentence(draft, rule, report, tagged, because, target=target)


def missing(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """One finding where no sentence has any of the roles.

    It is about the whole draft, or, where the rule asks for `given` roles, at the first sentence with one.
    """
    if draft.words < rule.from_words or any(_has(rule.roles, tagged) for tagged in draft.sentences):
        return
    because = Because(kind="missing", detail=", ".join(rule.roles), value=0.0, bound=1.0)
    if not rule.given:
        yield absent(rule, report, because, source="tagger")
        return
    there = [tagged for tagged in draft.sentences if _has(rule.given, tagged)]
    if there:
        yield of_sentence(draft, rule, report, there[0], because)


def _has(roles: Iterable[Role], tagged: TaggedSentence) -> bool:
    return not tagged.roles.isdisjoint(roles)


def count(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """One finding where sentences with the roles, or blocks of the kinds, are too many or too few."""
    if draft.words < rule.from_words:
        return
    if rule.blocks:
        places = [(block.start, block.end) for block in draft.document.blocks if block.kind in rule.blocks]
    else:
        sentences = draft.closing if rule.of == "closing" else draft.sentences
        places = [(t.sentence.start, t.sentence.end) for t in sentences if _has(rule.roles, t)]
        if rule.of == "closing" and not sentences:
            return
    bound = _broken_bound(rule, len(places))
    if bound is None:
        return
    detail = ", ".join((*rule.roles, *rule.blocks))
    because = Because(kind="count", detail=detail, value=float(len(places)), bound=bound)
    source: Source = "rules" if rule.blocks else "tagger"
    if rule.max is not None and len(places) > rule.max:
        start, end = places[int(rule.max)]
        yield finding(draft, rule, report, start, end, because, source=source)
    elif rule.of == "closing":
        last = draft.closing[-1].sentence
        yield finding(draft, rule, report, last.start, last.end, because, source=source)
    else:
        yield absent(rule, report, because, source=source)


def _broken_bound(rule: Rule, value: float) -> float | None:
    if rule.max is not None and value > rule.max:
        return float(rule.max)
    if rule.min is not None and value < rule.min:
        return float(rule.min)
    return None


def length(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """Findings where the draft, its closing, a sentence or a paragraph has too many or too few words."""
    if draft.words < rule.from_words:
        return
    if rule.of == "draft":
        bound = _broken_bound(rule, draft.words)
        if bound is not None:
            because = Because(kind="length", detail="draft", value=float(draft.words), bound=bound)
            yield absent(rule, report, because)
        return
    for start, end, words in _measured(draft, rule):
        bound = _broken_bound(rule, words)
        if bound is not None:
            because = Because(kind="length", detail=rule.of, value=float(words), bound=bound)
            yield finding(draft, rule, report, start, end, because)


def _measured(draft: Draft, rule: Rule) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of words of what the rule measures."""
    if rule.of == "closing":
        if draft.closing:
            words = sum(count_words(tagged.sentence.quote) for tagged in draft.closing)
            yield draft.closing[0].sentence.start, draft.closing[-1].sentence.end, words
        return
    counted = zip(draft.sentences, draft.counts, strict=True)
    if rule.of == "sentence":
        for tagged, words in counted:
            if tagged.sentence.kind in _PROSE:
                yield tagged.sentence.start, tagged.sentence.end, words
        return
    for _, group in groupby(counted, key=lambda each: each[0].sentence.block):
        within = list(group)
        first, last = within[0][0].sentence, within[-1][0].sentence
        if first.kind in _PROSE:
            yield first.start, last.end, sum([words for _, words in within])


def capitals(draft: Draft, rule: Rule, report: Language) -> Iterator[Finding]:
    """A finding for each block with a run of at least `min` words in capitals, or an emphatic word in them.

    Headings, table rows and quotations do not count, nor do single acronyms. `any_of` gives the
    words that are emphatic alone ("NEVER"); these count from the second one in a sentence on.
    """
    texts = rule.texts.get(draft.language)
    emphatic = texts.any_of if texts else ()
    shortest = int(rule.min or 3)
    ids = {offset for each in draft.specifics for offset in range(each.start, each.end)}
    for _, group in groupby(draft.sentences, key=lambda tagged: tagged.sentence.block):
        loud = [
            tagged
            for tagged in group
            if tagged.sentence.kind in _PROSE
            and Role.QUOTED not in tagged.roles
            and _shouts(tagged, emphatic, shortest, ids)
        ]
        if loud:
            start, end = loud[0].sentence.start, loud[-1].sentence.end
            because = Because(kind="capitals", detail="words in capitals", value=float(len(loud)))
            yield finding(draft, rule, report, start, end, because)


def _shouts(tagged: TaggedSentence, emphatic: Iterable[Pattern], shortest: int, ids: set[int]) -> bool:
    quote = tagged.sentence.quote
    if len(_capital_words().findall(quote)) < 2:
        return False
    run, letters, single, position = 0, 0, 0, 0
    for word in quote.split():
        position = quote.index(word, position)
        core = word.strip(".,;:!?()[]«»“”\"'’*_-")
        alphabetic = core.replace("'", "").replace("’", "").replace("-", "")
        if alphabetic.isalpha() and alphabetic.isupper() and tagged.sentence.start + position not in ids:
            run, letters = run + 1, letters + len(alphabetic)
            # three acronyms in a row are no shouting: "ODR, LSR and VTR"
            if run >= shortest and letters >= 4 * shortest:
                return True
            single += len(alphabetic) > 1 and any(p.compiled().fullmatch(plain(core)) for p in emphatic)
            if single >= 2:
                return True
        elif alphabetic:
            run = letters = 0
        position += len(word)
    return False


@cache
def _capital_words() -> re.Pattern[str]:
    return re.compile(r"[A-ZÀ-ÖØ-Þ]['’-]?[A-ZÀ-ÖØ-Þ]")


KINDS: Mapping[str, Kind] = {
    "phrase": phrase,
    "specific": specific,
    "hidden": hidden,
    "mistake": mistake,
    "tag": tag,
    "missing": missing,
    "count": count,
    "length": length,
    "repetition": repetition,
    "capitals": capitals,
}
