from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.model import Criterion
from poareview.scoring.levels import LevelModel, shipped_levels
from poareview.scoring.measures import MEASURES

NUMBERS = st.floats(-20, 20)


@given(NUMBERS, NUMBERS, st.floats(0.1, 5))
def test_more_of_a_measure_with_a_positive_weight_never_lowers_the_level(value, bound, more):
    model = LevelModel(weights={"actions": 1.0}, bounds=(bound, bound + 2))
    assert model.level({"actions": value + more}) >= model.level({"actions": value})


@pytest.mark.parametrize(("total", "level"), [(-9.0, 0), (1.0, 1), (9.0, 2)])
def test_the_level_is_the_expected_one_rounded(total, level):
    model = LevelModel(weights={"actions": 1.0}, bounds=(0.0, 2.0))
    assert model.level({"actions": total}) == level


def test_every_criterion_has_a_model_of_its_own_measures():
    for criterion in Criterion:
        assert set(shipped_levels()[criterion].weights) == set(MEASURES[criterion])


def test_level_2_is_never_easier_to_reach_than_level_1():
    assert all(model.bounds[0] < model.bounds[1] for model in shipped_levels().values())


def test_a_missing_measure_is_an_error_and_no_zero():
    with pytest.raises(KeyError):
        LevelModel(weights={"actions": 1.0}, bounds=(0.0, 1.0)).level({})


def test_doubt_about_a_2_is_decided_against_it():
    model = LevelModel(weights={"actions": 1.0}, bounds=(0.0, 2.0))
    assert 1.5 < model.expected({"actions": 2.5}) < 1.6
    assert model.level({"actions": 2.5}) == 1
