"""Figures of agreement between labels and predictions: pure functions, standard library only.

The data is small (hundreds of drafts), so plain Python is quick enough and nothing heavy is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias, TypeVar

T = TypeVar("T", bound=Hashable)

Span: TypeAlias = tuple[int, int]
"""Half-open code-point offsets."""

Table: TypeAlias = tuple[tuple[int, ...], ...]
"""A confusion table: a row for each labelled class, a column for each predicted one."""

RESAMPLES = 1000
CONFIDENCE = 0.95
MIN_OVERLAP = 0.5  # of the shorter span, for two spans to be the same sentence cut in two ways


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """The range of a figure over bootstrap resamples, from its 2.5th to its 97.5th percentile."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Retrieval:
    """How much was labelled, how much predicted, and how much of it is the same: sentences or characters.

    A share is `None` where it has no meaning: precision where nothing was predicted, recall where nothing
    was labelled, F1 where neither was.
    """

    shared: int
    labelled: int
    predicted: int

    @property
    def precision(self) -> float | None:
        """The share of what was predicted that was labelled too."""
        return self.shared / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of what was labelled that was predicted too."""
        return self.shared / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, 0 where one of them is 0 or missing."""
        both = self.labelled + self.predicted
        return 2 * self.shared / both if both else None


def accuracy(labels: Sequence[T], predictions: Sequence[T | None]) -> float:
    """The share of predictions that equal their label; `None` (no prediction) equals none.

    Raises:
        ValueError: there are none, or not as many of each.
    """
    _same_length(labels, predictions)
    return sum(label == guess for label, guess in zip(labels, predictions, strict=True)) / len(labels)


def confusion(labels: Sequence[T], predictions: Sequence[T | None], classes: Sequence[T]) -> Table:
    """How often each class (row) was predicted as each (column); pairs without a prediction are left out.

    Raises:
        ValueError: there are none, not as many of each, or one that is not among `classes`.
    """
    _same_length(labels, predictions)
    place = {name: index for index, name in enumerate(classes)}
    counts = [[0] * len(classes) for _ in classes]
    for label, guess in zip(labels, predictions, strict=True):
        if guess is None:
            continue
        if label not in place or guess not in place:
            raise ValueError(f"({label!r}, {guess!r}) is not of the classes {list(classes)!r}")
        counts[place[label]][place[guess]] += 1
    return tuple(tuple(row) for row in counts)


def quadratic_weighted_kappa(table: Table) -> float:
    """Cohen's weighted kappa of a confusion table, its disagreements weighted by their distance squared.

    1 is full agreement, 0 what chance would give with the same margins, below 0 worse than that. Where one
    side uses a single class, the formula gives 0. Where both use the same single class, it is 0/0: agreement
    is full but nothing could be told from chance; 1.0 is returned, as no pair disagrees.

    Source: J. Cohen, "Weighted kappa: nominal scale agreement with provision for scaled disagreement or
    partial credit", Psychological Bulletin 70 (1968), 213-220.

    Raises:
        ValueError: the table is empty.
    """
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    total = sum(rows)
    if not total:
        raise ValueError("kappa of no pairs has no meaning")
    observed = expected = 0  # whole numbers until the end, so that full agreement is exactly 1
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            distance = (i - j) ** 2
            observed += distance * count
            expected += distance * rows[i] * columns[j]
    return 1.0 if not expected else 1 - observed * total / expected


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean.

    Raises:
        ValueError: there are none.
    """
    numbers = list(values)
    if not numbers:
        raise ValueError("the mean of no values has no meaning")
    return sum(numbers) / len(numbers)


def bootstrap_intervals(
    size: int,
    measure: Callable[[Sequence[int]], Sequence[float]],
    *,
    resamples: int = RESAMPLES,
    confidence: float = CONFIDENCE,
    seed: int = 1968,
) -> tuple[Interval, ...]:
    """Percentile bootstrap intervals of several figures of the same drafts, the same each time.

    `measure` gets the indices of the drafts of one resample (`size` of them, drawn with replacement) and
    gives the figures. All are measured on the same resamples, so a mean of figures may be one of them.

    Source: B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.

    Raises:
        ValueError: `size` or `resamples` is less than 1, or `confidence` is not between 0 and 1.
    """
    if size < 1 or resamples < 1 or not 0 < confidence < 1:
        raise ValueError(f"cannot bootstrap: {size=}, {resamples=}, {confidence=}")
    random, drafts = Random(seed), range(size)
    figures = [tuple(measure(random.choices(drafts, k=size))) for _ in range(resamples)]
    tail = (1 - confidence) / 2
    intervals = []
    for values in zip(*figures, strict=True):
        ordered = sorted(values)
        intervals.append(Interval(low=_quantile(ordered, tail), high=_quantile(ordered, 1 - tail)))
    return tuple(intervals)


def match_spans(
    labelled: Sequence[Span], predicted: Sequence[Span], *, share: float = MIN_OVERLAP
) -> tuple[tuple[int, int], ...]:
    """Pairs of indices (labelled, predicted) of spans that are one sentence; no span is in two pairs.

    Two spans are the same sentence where they overlap by `share` of the shorter one, as two people cut
    sentences in different places. One to one, as else a single span over the whole draft would find all.
    The pairs that overlap most are made first.
    """
    candidates = []
    for i, (start, end) in enumerate(labelled):
        for j, (from_, to) in enumerate(predicted):
            common = min(end, to) - max(start, from_)
            if common > 0 and common >= share * min(end - start, to - from_):
                union = max(end, to) - min(start, from_)
                candidates.append((-common / union, i, j))
    pairs: list[tuple[int, int]] = []
    used_labelled: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_labelled and j not in used_predicted:
            used_labelled.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return tuple(sorted(pairs))


def character_overlap(labelled: Iterable[Span], predicted: Iterable[Span]) -> Retrieval:
    """How many characters two sets of spans of one text share; a character in several spans counts once."""
    wanted = {offset for start, end in labelled for offset in range(start, end)}
    given = {offset for start, end in predicted for offset in range(start, end)}
    return Retrieval(shared=len(wanted & given), labelled=len(wanted), predicted=len(given))


def pooled(parts: Iterable[Retrieval]) -> Retrieval:
    """The counts of several drafts as if they were one."""
    each = list(parts)
    return Retrieval(
        shared=sum(part.shared for part in each),
        labelled=sum(part.labelled for part in each),
        predicted=sum(part.predicted for part in each),
    )


def _same_length(labels: Sequence[object], predictions: Sequence[object]) -> None:
    if not labels or len(labels) != len(predictions):
        raise ValueError(
            f"{len(labels)} labels and {len(predictions)} predictions: as many of each are needed"
        )


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
