from __future__ import annotations

import ast
import inspect
import re
import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poareview.checks import Draft
from poareview.criteria import criteria
from poareview.model import Criterion, Document, Language, Role, Sentence, TaggedSentence
from poareview.scoring import reasons
from poareview.scoring.judged import Judged
from poareview.text.blocks import plain_blocks

FILE = Path(reasons.__file__).with_name("reasons.toml")
TEXTS = tomllib.loads(FILE.read_text(encoding="utf-8"))
NOT_ASSESSED = "not_assessed"
CASES = [(criterion, case) for criterion in TEXTS for case in TEXTS[criterion]]
TOLD = [
    (criterion, case, language, key)
    for criterion, case in CASES
    for language in TEXTS[criterion][case]
    for key in TEXTS[criterion][case][language]
]
# Where a number fits: anywhere else it would be of something that the case is not about.
PLACEHOLDERS = {"concise": {"words"}, "language": {"count"}, "no_blame": {"party"}}
SENTENCES = (
    "We shipped late",
    "Our check was missing",
    "The carrier lost it",
    "Thank you",
    "We refunded 3 orders",
)


def told(criterion: str, case: str, language: str, key: str) -> str:
    text: str = TEXTS[criterion][case][language][key]
    return text


def hits(pattern: str, *languages: str) -> dict[tuple[str, ...], list[str]]:
    """What the pattern finds in the texts of these languages (all where none is given), by place."""
    found = {
        place: re.findall(pattern, told(*place), re.IGNORECASE)
        for place in TOLD
        if not languages or place[2] in languages
    }
    return {place: each for place, each in found.items() if each}


def returned(node: ast.expr) -> set[str]:
    """The strings that an expression after `return` can be."""
    if isinstance(node, ast.IfExp):
        return returned(node.body) | returned(node.orelse)
    assert isinstance(node, ast.Constant), f"line {node.lineno}: not a case that can be read off"
    return {str(node.value)}


def pickable(criterion: Criterion) -> set[str]:
    """Every case that the criterion's function can return, read off its source."""
    tree = ast.parse(inspect.getsource(reasons._PICK[criterion]))
    returns = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    return {case for value in returns if value for case in returned(value)}


def judged(*chances: dict[Role, float]) -> Judged:
    """A draft with a sentence for each, whose roles have these probabilities, and otherwise none."""
    quotes = [f"{SENTENCES[index % len(SENTENCES)]}." for index in range(len(chances))]
    text = "\n\n".join(quotes)
    draft_blocks = plain_blocks(text)
    sentences, start = [], 0
    for index, (quote, chance) in enumerate(zip(quotes, chances, strict=True)):
        sentence = Sentence(
            start=start, end=start + len(quote), quote=quote, kind=draft_blocks[index].kind, block=index
        )
        probabilities = {role: chance.get(role, 0.0) for role in Role}
        roles = frozenset(role for role, value in probabilities.items() if value > 0.5)
        sentences.append(TaggedSentence(sentence=sentence, roles=roles, probabilities=probabilities))
        start += len(quote) + 2
    draft = Draft(
        document=Document(text=text, blocks=draft_blocks), language=Language.EN, sentences=tuple(sentences)
    )
    return Judged.of(draft, (), ())


def met(criterion: Criterion) -> str:
    return reasons._PICK[criterion](judged({}), 2)


def below_met() -> list[tuple[str, str]]:
    return [
        (criterion, case)
        for criterion, case in CASES
        if case not in (NOT_ASSESSED, met(Criterion(criterion)))
    ]


@pytest.mark.parametrize("criterion", Criterion)
def test_the_file_has_exactly_the_cases_that_can_be_picked(criterion):
    assert set(TEXTS[criterion]) == pickable(criterion) | {NOT_ASSESSED}


def test_the_file_has_no_criterion_that_the_rubric_lacks():
    assert set(TEXTS) == set(Criterion)


@pytest.mark.parametrize(("criterion", "case"), CASES)
def test_every_case_is_told_in_every_language_and_no_other(criterion, case):
    assert set(TEXTS[criterion][case]) == set(Language)


@pytest.mark.parametrize(("criterion", "case"), CASES)
def test_the_languages_of_a_case_have_the_same_texts(criterion, case):
    assert len({frozenset(entry) for entry in TEXTS[criterion][case].values()}) == 1


def test_every_entry_has_a_reason_and_no_key_that_nobody_reads():
    assert {key for *_, key in TOLD} == {"reason", "raise_it"}
    assert all("reason" in entry for criterion, case in CASES for entry in TEXTS[criterion][case].values())


def test_no_text_is_blank_or_untrimmed():
    assert [place for place in TOLD if not told(*place) or told(*place) != told(*place).strip()] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("criterion", "case"), below_met())
def test_every_case_below_met_says_what_would_raise_it(criterion, case, language):
    general = criteria(language)[Criterion(criterion)].raise_from(1)
    assert TEXTS[criterion][case][language].get("raise_it", general)


@pytest.mark.parametrize("criterion", Criterion)
def test_a_case_that_is_met_or_not_assessed_raises_nothing(criterion):
    cases = (met(criterion), NOT_ASSESSED)
    assert not any("raise_it" in entry for case in cases for entry in TEXTS[criterion][case].values())


@pytest.mark.parametrize(("criterion", "case"), CASES)
def test_every_reason_formats_with_the_numbers_of_its_criterion(criterion, case):
    for language in Language:
        numbers = judged({}).numbers(Criterion(criterion), language)
        assert "{" not in told(criterion, case, language, "reason").format(**numbers)


@pytest.mark.parametrize(("criterion", "case"), CASES)
def test_the_languages_of_a_case_name_the_same_numbers_and_only_fitting_ones(criterion, case):
    named = {
        frozenset(field for _, field, _, _ in string.Formatter().parse(entry["reason"]) if field)
        for entry in TEXTS[criterion][case].values()
    }
    assert len(named) == 1
    assert named.pop() <= PLACEHOLDERS.get(criterion, set())


def test_a_reason_that_is_not_formatted_has_no_placeholder():
    raw = [place for place in TOLD if place[3] == "raise_it" or place[1] == NOT_ASSESSED]
    assert [place for place in raw if re.search(r"[{}]", told(*place))] == []


def test_no_text_is_the_same_in_two_languages():
    for criterion, case in CASES:
        for key in ("reason", "raise_it"):
            texts = [entry[key] for entry in TEXTS[criterion][case].values() if key in entry]
            assert len(set(texts)) == len(texts), (criterion, case, key)


def test_no_two_cases_of_a_criterion_have_the_same_reason():
    for criterion, cases in TEXTS.items():
        for language in Language:
            texts = [entry[language]["reason"] for entry in cases.values()]
            assert len(set(texts)) == len(texts), (criterion, language)


def test_french_keeps_a_no_break_space_before_high_signs_and_inside_its_quotation_marks():
    assert hits(r"(?<!\u00a0)[:;!?»]|«(?!\u00a0)", "fr") == {}


def test_english_and_dutch_have_no_blank_before_a_sign():
    assert hits(r"[\s\u00a0\u202f][:;!?,.]", "en", "nl") == {}


@pytest.mark.parametrize(("language", "marks"), [("en", "“”"), ("fr", "«»"), ("nl", "“”")])
def test_quotation_marks_are_those_of_the_language_and_closed(language, marks):
    for place, found in hits(r"[«»“”\"]", language).items():
        assert found == list(marks) * (len(found) // 2), place


def test_every_gap_to_fill_in_is_closed():
    assert hits(r"\[(?![^\[\]]{2,60}\])") == {}


def test_no_text_speaks_of_a_decision_of_amazon_as_certain():
    assert hits(r"\bAmazon (?:will|won't|shall|always|never)\b|\bguarantee|\bwill be (?:re|ac)", "en") == {}
    assert hits(r"\bAmazon (?:va|ne|\w+ra)\b|\bgaranti|\b(?:sera|seront) (?:re|ré|ac)", "fr") == {}
    assert hits(r"\bAmazon (?:zal|gaat|wijst|weigert)\b|\bgarande|\bwordt (?:hers|afge|gewei)", "nl") == {}


def test_no_text_talks_of_levels_or_of_how_the_measuring_is_done():
    jargon = r"\b(?:levels?|niveaux?|score|criteri\w*|critère\w*|rubric|probabilit\w*|classif\w*|POA)\b"
    assert hits(jargon) == {}


def test_the_seller_is_addressed_politely():
    assert hits(r"\b(?:tu|toi|tes|je|jij|jou|jouw|jullie)\b", "fr", "nl") == {}


def test_a_reason_is_at_most_two_short_sentences():
    for place in TOLD:
        if place[3] == "reason":
            assert len(re.findall(r"[.!?](?:\s|$)", told(*place))) <= 2, place
            assert len(told(*place).split()) <= 40, place


chances = st.dictionaries(
    st.sampled_from(list(Role)), st.floats(min_value=0, max_value=1, allow_nan=False), max_size=6
)


@given(
    st.lists(chances, min_size=1, max_size=8),
    st.sampled_from(list(Criterion)),
    st.sampled_from([0, 1, 2]),
    st.sampled_from(list(Language)),
)
def test_every_draft_gets_a_reason_and_a_way_up_only_below_met(sentences, criterion, level, language):
    why, raise_it = reasons.reason(criterion, level, judged(*sentences), language)
    assert why and not re.search(r"[{}]", why)
    assert bool(raise_it) is (level < 2)


@pytest.mark.parametrize("language", Language)
def test_the_party_that_is_blamed_is_named_in_the_reason(language):
    draft = judged({Role.ISSUE: 0.9}, {Role.ROOT_CAUSE: 0.9}, {Role.BLAME: 0.9})
    why, _ = reasons.reason(Criterion.NO_BLAME, 1, draft, language)
    assert {"en": "the carrier", "fr": "le transporteur", "nl": "de vervoerder"}[language] in why


def test_a_cause_outside_the_business_is_told_from_one_that_is_only_vague():
    outside = judged({Role.EXTERNAL_CAUSE: 0.9})
    vague = judged({Role.ROOT_CAUSE: 0.9})
    first, second = (
        reasons.reason(Criterion.ROOT_CAUSE, 1, draft, Language.EN)[0] for draft in (outside, vague)
    )
    assert "outside your business" in first and "outside" not in second


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("criterion", Criterion)
def test_a_criterion_that_was_not_assessed_says_so(criterion, language):
    opening = {"en": "Not judged:", "fr": "Non évalué\u00a0:", "nl": "Niet beoordeeld:"}[language]
    assert reasons.not_assessed(criterion, language).startswith(opening)
