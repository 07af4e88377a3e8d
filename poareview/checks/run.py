"""All rules over one draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import islice

from poareview.checks.acquittal import acquits
from poareview.checks.draft import Draft
from poareview.checks.kinds import KINDS, MAX_PER_RULE
from poareview.checks.rule import Rule
from poareview.model import Criterion, Finding, Language, Party, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def run_checks(draft: Draft, rules: Sequence[Rule], report_language: Language) -> tuple[Finding, ...]:
    """What the rules find in the draft, in the order of the text; findings without a place come last.

    At most 25 findings a rule. A sentence that a pattern has found to be at fault is not reported a second
    time for the same criterion because the classifier thinks so, too, nor because a less specific rule
    sees the same party blamed in it.
    """
    found: list[Finding] = []
    for rule in rules:
        if rule.status != "deprecated":
            found.extend(islice(KINDS[rule.kind](draft, rule, report_language), MAX_PER_RULE))
    found = [finding for finding in found if not (finding.target and _acquitted(draft, finding))]
    kept = _each_fault_once(draft, found, {rule.id: rule for rule in rules})
    kept.sort(key=_place)
    return tuple(kept)


def _acquitted(draft: Draft, finding: Finding) -> bool:
    """Whether the sentence of the finding clears the party that it names."""
    index = _sentence_index(draft, finding)
    if index < 0:
        return False
    sentence = draft.sentences[index].sentence
    return acquits(draft.plain[sentence.start : sentence.end], draft.language)


def _each_fault_once(draft: Draft, found: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    certain: set[tuple[Criterion | None, int | None]] = set()
    strongest: dict[tuple[Criterion | None, int | None, Party], str] = {}
    starts = {id(each): _sentence_start(draft, each) for each in found if each.because.kind == "phrase"}
    for finding in found:
        if finding.because.kind == "phrase":
            start = starts[id(finding)]
            certain.add((finding.criterion, start))
            if finding.target:
                place = (finding.criterion, start, finding.target)
                other = strongest.get(place, finding.rule)
                strongest[place] = min(other, finding.rule, key=lambda name: _rank(rules[name]))
    kept = []
    for finding in found:
        if finding.because.kind == "tag":
            doubled = (finding.criterion, finding.start) in certain
        elif finding.because.kind == "phrase" and finding.target:
            place = (finding.criterion, starts[id(finding)], finding.target)
            doubled = strongest[place] != finding.rule
        else:
            doubled = False
        if not doubled:
            kept.append(finding)
    return kept


def _rank(rule: Rule) -> tuple[int, int, str]:
    """The severest first; of equals the one that may blame the fewest parties."""
    return _ORDER[rule.severity], len(rule.blames), rule.id


def excluded_sentences(draft: Draft, findings: Sequence[Finding], rules: Sequence[Rule]) -> frozenset[int]:
    """Where the sentences start that must not count as evidence: a rule that `excludes` fired in them."""
    excluding = {rule.id for rule in rules if rule.excludes}
    return frozenset(_sentence_start(draft, finding) for finding in findings if finding.rule in excluding)


def _sentence_start(draft: Draft, finding: Finding) -> int:
    index = _sentence_index(draft, finding)
    return draft.sentences[index].sentence.start if index >= 0 else -1


def _sentence_index(draft: Draft, finding: Finding) -> int:
    """The sentence that the finding begins in, -1 where there is none."""
    if finding.start is None:
        return -1
    return bisect_right(draft.sentences, finding.start, key=lambda tagged: tagged.sentence.start) - 1


def _place(finding: Finding) -> tuple[int, int, int, str]:
    if finding.start is None or finding.end is None:
        return (1, 0, _ORDER[finding.severity], finding.rule)
    return (0, finding.start, _ORDER[finding.severity], finding.rule)
