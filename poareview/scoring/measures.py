"""The named numbers that levels are worked out from: what a reader would count in a draft.

Sums over probabilities stand where a reader would count sentences: a sentence that is an action
with probability 0.8 adds 0.8 to `actions`. Everything here is pure arithmetic over one draft.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from poareview.checks import Draft, MistakeLike
from poareview.model import (
    BlockKind,
    Criterion,
    Document,
    Finding,
    Party,
    Role,
    Severity,
    Specific,
    SpecificKind,
    TaggedSentence,
)

# Specifics that a reader at Amazon could check (rubric, `actions_taken` 2 and `factual` 2); "every Monday
# at 16:00" is a control, and nothing that could be checked.
CHECKABLE = frozenset(SpecificKind) - {
    SpecificKind.PLACEHOLDER,
    SpecificKind.IBAN,
    SpecificKind.CARD,
    SpecificKind.PASSPORT,
    SpecificKind.PHONE,
    SpecificKind.URL,
    SpecificKind.DURATION,
    SpecificKind.TIME,
}
# What stands in a close (rubric, `short_close`); whatever else stands there is something new.
CLOSING_ROLES = (Role.OWNERSHIP, Role.REQUEST, Role.THANKS)
_ROLES_OF_CLOSE = (
    Role.OWNERSHIP, Role.REQUEST, Role.THANKS, Role.EMOTION, Role.BLAME, Role.DENIAL, Role.FILLER,
    Role.BACKGROUND, Role.PROMISE,
)  # fmt: skip
BODY_ROLES = (Role.ROOT_CAUSE, Role.ACTION, Role.PREVENTION, Role.ISSUE, Role.EVIDENCE, Role.INTENTION)
# Roles that a reader could do without (rubric, `concise` 1: "backstory, repetition or filler").
IDLE_ROLES = (Role.FILLER, Role.BACKGROUND, Role.EMOTION, Role.OFF_TOPIC)
# A word of another language is mostly the trade's, and less of a fault than a misspelt one.
MIXED_COUNTS = 0.3


def _names(listing: str) -> tuple[str, ...]:
    return tuple(listing.split())


# Which measures each criterion's level is worked out from. `levels.json` has their weights.
MEASURES: Mapping[Criterion, tuple[str, ...]] = {
    Criterion.ROOT_CAUSE: _names(
        "sum_root_cause max_root_cause second_root_cause checkable_root_cause detailed_root_cause "
        "sum_external_cause max_external_cause max_denial sum_blame sum_issue max_ownership "
        "sum_action specifics log_words idle_share errors_root_cause warnings_root_cause "
        "max_issue words_per_sentence"
    ),
    Criterion.ACTIONS_TAKEN: _names(
        "sum_action max_action second_action checkable_action detailed_action sum_intention "
        "max_intention sum_prevention sum_promise specifics max_denial log_words "
        "errors_actions_taken warnings_actions_taken max_prevention"
    ),
    Criterion.PREVENTION: _names(
        "sum_prevention max_prevention second_prevention checkable_prevention detailed_prevention "
        "sum_promise max_promise second_promise sum_action specifics max_denial log_words "
        "words_per_sentence list_items"
    ),
    Criterion.SHORT_CLOSE: _names(
        "close_ownership close_request close_thanks close_complete max_ownership late_ownership "
        "late_request max_request close_emotion close_blame close_denial close_filler "
        "close_background close_promise close_words close_over_60_words close_sentences max_thanks "
        "late_emotion late_blame errors_short_close warnings_short_close"
    ),
    Criterion.NO_BLAME: _names(
        "sum_blame max_blame second_blame share_blame sum_external_cause max_external_cause "
        "sum_denial max_denial sum_quoted sum_emotion max_emotion max_ownership sum_root_cause "
        "blames_buyer blames_other errors_no_blame warnings_no_blame "
        "second_external_cause"
    ),
    Criterion.CONCISE: _names(
        "log_words over_450_words over_750_words under_40_words under_60_words idle_share "
        "idle_words sum_filler sum_background sum_emotion sum_off_topic longest_paragraph walls "
        "words_per_sentence list_share headings errors_concise warnings_concise"
    ),
    Criterion.FACTUAL: _names(
        "specifics specifics_per_100_words specific_kinds specific_ids specific_dates placeholders "
        "sentences_with_specifics sum_evidence log_words"
    ),
    Criterion.TONE: _names(
        "sum_emotion max_emotion share_emotion second_emotion sum_blame max_blame sum_denial "
        "max_denial exclamations capitals questions lower_starts sum_background sum_off_topic "
        "max_intention errors_tone warnings_tone"
    ),
    Criterion.STRUCTURE: _names(
        "headings headings_3 list_items list_share blocks one_block in_order parts "
        "longest_paragraph walls log_words sum_heading lower_starts words_per_sentence"
    ),
    Criterion.LANGUAGE: _names(
        "mistakes mistakes_per_100_words errors_language warnings_language lower_starts capitals "
        "exclamations words_per_sentence log_words"
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A sentence with what is counted of it."""

    tagged: TaggedSentence
    words: int
    checkable: int

    def p(self, role: Role) -> float:
        """The probability that the sentence has the role."""
        return self.tagged.probabilities[role]


def count(draft: Draft, left_out: frozenset[int]) -> tuple[Counted, ...]:
    """Each sentence that counts with its words and its checkable specifics; `left_out` are starts."""
    checkable = [
        specific.start
        for specific in draft.specifics
        if specific.kind in CHECKABLE and specific.valid is not False
    ]
    return tuple(
        Counted(
            tagged=tagged,
            words=words,
            checkable=bisect_left(checkable, tagged.sentence.end)
            - bisect_left(checkable, tagged.sentence.start),
        )
        for tagged, words in zip(draft.sentences, draft.counts, strict=True)
        if tagged.sentence.start not in left_out
    )


def measures(
    draft: Draft, counted: Sequence[Counted], findings: Sequence[Finding], blamed: Sequence[Party]
) -> Mapping[str, float]:
    """The measures of one draft by name; `MEASURES` lists which criterion looks at which.

    `blamed` has a party for each sentence that shifts fault.
    """
    words = sum(item.words for item in counted)
    return {
        **_roles(counted),
        **_checkable(counted, draft.specifics, words),
        **_close(counted),
        **_blame(counted, blamed),
        **_length(counted, words),
        **_structure(draft.document, counted),
        **_manner(draft.document, counted),
        **_found(findings, draft.mistakes, words),
    }


def _roles(counted: Sequence[Counted]) -> dict[str, float]:
    found: dict[str, float] = {}
    for role in Role:
        values = sorted([item.tagged.probabilities[role] for item in counted], reverse=True)
        found[f"sum_{role}"] = _damped(sum(values))
        found[f"max_{role}"] = values[0] if values else 0.0
        found[f"second_{role}"] = values[1] if len(values) > 1 else 0.0
    return found


def _damped(value: float) -> float:
    """The tenth action tells less than the second."""
    return log2(1 + value)


def _checkable(counted: Sequence[Counted], specifics: Sequence[Specific], words: int) -> dict[str, float]:
    found = {
        f"checkable_{role}": _damped(sum(item.p(role) for item in counted if item.checkable))
        for role in (Role.ROOT_CAUSE, Role.ACTION, Role.PREVENTION, Role.ISSUE)
    }
    long = [item for item in counted if item.words >= 10]
    for role in (Role.ROOT_CAUSE, Role.ACTION, Role.PREVENTION):
        found[f"detailed_{role}"] = _damped(sum(item.p(role) for item in long))
    total = sum(item.checkable for item in counted)
    kinds = {specific.kind for specific in specifics if specific.kind in CHECKABLE}
    ids = {
        SpecificKind.ORDER_ID, SpecificKind.ASIN, SpecificKind.INVOICE, SpecificKind.TRACKING,
        SpecificKind.DOCUMENT, SpecificKind.CASE_ID, SpecificKind.SKU, SpecificKind.SHIPMENT_ID,
    }  # fmt: skip
    found["specifics"] = _damped(total)
    found["specifics_per_100_words"] = _damped(100 * total / max(words, 40))
    found["specific_kinds"] = float(len(kinds))
    found["specific_ids"] = _damped(sum(specific.kind in ids for specific in specifics))
    found["specific_dates"] = _damped(sum(specific.kind is SpecificKind.DATE for specific in specifics))
    found["placeholders"] = _damped(sum(specific.kind is SpecificKind.PLACEHOLDER for specific in specifics))
    found["sentences_with_specifics"] = sum(bool(item.checkable) for item in counted) / max(len(counted), 1)
    return found


def closing(counted: Sequence[Counted]) -> Sequence[Counted]:
    """The sentences of the close: what follows the last sentence of the plan's body."""
    body = [
        index
        for index, item in enumerate(counted)
        if max([item.p(role) for role in BODY_ROLES]) > 0.5
        and max([item.p(role) for role in CLOSING_ROLES]) < 0.5
        and item.tagged.sentence.kind is not BlockKind.HEADING
    ]
    return counted[body[-1] + 1 :] if body else counted[len(counted) // 2 :]


def _close(counted: Sequence[Counted]) -> dict[str, float]:
    close = closing(counted)
    text = [item for item in close if item.p(Role.THANKS) < 0.5 or item.words > 8]
    late = counted[-max(4, len(counted) // 4) :]
    found = {f"close_{role}": _highest(close, role) for role in _ROLES_OF_CLOSE}
    found |= {f"late_{role}": _highest(late, role) for role in _ROLES_OF_CLOSE}
    found["close_words"] = _damped(
        sum(item.words for item in text if item.tagged.sentence.kind is not BlockKind.HEADING)
    )
    found["close_over_60_words"] = max(0.0, sum(item.words for item in text) - 60) / 60
    found["close_sentences"] = _damped(len(text))
    # rubric, `short_close` 2: responsibility or apology, and request or thanks
    found["close_complete"] = min(
        found["close_ownership"], max(found["close_request"], found["close_thanks"])
    )
    return found


def _highest(counted: Sequence[Counted], role: Role) -> float:
    return max([item.tagged.probabilities[role] for item in counted], default=0.0)


def _blame(counted: Sequence[Counted], blamed: Sequence[Party]) -> dict[str, float]:
    return {
        "blames_buyer": _damped(sum(party is Party.BUYER for party in blamed)),
        "blames_other": _damped(sum(party is not Party.BUYER for party in blamed)),
        "share_blame": sum(item.p(Role.BLAME) for item in counted) / max(len(counted), 1),
    }


def _length(counted: Sequence[Counted], words: int) -> dict[str, float]:
    idle = sum([item.words * max([item.p(role) for role in IDLE_ROLES]) for item in counted])
    blocks: dict[int, int] = {}
    for item in counted:
        blocks[item.tagged.sentence.block] = blocks.get(item.tagged.sentence.block, 0) + item.words
    longest = max(blocks.values(), default=0)
    return {
        "log_words": log2(1 + words),
        "over_450_words": max(0.0, words - 450) / 150,
        "over_750_words": float(words > 750),
        "under_40_words": float(words < 40),
        "under_60_words": float(words < 60),
        "idle_share": idle / max(words, 1),
        "idle_words": _damped(idle / 20),
        "longest_paragraph": longest / 90,
        "walls": _damped(sum(size > 90 for size in blocks.values())),
        "words_per_sentence": words / max(len(counted), 1) / 20,
    }


def _structure(document: Document, counted: Sequence[Counted]) -> dict[str, float]:
    kinds = [block.kind for block in document.blocks]
    items = sum(kind is BlockKind.LIST_ITEM for kind in kinds)
    headings = sum(kind is BlockKind.HEADING for kind in kinds)
    places = [
        _centre(counted, role) for role in (Role.ROOT_CAUSE, Role.ACTION, Role.PREVENTION, Role.REQUEST)
    ]
    known = [place for place in places if place is not None]
    ordered = sum(first < second for first, second in pairwise(known))
    return {
        "headings": _damped(headings),
        "headings_3": float(headings >= 3),
        "list_items": _damped(items),
        "list_share": items / max(len(kinds), 1),
        "blocks": _damped(len(kinds)),
        "one_block": float(len(kinds) <= 2),
        "in_order": ordered / 3,
        "parts": len(known) / 4,
    }


def _centre(counted: Sequence[Counted], role: Role) -> float | None:
    weights = [item.p(role) if item.p(role) > 0.3 else 0.0 for item in counted]
    total = sum(weights)
    return sum(index * weight for index, weight in enumerate(weights)) / total if total else None


def _manner(document: Document, counted: Sequence[Counted]) -> dict[str, float]:
    text = document.text
    letters = sum(map(str.isalpha, text)) or 1
    return {
        "exclamations": _damped(text.count("!")),
        "questions": _damped(text.count("?")),
        "capitals": sum(map(str.isupper, text)) / letters,
        "lower_starts": sum(item.tagged.sentence.quote[0].islower() for item in counted)
        / max(len(counted), 1),
        "share_emotion": sum(item.p(Role.EMOTION) for item in counted) / max(len(counted), 1),
    }


def _found(findings: Sequence[Finding], mistakes: Sequence[MistakeLike], words: int) -> dict[str, float]:
    count = sum(MIXED_COUNTS if mistake.kind == "mixed" else 1.0 for mistake in mistakes)
    found = {"mistakes": _damped(count), "mistakes_per_100_words": _damped(100 * count / max(words, 40))}
    for criterion in Criterion:
        mine = [finding for finding in findings if finding.criterion is criterion]
        found[f"errors_{criterion}"] = _damped(sum(finding.severity is Severity.ERROR for finding in mine))
        found[f"warnings_{criterion}"] = _damped(
            sum(finding.severity is Severity.WARNING for finding in mine)
        )
    return found
