"""The whole set of built-in rules: complete, well-behaved, quick, and silent on its own advice."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from checks_drafts import draft_of, found

from poareview.checks import load_rules, run_checks
from poareview.checks.index import build, needs
from poareview.checks.load import RULES
from poareview.checks.rule import fold_pattern
from poareview.checks.schema import read_rule_file
from poareview.model import Criterion, FlagKind, Language

BUILT_IN = load_rules()
EXAMPLES_WANTED = ("phrase", "capitals", "repetition")
LONG = {
    "en": "we did not know that the customer has not read what you should have told them and ",
    "fr": "nous ne savions pas que le client n'a pas lu ce que vous auriez dû lui dire et ",
    "nl": "wij wisten niet dat de klant niet heeft gelezen wat u hem had moeten vertellen en ",
}


def texts_of(language: str, key: str) -> list[tuple[str, str]]:
    return [(rule.id, text) for rule in BUILT_IN for text in getattr(rule.texts[Language(language)], key)]


def test_the_index_is_not_stale():
    stale = [path.name for path, content in build().items() if path.read_text(encoding="utf-8") != content]
    assert not stale, "run: python -m poareview.checks.index"


def test_an_id_is_the_folder_and_the_name_of_its_file():
    names = [f"{file.parent.name}/{file.stem}" for file in sorted(RULES.rglob("*.toml"))]
    assert sorted(rule.id for rule in BUILT_IN) == sorted(names)


def test_an_id_stands_for_one_rule():
    assert len({rule.id for rule in BUILT_IN}) == len(BUILT_IN)


def test_a_rule_stands_in_the_folder_of_its_criterion():
    assert all(rule.id.startswith(f"{rule.criterion or 'risk'}/") for rule in BUILT_IN)


@pytest.mark.parametrize("file", sorted(RULES.rglob("*.toml")), ids=lambda file: file.stem)
def test_a_rule_file_has_all_three_languages(file: Path):
    assert list(read_rule_file(file).sections()) == list(Language)


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_a_rule_of_patterns_has_three_examples_of_each_sort(rule):
    if rule.kind == "phrase":
        assert all(len(t.flagged) >= 3 and len(t.clean) >= 3 for t in rule.texts.values())


@pytest.mark.parametrize("rule", BUILT_IN, ids=lambda rule: rule.id)
def test_a_rule_that_reads_the_text_alone_has_examples(rule):
    assert all(bool(t.flagged) == (rule.kind in EXAMPLES_WANTED) for t in rule.texts.values())


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_each_flagged_example_sets_off_its_rule(language):
    silent = [(name, text) for name, text in texts_of(language, "flagged") if not found(name, text, language)]
    assert silent == []


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_no_clean_example_sets_off_its_rule(language):
    loud = [(name, text) for name, text in texts_of(language, "clean") if found(name, text, language)]
    assert loud == []


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_a_rule_fires_in_capitals_without_accents_as_well(language):
    from poareview.text.fold import plain

    patterned = {rule.id for rule in BUILT_IN if rule.kind == "phrase"}
    silent = [
        text
        for name, text in texts_of(language, "flagged")
        if name in patterned and not found(name, plain(text).upper(), language)
    ]
    assert silent == []


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_no_advice_sets_off_any_rule_of_patterns(language):
    phrases = tuple(rule for rule in BUILT_IN if rule.kind == "phrase")
    loud = []
    for rule in BUILT_IN:
        advice = rule.texts[Language(language)].advice
        for finding in run_checks(draft_of(advice, language), phrases, Language(language)):
            loud.append((rule.id, finding.rule, finding.quote))
    assert loud == []


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_every_pattern_ends_quickly_on_a_long_text(language):
    text = LONG[language] * 60
    slow = []
    for rule in BUILT_IN:
        section = rule.texts[Language(language)]
        for pattern in (*section.any_of, *section.unless):
            begun = time.perf_counter()
            for _ in pattern.compiled().finditer(text[:1200]):
                pass
            if time.perf_counter() - begun > 0.5:
                slow.append((rule.id, pattern.source))
    assert slow == []


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_what_a_pattern_needs_stands_in_every_example_it_matches(language):
    from poareview.text.fold import plain

    wrong = []
    for rule in BUILT_IN:
        section = rule.texts[Language(language)]
        for pattern in (*section.any_of, *section.unless):
            for text in (*section.flagged, *section.clean):
                if pattern.compiled().search(plain(text)) and not pattern.possible(plain(text)):
                    wrong.append((rule.id, pattern.source, text))
    assert wrong == []


def test_nearly_every_pattern_can_be_set_aside_without_a_search():
    without = [
        p.source
        for rule in BUILT_IN
        if rule.kind == "phrase"
        for section in rule.texts.values()
        for p in section.any_of
        if not p.needs
    ]
    assert len(without) <= 20


def test_a_short_word_is_needed_as_a_whole_word():
    assert needs(r"\b(?:lol|pls)\b") == [{"\x01lol\x01": [], "\x01pls\x01": []}]


def test_a_pattern_is_folded_without_its_escapes():
    assert fold_pattern(r"\S+ été\W") == r"\S+ ete\W"


def test_french_messages_keep_their_marks_with_the_word_before():
    wrong = [
        (rule.id, said)
        for rule in BUILT_IN
        for said in (rule.texts[Language.FR].message, rule.texts[Language.FR].advice)
        if any(f" {mark}" in said for mark in ":;!?»") or "« " in said
    ]
    assert wrong == []


def test_every_kind_of_risk_has_a_rule():
    assert {rule.flag for rule in BUILT_IN if rule.flag} == set(FlagKind)


def test_every_criterion_has_a_rule():
    assert {rule.criterion for rule in BUILT_IN if rule.criterion} == set(Criterion)


def test_only_an_error_or_a_warning_caps_a_level():
    assert all(rule.severity != "note" for rule in BUILT_IN if rule.caps is not None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We apologise to the customers who waited. Please consider our plan. Kind regards, Anna Berg"),
        ("en", "Please review our appeal favourably and give this plan your attention."),
        (
            "fr",
            "Nous présentons nos excuses aux clients concernés. Veuillez agréer, Madame, Monsieur, "
            "l'expression de nos salutations distinguées.",
        ),
        ("fr", "Nous vous prions de bien vouloir examiner notre plan avec bienveillance."),
        (
            "nl",
            "Naar aanleiding van uw bericht betreffende ASIN B0C8VR31HN bieden wij onze excuses aan. "
            "Met vriendelijke groet, Anna de Wit",
        ),
        ("nl", "Wij verzoeken u ons bezwaar door middel van dit plan welwillend te beoordelen."),
    ],
)
def test_courtesy_and_formal_prose_set_off_no_pattern(language, text):
    phrases = tuple(rule for rule in BUILT_IN if rule.kind in ("phrase", "capitals"))
    assert run_checks(draft_of(text, language), phrases, Language(language)) == ()


def test_a_word_between_boundaries_is_needed_as_a_whole_word():
    assert needs(r"\b(?:dhl|ups|parcel\w+)\b") == [{"\x01dhl\x01": [], "\x01ups\x01": [], "parc": ["parcel"]}]


def test_of_two_strings_that_a_match_needs_the_one_inside_the_other_is_enough():
    assert needs(r"steps(?: taken| made)?") == [{"step": ["steps"]}]


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_no_pattern_looks_for_a_capital_or_an_accent_that_a_plain_text_never_has(language):
    from poareview.text.fold import plain

    sources = [
        fold_pattern(pattern.source)
        for rule in BUILT_IN
        for pattern in (*rule.texts[Language(language)].any_of, *rule.texts[Language(language)].unless)
    ]
    unescaped = [re.sub(r"\\.", "", source) for source in sources]
    # \U0001F600 is an escape with a capital of its own and digits after it
    assert [source for source in unescaped if "001F" not in source and plain(source) != source] == []
