"""The words of the reports are there in every language, for everything that a review can hold."""

import re
import tomllib
from string import Formatter

import pytest

from poareview.model import FlagKind, Language, Party, Role, Severity, Verdict
from poareview.report.texts import FILE, texts

WHOLE = tomllib.loads(FILE.read_text(encoding="utf-8"))
ENTRIES = [(f"{section}.{key}", said) for section, keys in WHOLE.items() for key, said in keys.items()]


@pytest.mark.parametrize(("key", "said"), ENTRIES, ids=[key for key, _ in ENTRIES])
def test_a_text_exists_in_each_language_and_asks_for_the_same_values(key, said):
    assert set(said) == set(Language)
    asked = {
        language: {field for _, field, _, _ in Formatter().parse(text) if field}
        for language, text in said.items()
    }
    assert asked["en"] == asked["fr"] == asked["nl"]


@pytest.mark.parametrize("key", [key for key, _ in ENTRIES])
def test_french_never_breaks_a_line_before_a_mark(key):
    text = texts(Language.FR).entries[key]
    assert not re.search(r" [:;!?%»]|« | …", text)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("role", Role),
        ("party", Party),
        ("flag", FlagKind),
        ("severity", Severity),
        ("verdict", Verdict),
        ("word", Verdict),
        ("language", Language),
        ("level", ("0", "1", "2", "none")),
        ("status", ("preview", "stable", "deprecated")),
    ],
)
def test_whatever_a_review_can_hold_has_a_word(language, section, members):
    assert all(texts(language)(f"{section}.{member}") for member in members)


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        (Language.EN, 1234.5, "1,234.5"),
        (Language.FR, 1234.5, "1\u00a0234,5"),
        (Language.NL, 1234.5, "1.234,5"),
        (Language.EN, 20.0, "20"),
        (Language.FR, 0.25, "0,2"),
    ],
)
def test_numbers_are_written_as_the_language_does(language, value, written):
    assert texts(language).number(value) == written


@pytest.mark.parametrize(
    ("language", "count", "written"),
    [
        (Language.EN, 0, "0 words"),
        (Language.EN, 1, "1 word"),
        (Language.FR, 0, "0 mot"),
        (Language.NL, 2, "2 woorden"),
    ],
)
def test_counts_agree_with_their_noun(language, count, written):
    assert texts(language).counted("top.words", count) == written


def test_braces_in_a_value_are_only_characters():
    assert texts(Language.EN).quote("{0} {secret}") == "“{0} {secret}”"


@pytest.mark.parametrize("language", Language)
def test_the_short_cut_through_the_file_loses_nothing(language):
    assert texts(language).entries == {key: said[language] for key, said in ENTRIES}
