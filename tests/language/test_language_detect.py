"""Which language a draft is in, and which are refused by name."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poareview.errors import LanguageError
from poareview.language.detect import Detection, detect
from poareview.model import Language

DATA = Path(__file__).with_name("data")
CORPUS = Path(__file__).parents[1] / "evals" / "corpus"


def without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


@cache
def drafts(language: Language) -> tuple[str, ...]:
    paths = sorted((CORPUS / language).glob("*.json"))
    return tuple(json.loads(path.read_text("utf-8"))["text"] for path in paths)


@cache
def blind(language: Language) -> tuple[str, ...]:
    lines = (DATA / f"blind_{language}.txt").read_text("utf-8").splitlines()
    return tuple(line.replace("\\n", "\n") for line in lines if line and not line.startswith("#"))


REFUSED: dict[str, list[str]] = tomllib.loads((DATA / "refused.toml").read_text("utf-8"))
MIXED = tomllib.loads((DATA / "mixed.toml").read_text("utf-8"))["drafts"]


def found(text: str) -> Language | None:
    try:
        return detect(text).language
    except LanguageError:
        return None


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "change", [str, without_accents, str.upper], ids=["as it is", "no accents", "capitals"]
)
def test_every_labelled_draft_is_identified(language: Language, change: Callable[[str], str]) -> None:
    assert drafts(language)
    assert [text[:60] for text in drafts(language) if found(change(text)) != language] == []


@pytest.mark.parametrize("language", list(Language))
def test_the_first_fifteen_words_of_a_draft_nearly_always_suffice(language: Language) -> None:
    starts = [" ".join(text.split()[:15]) for text in drafts(language)]
    wrong = [start for start in starts if found(start) != language]
    assert len(wrong) <= 0.02 * len(starts), wrong


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "change", [str, without_accents, str.upper], ids=["as it is", "no accents", "capitals"]
)
def test_short_texts_that_nobody_tuned_on_are_identified(
    language: Language, change: Callable[[str], str]
) -> None:
    texts = blind(language)
    assert len(texts) >= 40
    assert sum(found(change(text)) == language for text in texts) / len(texts) >= 0.97


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_another_language_is_refused_by_name(name: str) -> None:
    for text in REFUSED[name]:
        with pytest.raises(LanguageError, match=rf"^{name} is not supported"):
            detect(text)


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_another_language_is_refused_without_accents_too(name: str) -> None:
    assert [text for text in REFUSED[name] if found(without_accents(text)) is not None] == []


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_long_text_in_another_language_is_refused_by_name(name: str) -> None:
    with pytest.raises(LanguageError, match=rf"^{name} is not supported"):
        detect("\n".join(REFUSED[name]))


@pytest.mark.parametrize("draft", MIXED, ids=[f"{draft['language']}: {draft['what']}" for draft in MIXED])
def test_the_sellers_own_words_decide(draft: dict[str, str]) -> None:
    assert detect(draft["text"]).language == draft["language"]


def test_the_message_names_the_way_out() -> None:
    with pytest.raises(LanguageError) as raised:
        detect(REFUSED["German"][1])
    assert str(raised.value) == (
        "German is not supported (the draft looks German). Supported: English, French, Dutch. "
        "If the draft is in one of these, use --lang to override: --lang en, --lang fr or --lang nl."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "12 345,00 € – 03/04/2025",
        "B0CXK4R7PL, B0D8RR2L1M; 204-7711223-0098112",
        "https://www.example.com/your-account/the-orders?with=all",
        "asdf qwer zxcv uiop hjkl vbnm",
        "👍👍👍 !!! ???",
        "\u200b\ufeff",
    ],
)
def test_a_text_without_words_has_no_language(text: str) -> None:
    with pytest.raises(LanguageError, match=r"cannot be told.*--lang"):
        detect(text)


def test_a_title_of_borrowed_words_alone_is_english() -> None:
    assert detect("Plan of Action - Late Shipment Rate").language is Language.EN


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Onze listing B0CXK4R7PL is in Seller Central gesloten, plan of action bijgevoegd.", Language.NL),
        ("Notre listing B0CXK4R7PL est fermé dans Seller Central, plan of action joint.", Language.FR),
        ("Feedback, tracking, refund: alles staat nu goed.", Language.NL),
        ("Feedback, tracking, refund : tout est en ordre maintenant.", Language.FR),
    ],
)
def test_english_terms_of_the_trade_do_not_make_a_draft_english(text: str, language: Language) -> None:
    assert detect(text).language is language


def test_a_name_in_another_script_changes_nothing() -> None:
    text = "We bought the goods from 深圳市华强电子有限公司 and did not ask for a test report."
    assert detect(text).language is Language.EN


def test_some_english_beside_chinese_is_refused_as_chinese() -> None:
    text = "我们的ASIN B0CXK4R7PL 被删除了。Plan of Action: 我们已经更新了FBA库存和listing。"
    with pytest.raises(LanguageError, match=r"^Chinese is not supported"):
        detect(text)


def test_a_long_draft_is_surer_than_its_first_words() -> None:
    text = drafts(Language.FR)[0]
    assert detect(text).confidence > detect("Merci de rouvrir mon compte.").confidence


def test_a_mixed_draft_is_less_sure_than_a_pure_one() -> None:
    dutch, english = drafts(Language.NL)[0], drafts(Language.EN)[0]
    mixed = f"{dutch}\n{english[: len(dutch) // 2]}"
    assert detect(mixed).language is Language.NL
    assert detect(mixed).confidence < detect(dutch).confidence - 0.1


def test_long_pure_drafts_are_nearly_certain() -> None:
    sure = [
        detect(text).confidence
        for language in Language
        for text in drafts(language)
        if len(text.split()) > 150
    ]
    assert sorted(sure)[len(sure) // 20] > 0.9


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_language_or_a_language_error(text: str) -> None:
    try:
        detection = detect(text)
    except LanguageError:
        return
    assert isinstance(detection, Detection)
    assert 0.5 <= detection.confidence <= 1.0


@given(
    st.sampled_from(list(Language)).flatmap(lambda language: st.sampled_from(blind(language))),
    st.text(alphabet="0123456789 -–,.;:!?#*|\n()[]%€", max_size=80),
)
@settings(max_examples=100, deadline=None)
def test_figures_and_marks_around_a_text_change_nothing(text: str, marks: str) -> None:
    assert found(f"{marks}\n{text}\n{marks}") == found(text)


@given(st.sampled_from(list(Language)).flatmap(lambda language: st.sampled_from(blind(language))))
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_detection(text: str) -> None:
    assert detect(text) == detect(text)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a@" * 50_000, "«" * 50_000, "> x\n" * 30_000, "'" * 100_000]
)
def test_hostile_texts_end_soon(text: str) -> None:
    # Ends within pytest's patience or not at all: each of these was quadratic in some careless pattern.
    assert found(text) in (None, *Language)
