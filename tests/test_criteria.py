"""The ten criteria in words."""

import re
import tomllib
from pathlib import Path

import pytest

import poareview.criteria
from poareview.criteria import criteria, default_weights
from poareview.model import Criterion, Language

FILE = Path(poareview.criteria.__file__).with_name("criteria.toml")


@pytest.mark.parametrize("language", Language)
def test_all_ten_are_there_in_the_rubrics_order(language):
    assert list(criteria(language)) == list(Criterion)


@pytest.mark.parametrize("language", Language)
def test_every_text_is_said(language):
    for text in criteria(language).values():
        assert all((text.title, text.question, *text.levels, *text.raises))


def test_each_text_is_there_in_all_languages():
    for entry in tomllib.loads(FILE.read_text(encoding="utf-8")).values():
        assert all(set(text) == set(Language) for key, text in entry.items() if key != "weight")


@pytest.mark.parametrize("language", Language)
def test_the_short_cut_through_the_file_loses_nothing(language):
    for criterion, entry in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        text = criteria(language)[Criterion(criterion)]
        assert text.title == entry["title"][language]
        assert text.levels == tuple(entry[f"level_{level}"][language] for level in range(3))
        assert text.raises == (entry["to_1"][language], entry["to_2"][language])


@pytest.mark.parametrize("language", Language)
def test_the_rubrics_numbers_are_kept_in_translation(language):
    short, concise = criteria(language)[Criterion.SHORT_CLOSE], criteria(language)[Criterion.CONCISE]
    assert "60" in short.levels[2]
    assert [re.findall(r"\d+", level) for level in concise.levels] == [["40"], ["750"], ["450"]]


def test_the_default_weights_are_a_hundred_points():
    assert sum(default_weights().values()) == 100


def test_the_six_weigh_more_than_the_rest_together():
    weights = list(default_weights().values())
    assert sum(weights[:6]) > sum(weights[6:])


@pytest.mark.parametrize("level", [2, None])
def test_nothing_raises_what_is_met_or_was_not_assessed(level):
    assert criteria(Language.EN)[Criterion.TONE].raise_from(level) == ""


def test_what_raises_a_level_belongs_to_that_level():
    tone = criteria(Language.EN)[Criterion.TONE]
    assert (tone.raise_from(0), tone.raise_from(1)) == tone.raises


def test_french_never_breaks_a_line_before_a_mark():
    for text in criteria(Language.FR).values():
        for said in (text.title, text.question, *text.levels, *text.raises):
            assert not re.search(r" [:;!?%»]|« | …", said)
