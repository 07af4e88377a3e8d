"""The files of grammar signs: every example behaves, and a faulty pattern is refused."""

from __future__ import annotations

import time

import pytest

from poareview.model import Language
from poareview.spelling.index import build, read_signs
from poareview.spelling.mixed import common
from poareview.spelling.signs import compile_pattern, habits, signs
from poareview.spelling.tokens import tokens
from poareview.text.fold import fold

EXAMPLES = [
    (language, sign["id"], text, manner)
    for language in Language
    for sign in read_signs(language)["sign"]
    for manner in ("wrong", "right")
    for text in sign[manner]
]


def seen(text: str, language: Language) -> list[str]:
    return [hit.sign for hit in signs(language).find(tokens(fold(text), 0, len(text), language))]


@pytest.mark.parametrize(("language", "sign", "text", "manner"), EXAMPLES)
def test_an_example_behaves(language: Language, sign: str, text: str, manner: str) -> None:
    if manner == "wrong":
        assert sign in seen(text, language)
    else:
        assert seen(text, language) == []


@pytest.mark.parametrize("language", list(Language))
def test_ids_are_unique_and_each_sign_has_both_kinds_of_example(language: Language) -> None:
    listed = read_signs(language)["sign"]
    assert len({sign["id"] for sign in listed}) == len(listed)
    assert all(sign["wrong"] and sign["right"] for sign in listed)


@pytest.mark.parametrize("language", list(Language))
def test_every_class_is_used(language: Language) -> None:
    text = str(read_signs(language))
    assert [name for name in signs(language).classes if f"@{name}" not in text and name != "no_gap"] == []


def test_the_languages_have_the_same_lists_where_all_need_them() -> None:
    shared = {"twice", "abbreviations", "prefixes", "halves"}
    assert all(shared <= set(habits(language)) for language in Language)


def test_a_word_that_is_commonest_in_two_languages_votes_for_neither() -> None:
    lists = [common()[language] for language in Language]
    assert not (lists[0] & lists[1] or lists[0] & lists[2] or lists[1] & lists[2])


def test_the_indexes_are_up_to_date() -> None:
    for path, text in build().items():
        assert path.read_text(encoding="utf-8") == text, "run: python -m poareview.spelling.index"


def test_an_unknown_class_is_named() -> None:
    with pytest.raises(ValueError, match="no class 'nouns'"):
        compile_pattern("test", "we @nouns", {})


def test_a_pattern_without_a_plain_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no plain word"):
        compile_pattern("test", "~ing *", {})


@pytest.mark.parametrize("language", list(Language))
def test_a_long_text_is_searched_in_linear_time(language: Language) -> None:
    text = {
        Language.EN: "have not already also ",
        Language.FR: "ont été déjà nous ",
        Language.NL: "hebben het is ",
    }
    row = tokens(text[language] * 3000, 0, len(text[language]) * 3000, language)
    begun = time.process_time()
    list(signs(language).find(row))
    assert time.process_time() - begun < 3
