"""Statements of a metric: its name, the value reached, and the target it is held against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from poareview.model import SpecificKind
from poareview.specifics.hits import Hit, Rank, View, regex
from poareview.specifics.numbers import plain_decimal
from poareview.specifics.words import Words

REACH = 90  # how far after its name a metric's figures may stand, in characters
CONDITION_REACH = 25  # how far before a name an "if" or "once" makes of its figure a threshold
MAX_WORDS_BEFORE = 5
MAX_SCORE = 1000  # Account Health Rating runs from 0 to 1000 (domain notes, section 1.5)


def _holds(text: str, phrases: tuple[str, ...], start: int, stop: int) -> bool:
    """Whether one of the phrases stands in the stretch, no letter touching it."""
    for phrase in phrases:
        at = text.find(phrase, start, stop)
        while at != -1:
            end = at + len(phrase)
            if not (at and text[at - 1].isalpha()) and not (end < stop and text[end].isalpha()):
                return True
            at = text.find(phrase, at + 1, stop)
    return False


def _follows(text: str, phrases: tuple[str, ...], at: int) -> bool:
    """Whether one of the phrases follows at once or after one word."""
    at += text.startswith(" ", at)
    word = regex(r"[^\W\d_]{2,12} ").match(text, at)
    return any(
        text.startswith(phrase, place) and not text[place + len(phrase) : place + len(phrase) + 1].isalpha()
        for place in ((word.end(), at) if word else (at,))
        for phrase in phrases
    )


def metrics(view: View, heads: Sequence[tuple[int, int]], hits: Sequence[Hit], words: Words) -> list[Hit]:
    """The metric statements around the metric names at `heads`; `hits` are the other finds, in order.

    A statement reaches from the name to the last of its percentages. Where a date or a count stands
    within, it shrinks to the percentage, so that both can be reported.
    """
    percentages = [hit for hit in hits if hit.kind is SpecificKind.PERCENTAGE]
    starts = [hit.start for hit in percentages]
    others = [hit for hit in hits if hit.kind is not SpecificKind.PERCENTAGE]
    found: list[Hit] = []
    taken = 0
    for index, (start, end) in enumerate(heads):
        limit = heads[index + 1][0] if index + 1 < len(heads) else len(view.plain)
        limit = min(limit, _sentence_end(view.plain, end, end + REACH))
        near = []
        for hit in percentages[bisect_left(starts, max(end, taken)) :]:
            if hit.start >= limit:
                break
            near.append(hit)
            limit = min(
                max(limit, hit.end + REACH // 2), _sentence_end(view.plain, hit.end, hit.end + REACH // 2)
            )
            if index + 1 < len(heads):
                limit = min(limit, heads[index + 1][0])
        name = _name_start(view, start, words)
        stated = (
            _statement(view, name, end, near, others, words)
            if near
            else _without_sign(view, name, start, end, words)
        )
        if stated is None:
            stated = _value_before(view, name, end, percentages, starts, taken)
        if stated is not None:
            found.append(stated)
            taken = stated.end
    return found


def _sentence_end(text: str, start: int, limit: int) -> int:
    stop = regex(r"[.!?;](?=\s|$)|\n|\|[^|]{60}").search(text, start, min(limit, len(text)))
    return stop.start() if stop else limit


def _name_start(view: View, start: int, words: Words) -> int:
    """Where the name begins: "late shipment" belongs to "rate"."""
    for _ in range(MAX_WORDS_BEFORE):
        before = regex(r"[^\W\d_]{2,20}[ -]$").search(view.plain, max(0, start - 21), start)
        if before is None or before[0][:-1] not in words.metric_before:
            break
        start = before.start()
    return start


def _excluded(view: View, start: int, words: Words) -> bool:
    before = view.plain[max(0, start - 20) : start].split()
    return bool(before) and before[-1].strip("(") in words.not_metrics


def _statement(
    view: View, start: int, end: int, near: list[Hit], others: Sequence[Hit], words: Words
) -> Hit | None:
    if _excluded(view, start, words):
        return None
    value: Hit | None = None
    target: Hit | None = None
    at = end
    for hit in near:
        back = max(0, start - CONDITION_REACH) if hit is near[0] else at
        aimed = (
            _holds(view.plain, words.target_cues, at, hit.start)
            or _holds(view.plain, words.condition_cues, back, hit.start)
            or _follows(view.plain, words.target_after, hit.end)
        )
        if aimed and target is None:
            target = hit
        elif not aimed and (value is None or target is None):
            # "from 6.1% to 2.3%": the last one is where the metric stands now.
            value = hit
        at = hit.end
    last = max((hit.end for hit in (value, target) if hit is not None), default=end)
    first = start
    if any(hit.start < last and hit.end > start for hit in others):
        core = value or target
        assert core is not None
        first, last = core.start, core.end
    return Hit(
        Rank.AMOUNT,
        first,
        last,
        SpecificKind.METRIC,
        value.value if value else None,
        target.value if target else None,
    )


def _value_before(
    view: View, start: int, end: int, percentages: list[Hit], starts: list[int], taken: int
) -> Hit | None:
    """The value stands right before the name: "a 2.3% ODR"."""
    index = bisect_left(starts, start) - 1
    if index < 0 or percentages[index].start < taken:
        return None
    value = percentages[index]
    gap = view.plain[value.end : start]
    if len(gap) > 4 or gap.strip(" (") != "":
        return None
    return Hit(Rank.AMOUNT, value.start, end, SpecificKind.METRIC, value.value)


def _without_sign(view: View, start: int, head: int, end: int, words: Words) -> Hit | None:
    """An acronym with a decimal, "my odr is 1,7", or a health score with a whole number."""
    name = view.plain[head:end]
    pattern = r"\d{1,2}[.,]\d{1,2}" if name in words.metric_acronyms else r"\d{2,4}"
    if (
        name not in words.metric_acronyms
        and name in words.cues
        and words.cues[name][0].what == "metric_heads"
    ):
        return None
    found = regex(r"[ :=(]{1,3}(?:[^\W\d_]{1,12} ){0,3}(" + pattern + r")(?![\d%]|[.,/:-]\d| %)").match(
        view.plain, end
    )
    if found is None:
        return None
    if name not in words.metric_acronyms and int(found[1]) > MAX_SCORE:
        return None
    return Hit(Rank.AMOUNT, start, found.end(), SpecificKind.METRIC, plain_decimal(found[1], words.language))
