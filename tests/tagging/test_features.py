from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from poareview.language import language_data
from poareview.model import Document, Language
from poareview.tagging.features import GROUPS, HASHED, SIGNS, features
from poareview.text.blocks import plain_blocks
from poareview.text.segment import segment


def features_of(text, language=Language.EN):
    document = Document(text=text, blocks=plain_blocks(text))
    sentences = segment(document, language_data(language).abbreviations)
    return features(document, sentences, language, ()), sentences


def columns_of(found, row):
    own = found.segments % found.sentences == row
    return (
        sorted(found.sign_columns[found.sign_rows == row].tolist()),
        sorted(zip(found.segments[own].tolist(), found.buckets[own].tolist(), strict=True)),
    )


@settings(max_examples=50)
@given(st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text))), st.sampled_from(list(Language)))
def test_any_text_has_features_within_bounds(text, language):
    found, sentences = features_of(text, language)
    assert found.sentences == len(sentences)
    if sentences:
        assert len(found.sign_rows) == len(found.sign_columns)
        assert set(found.sign_rows.tolist()) == set(range(len(sentences)))
        assert found.sign_columns.min() >= 0 and found.sign_columns.max() < len(SIGNS)
        assert (np.diff(found.segments) >= 0).all()
        assert found.segments.max() < len(GROUPS) * len(sentences)
        assert found.buckets.min() >= 0 and found.buckets.max() < HASHED
        assert np.isfinite(found.factors()).all()


def test_case_accents_and_figures_do_not_change_the_words():
    plain, _ = features_of("Nous avons remboursé 12 acheteurs le 3 mai.", Language.FR)
    other, _ = features_of("Nous avons rembourse 47 acheteurs le 8 mai.", Language.FR)
    assert columns_of(plain, 0) == columns_of(other, 0)


def test_the_heading_above_changes_a_sentence():
    first, _ = features_of("# Cause\n\nThe shift ended at two.")
    second, _ = features_of("# Prevention\n\nThe shift ended at two.")
    assert columns_of(first, 1) != columns_of(second, 1)


def test_alone_a_sentence_knows_nothing_of_its_surroundings():
    text = "# Cause\n\nThe shift ended at two.\n\nWe refunded."
    document = Document(text=text, blocks=plain_blocks(text))
    sentences = segment(document, language_data(Language.EN).abbreviations)
    found = features(document, sentences, Language.EN, (), alone=True)
    names = {SIGNS[column] for column in found.sign_columns.tolist()}
    assert not {
        name for name in names if name.startswith(("at_", "previous_", "next_", "heading_", "block_"))
    }
    assert found.segments.max() < 4 * len(sentences)


def test_the_names_of_the_signs_are_unique():
    assert len(set(SIGNS)) == len(SIGNS)


def test_the_same_draft_has_the_same_features():
    text = "# Cause\n\nWe had no check.\n- We have one now.\n"
    first, _ = features_of(text)
    second, _ = features_of(text)
    assert all(columns_of(first, row) == columns_of(second, row) for row in range(first.sentences))
