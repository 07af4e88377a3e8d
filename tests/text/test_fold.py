from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.text.fold import fold, plain


@given(st.text())
def test_both_folds_keep_the_length_of_any_text(text):
    assert len(fold(text)) == len(plain(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’été — 1\u202f234", "l'ete - 1 234"),
        ("ÉTÉ", "ete"),
        ("vóór maandag", "voor maandag"),
        ("İ", "i"),
    ],
)
def test_plain_takes_off_case_and_accents(text, folded):
    assert plain(text) == folded


def test_fold_leaves_case_and_accents_alone():
    assert fold("L’Été") == "L'Été"
