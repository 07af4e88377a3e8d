"""From levels to the verdict and the score (rubric, "The verdict"); pure arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from poareview.model import SIX, Criterion, Level, Verdict

# Rubric: "`revise`: `root_cause`, `actions_taken`, `prevention` and `no_blame` are all at least 1".
BACKBONE = (Criterion.ROOT_CAUSE, Criterion.ACTIONS_TAKEN, Criterion.PREVENTION, Criterion.NO_BLAME)
FIX_FIRST = 3


def verdict(levels: Mapping[Criterion, Level | None]) -> Verdict:
    """The rubric's verdict; a criterion that was not assessed neither helps nor harms."""
    six = [level for criterion in SIX if (level := levels.get(criterion)) is not None]
    if 0 not in six and six.count(1) <= 1:
        return Verdict.READY
    if all(levels.get(criterion) != 0 for criterion in BACKBONE):
        return Verdict.REVISE
    return Verdict.REWORK


def score(levels: Mapping[Criterion, Level | None], weights: Mapping[Criterion, float]) -> int:
    """0-100: the weighted share of the points (level / 2) among the criteria that were assessed."""
    assessed = {criterion: level for criterion, level in levels.items() if level is not None}
    total = sum(weights[criterion] for criterion in assessed)
    if not total:
        return 0
    points = sum(weights[criterion] * level / 2 for criterion, level in assessed.items())
    return int(100 * points / total + 0.5)


def fix_first(
    levels: Mapping[Criterion, Level | None], weights: Mapping[Criterion, float]
) -> Sequence[Criterion]:
    """Up to three criteria below level 2, the most damaging first.

    What makes the verdict goes before what only makes the score; then the points that are lost count.
    """
    open_ = [criterion for criterion, level in levels.items() if level in (0, 1)]

    def damage(criterion: Criterion) -> tuple[bool, bool, float]:
        lost = weights[criterion] * (2 - (levels[criterion] or 0)) / 2
        return (criterion in BACKBONE and levels[criterion] == 0, criterion in SIX, lost)

    return tuple(sorted(open_, key=damage, reverse=True)[:FIX_FIRST])
