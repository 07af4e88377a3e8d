from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.criteria import default_weights
from poareview.model import SIX, Criterion, Verdict
from poareview.scoring.verdict import fix_first, score, verdict

LEVELS = st.fixed_dictionaries({criterion: st.sampled_from([0, 1, 2, None]) for criterion in Criterion})
ASSESSED = st.fixed_dictionaries({criterion: st.sampled_from([0, 1, 2]) for criterion in Criterion})


def levels(**changed):
    return {criterion: changed.get(criterion, 2) for criterion in Criterion}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Verdict.READY),
        ({"concise": 1}, Verdict.READY),
        ({"concise": 1, "short_close": 1}, Verdict.REVISE),
        ({"short_close": 0}, Verdict.REVISE),
        ({"concise": 0, "short_close": 0}, Verdict.REVISE),
        ({"tone": 0, "factual": 0, "language": 0, "structure": 0}, Verdict.READY),
        ({"no_blame": 0}, Verdict.REWORK),
        ({"root_cause": 0}, Verdict.REWORK),
        ({"actions_taken": 0}, Verdict.REWORK),
        ({"prevention": 0}, Verdict.REWORK),
        ({"root_cause": 1, "actions_taken": 1, "prevention": 1, "no_blame": 1}, Verdict.REVISE),
    ],
)
def test_the_verdict_is_the_rubrics(changed, expected):
    assert verdict(levels(**changed)) is expected


def test_what_was_not_assessed_neither_helps_nor_harms_the_verdict():
    assert verdict(levels(concise=None, short_close=1)) is Verdict.READY
    assert verdict(levels(no_blame=None)) is Verdict.READY


@given(ASSESSED, st.sampled_from(list(Criterion)))
def test_a_higher_level_never_lowers_the_score_nor_the_verdict(given_levels, criterion):
    better = {**given_levels, criterion: 2}
    order = [Verdict.REWORK, Verdict.REVISE, Verdict.READY]
    assert score(better, default_weights()) >= score(given_levels, default_weights())
    assert order.index(verdict(better)) >= order.index(verdict(given_levels))


@given(LEVELS)
def test_the_score_is_between_0_and_100(given_levels):
    assert 0 <= score(given_levels, default_weights()) <= 100


def test_the_best_scores_100_and_the_worst_0():
    assert score(dict.fromkeys(Criterion, 2), default_weights()) == 100
    assert score(dict.fromkeys(Criterion, 0), default_weights()) == 0


def test_not_assessed_is_not_zero():
    full = dict.fromkeys(Criterion, 2)
    assert score({**full, Criterion.LANGUAGE: None}, default_weights()) == 100


@given(LEVELS)
def test_what_to_fix_first_is_below_2_and_at_most_three(given_levels):
    first = fix_first(given_levels, default_weights())
    assert len(first) == len(set(first)) <= 3
    assert all(given_levels[criterion] in (0, 1) for criterion in first)


def test_what_makes_the_verdict_is_fixed_before_what_makes_only_the_score():
    first = fix_first(levels(no_blame=0, root_cause=1, language=0, factual=0), default_weights())
    assert list(first[:2]) == [Criterion.NO_BLAME, Criterion.ROOT_CAUSE]


def test_the_six_are_the_rubrics_first():
    assert [str(criterion) for criterion in SIX] == [
        "root_cause",
        "actions_taken",
        "prevention",
        "short_close",
        "no_blame",
        "concise",
    ]
