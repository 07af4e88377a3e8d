"""The result of each criterion: its level, the sentences that decided it, and the reason in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from poareview.criteria import criteria
from poareview.model import (
    BlockKind,
    Criterion,
    CriterionResult,
    Evidence,
    Language,
    Level,
    Party,
    Role,
    Severity,
)
from poareview.scoring.judged import Judged
from poareview.scoring.levels import LevelModel
from poareview.scoring.measures import IDLE_ROLES, MEASURES, Counted, closing
from poareview.scoring.reasons import not_assessed, reason

MOST_QUOTES = 4
# From this probability on a sentence may be shown as what decided, though it missed its role's threshold.
SHOWN_FROM = 0.25
# Spelling is not judged on less than this: one typing mistake would decide it.
MIN_WORDS_FOR_LANGUAGE = 15
# With a second promise as likely as this, 5 of 6 labelled drafts without a measure had a 1 and not a 0.
SURE_PROMISE = 0.5
# Where no sentence is of these roles even as likely as this, the rubric's 0 ("none") holds.
ABSENT = 0.1
_NEEDED: Mapping[Criterion, tuple[Role, ...]] = {
    Criterion.ROOT_CAUSE: (Role.ROOT_CAUSE, Role.EXTERNAL_CAUSE, Role.ISSUE),
    Criterion.ACTIONS_TAKEN: (Role.ACTION, Role.INTENTION),
    Criterion.PREVENTION: (Role.PREVENTION, Role.PROMISE, Role.INTENTION),
}

# The roles whose sentences decide a level, by level; what they are is the rubric's.
_DECIDING: Mapping[Criterion, Mapping[Level, tuple[Role, ...]]] = {
    Criterion.ROOT_CAUSE: {
        2: (Role.ROOT_CAUSE,),
        1: (Role.ROOT_CAUSE, Role.EXTERNAL_CAUSE, Role.ISSUE),
        0: (Role.DENIAL, Role.EXTERNAL_CAUSE),
    },
    Criterion.ACTIONS_TAKEN: {2: (Role.ACTION,), 1: (Role.ACTION, Role.INTENTION), 0: (Role.INTENTION,)},
    Criterion.PREVENTION: {2: (Role.PREVENTION,), 1: (Role.PREVENTION, Role.PROMISE), 0: (Role.PROMISE,)},
    Criterion.CONCISE: {2: (), 1: IDLE_ROLES, 0: IDLE_ROLES},
    Criterion.TONE: {2: (), 1: (Role.EMOTION, Role.DENIAL, Role.BLAME), 0: (Role.EMOTION, Role.BLAME)},
}


def results(
    judged: Judged,
    models: Mapping[Criterion, LevelModel],
    language: Language,
    weights: Mapping[Criterion, float],
) -> tuple[CriterionResult, ...]:
    """The ten results in the rubric's order, their texts in `language`."""
    return tuple(
        _result(criterion, judged, models[criterion], language, weights[criterion]) for criterion in Criterion
    )


def _result(
    criterion: Criterion,
    judged: Judged,
    model: LevelModel,
    language: Language,
    weight: float,
) -> CriterionResult:
    measures = {name: round(judged.measures[name], 4) for name in MEASURES[criterion]}
    title = criteria(language)[criterion].title
    if criterion is Criterion.LANGUAGE and judged.words < MIN_WORDS_FOR_LANGUAGE:
        return CriterionResult(
            id=criterion,
            title=title,
            level=None,
            weight=weight,
            reason=not_assessed(criterion, language),
            raise_it="",
            measures=measures,
        )
    level = _capped(_bounded(model.level(judged.measures), criterion, judged), criterion, judged)
    why, raise_it = reason(criterion, level, judged, language)
    return CriterionResult(
        id=criterion,
        title=title,
        level=level,
        weight=weight,
        reason=why,
        raise_it=raise_it,
        evidence=evidence(criterion, level, judged),
        measures=measures,
    )


def _bounded(level: Level, criterion: Criterion, judged: Judged) -> Level:
    """The level within what the rubric allows where a kind of sentence is absent, or nobody is blamed."""
    m = judged.measures
    if criterion is Criterion.PREVENTION and m["second_promise"] >= SURE_PROMISE:
        return max(level, 1)  # "only general promises" is a 1, and "it will not happen again" alone a 0
    if criterion is Criterion.NO_BLAME:
        buyers = any(blamed.party is Party.BUYER for blamed in judged.blamed)
        # a 0 is for blaming buyers; and nobody is accused of blame without the sentence that does it
        return 2 if not judged.blamed else level if buyers else max(level, 1)
    needed = _NEEDED.get(criterion, ())
    if needed and max(m[f"max_{role}"] for role in needed) < ABSENT:
        return 0
    return level


def _capped(level: Level, criterion: Criterion, judged: Judged) -> Level:
    bounds = [
        bound
        for finding in judged.counting
        if finding.criterion is criterion
        and (bound := judged.rules[finding.rule].cap_for(finding)) is not None
    ]
    return min([level, *bounds])


def evidence(criterion: Criterion, level: Level, judged: Judged) -> tuple[Evidence, ...]:
    """The sentences that decided a level, in order of place: at most four, but all that shift blame."""
    if criterion is Criterion.NO_BLAME:
        return _blame(judged) if level < 2 else ()
    if criterion is Criterion.SHORT_CLOSE:
        return _close(judged)
    if criterion is Criterion.FACTUAL:
        return _specific(judged) if level else ()
    if criterion in _DECIDING:
        found = _with_roles(judged, judged.counted, _DECIDING[criterion][level])
        return found or _found(criterion, judged)
    return _found(criterion, judged) if level < 2 else ()


def _evidence(judged: Judged, item: Counted, because: str, probability: float | None) -> Evidence:
    sentence = item.tagged.sentence
    block = judged.draft.document.blocks[sentence.block]
    return Evidence(
        quote=sentence.quote,
        start=sentence.start,
        end=sentence.end,
        because=because,
        probability=probability,
        paragraph=block.paragraph,
        page=block.page,
    )


def _with_roles(judged: Judged, counted: Sequence[Counted], roles: Sequence[Role]) -> tuple[Evidence, ...]:
    """The sentences that have one of the roles most surely; those given it go before the merely likely."""
    ranked = []
    for item in counted:
        if item.tagged.sentence.kind is BlockKind.HEADING:
            continue
        role = max(roles, key=item.p, default=None)
        if role and (role in item.tagged.roles or item.p(role) >= SHOWN_FROM):
            ranked.append((role in item.tagged.roles, item.p(role), role, item))
    ranked.sort(key=lambda each: each[:2], reverse=True)
    best = sorted(ranked[:MOST_QUOTES], key=lambda each: each[3].tagged.sentence.start)
    return tuple(_evidence(judged, item, f"role:{role}", chance) for _, chance, role, item in best)


def _blame(judged: Judged) -> tuple[Evidence, ...]:
    """Every sentence that shifts fault, with whom it blames."""
    found = []
    for blamed in judged.blamed:
        because = f"rule:{blamed.rule}" if blamed.rule else f"role:{Role.BLAME}"
        chance = None if blamed.rule else blamed.counted.p(Role.BLAME)
        shown = _evidence(judged, blamed.counted, because, chance)
        found.append(replace(shown, target=blamed.party))
    return tuple(found)


def _close(judged: Judged) -> tuple[Evidence, ...]:
    roles = (Role.OWNERSHIP, Role.REQUEST, Role.EMOTION, Role.THANKS)
    return _with_roles(judged, closing(judged.counted), roles)


def _specific(judged: Judged) -> tuple[Evidence, ...]:
    ranked = sorted((item for item in judged.counted if item.checkable), key=lambda item: -item.checkable)
    best = sorted(ranked[:MOST_QUOTES], key=lambda item: item.tagged.sentence.start)
    return tuple(_evidence(judged, item, "specifics", None) for item in best)


def _found(criterion: Criterion, judged: Judged) -> tuple[Evidence, ...]:
    """The places of the criterion's own findings."""
    found: dict[int, Evidence] = {}
    for finding in judged.counting:
        if finding.criterion is not criterion or finding.severity is Severity.NOTE:
            continue
        if finding.start is not None and finding.end is not None:
            found[finding.start] = Evidence(
                quote=finding.quote,
                start=finding.start,
                end=finding.end,
                because=f"rule:{finding.rule}",
                paragraph=finding.paragraph,
                page=finding.page,
            )
    return tuple(found[start] for start in sorted(found)[:MOST_QUOTES])
